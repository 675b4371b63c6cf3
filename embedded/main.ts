/**
 * The host as a program: `node embedded/main.ts --app DIR`. Prints one line when it listens, as JSON
 * with --json; ends with 0 on SIGTERM or SIGINT, with 2 on bad input, with 70 after a fault.
 */
import { Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { scaledClock, wallClock } from "./clock.ts";
import type { HostClock } from "./clock.ts";
import { startHost } from "./host.ts";
import { describeThrown } from "./log-record.ts";
import type { LogRecord } from "./log-record.ts";

const optionsSchema = z.object({
  app: z.string(),
  main: z.string().optional(),
  port: z.number(),
  database: z.string(),
  speed: z.number(),
  epoch: z.number().optional(),
  json: z.boolean().optional(),
  verbose: z.boolean().optional(),
});

const program = new Command("embedded-host")
  .description("Runs an Azure Functions app folder on this machine.")
  .option("--app <dir>", "folder with package.json and host.json", ".")
  .option("--main <file>", "file to load instead of package.json's main")
  .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", wholeNumber, 0)
  .option("--database <file>", "SQLite file, or :memory:", ":memory:")
  .option("--speed <factor>", "how many times as fast as real time the clock runs", positive, 1)
  .option("--epoch <ms>", "instant at which the fast clock and the real one agree", wholeNumber)
  .option("--json", "print addresses and log records as JSON, one per line")
  .option("--verbose", "log also what is of use only in a search for errors");

await run();

async function run(): Promise<void> {
  const options = optionsSchema.parse(program.parse().opts());
  try {
    const clock = clockOf(options);
    const host = await startHost({
      appFolder: options.app,
      ...(options.main === undefined ? {} : { main: options.main }),
      port: options.port,
      database: options.database,
      clock,
      log: (record) => print(record, options),
    });
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ url: host.url, functions: host.functions })}\n`
        : `Listening on ${host.url} with ${host.functions.length} functions.\n`,
    );
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        void host.close().then(() => process.exit(0));
      });
    }
    host.failed.catch(() => process.exit(70));
  } catch (thrown) {
    process.stderr.write(`The app could not be started: ${describeThrown(thrown)}\n`);
    process.exit(2);
  }
}

/**
 * Timers in a file are instants of the clock that was running then. A fast clock that started anew
 * with each start of the host would go back by hours, and they would wait for as long.
 */
function clockOf(options: z.infer<typeof optionsSchema>): HostClock {
  const { speed, epoch, database } = options;
  if (speed === 1) return wallClock();
  if (epoch === undefined && database !== ":memory:") {
    throw new Error("A fast clock over a database file needs --epoch, the same at each start.");
  }
  return scaledClock({ speed, epochMs: epoch ?? Date.now() });
}

/** The log goes to standard error, so that the one line on standard output stays alone. */
function print(record: LogRecord, options: z.infer<typeof optionsSchema>): void {
  if (record.level === "debug" && options.verbose !== true) return;
  if (options.json === true) {
    process.stderr.write(`${JSON.stringify(record)}\n`);
    return;
  }
  const where = [record.functionName, record.instanceId].filter((part) => part !== undefined);
  const tail = record.error === undefined ? "" : `\n${record.error}`;
  process.stderr.write(
    `${record.time} ${record.level} ${where.join(" ")} ${record.message}${tail}\n`,
  );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError("A whole number from 0 is needed.");
  }
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new InvalidArgumentError("A number above 0 is needed.");
  }
  return value;
}
