// `interlock up`: the whole service on this machine, until Ctrl-C. The other commands find it through
// the service file. Against the simulator everything begins afresh each time, because the simulated
// Azure does too; on the real cloud the database stays, and operations go on where they were.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import { startLocalService } from "./local-service.ts";
import type { Caller, LocalService, ServiceLog } from "./local-service.ts";
import { factor, wholeNumber } from "./option-numbers.ts";
import { packageRoot } from "./package-root.ts";
import { printable } from "./printable.ts";
import { makeRunFolder } from "./run-folder.ts";
import { sampleMachineId, sampleWorld } from "./sample-world.ts";
import { isAlive, readServiceFile, removeServiceFile } from "./service-file.ts";
import { serviceFilePath, writeServiceFile } from "./service-file.ts";
import { toldToEnd } from "./signals.ts";
import { stateFolder } from "./state-folder.ts";
import { systemUser } from "./system-user.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";

interface UpOptions {
  readonly simulator?: boolean;
  readonly azure?: boolean;
  readonly port: number;
  readonly speed?: number;
  readonly database?: string;
  readonly world?: string;
  readonly seed?: number;
  readonly tap?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export function addUpCommand(program: Command): void {
  program
    .command("up")
    .description("run the service on this machine until Ctrl-C")
    .option("--simulator", "with a simulated Azure beside it, which is the default")
    .option("--azure", "on the real cloud, with your own `az login` or environment")
    .option("--port <number>", "port of the service; 0 takes a free one", wholeNumber, 0)
    .option(
      "--speed <factor>",
      "how fast both clocks run against the simulator (default: 1, Azure's own pace)",
      factor,
    )
    .option("--database <file>", "SQLite file to keep operations in")
    .option("--world <file>", "what the simulated Azure holds, as JSON (default: a few machines)")
    .option("--seed <number>", "what the simulator draws durations from", wholeNumber)
    .option("--tap <file>", "write every exchange with the simulator into this file")
    .option("--verbose", "print the service's whole log and not only its warnings")
    .option("--json", "print the addresses as one line of JSON")
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  const cloud = cloudOf(options);
  const ended = toldToEnd();
  const folder = await makeRunFolder(process.env);
  const caller = systemUser();
  const serviceFile = serviceFilePath(process.env);
  let service: LocalService | undefined;
  try {
    service = await startLocalService({
      root: packageRoot(),
      cloud,
      port: options.port,
      speed: options.speed ?? 1,
      database: await databaseOf(options, cloud, folder.path),
      folder: folder.path,
      callers: [caller],
      simulator: {
        seed: options.seed,
        worldFile: options.world ?? (await sampleWorldFile(folder.path)),
        tapFile: options.tap,
      },
      environment: process.env,
      onLog: (record) => printLog(record, options.verbose === true),
    });
    await warnOfAnother(serviceFile);
    const token = service.tokens.get(caller.id) ?? "";
    await writeServiceFile(serviceFile, {
      url: service.url,
      token,
      pid: process.pid,
      ...(options.speed === undefined ? {} : { speed: options.speed }),
    });
    announce(service, { options, caller, serviceFile });
    const died = await Promise.race([service.died, ended.then(() => null)]);
    if (died !== null) {
      throw new Trouble(
        "fault",
        `${died}\nThe rest is ended too; start it again with \`${typedCommand("up")}\`.`,
      );
    }
    process.exitCode = exitCodes.done.code;
  } finally {
    await removeServiceFile(serviceFile, process.pid);
    await service?.stop();
    await folder.remove();
  }
}

function cloudOf(options: UpOptions): "simulator" | "azure" {
  if (options.azure !== true) return "simulator";
  const against = ["simulator", "speed", "world", "seed", "tap"] as const;
  const wrong = against.find((name) => options[name] !== undefined);
  if (wrong === undefined) return "azure";
  throw new Trouble("badInput", `--${wrong} is for the simulator and cannot go with --azure.`);
}

async function sampleWorldFile(folder: string): Promise<string> {
  const file = join(folder, "world.json");
  await writeFile(file, JSON.stringify(sampleWorld));
  return file;
}

async function databaseOf(
  options: UpOptions,
  cloud: "simulator" | "azure",
  folder: string,
): Promise<string> {
  if (options.database !== undefined) return options.database;
  if (cloud === "simulator") return join(folder, "interlock.sqlite");
  const base = stateFolder(process.env);
  await mkdir(base, { recursive: true, mode: 0o700 });
  return join(base, "azure.sqlite");
}

async function warnOfAnother(serviceFile: string): Promise<void> {
  const other = await readServiceFile(serviceFile);
  if (other === undefined || other.pid === process.pid || !isAlive(other.pid)) return;
  process.stderr.write(
    `Another service runs at ${other.url}; from now on the other commands talk to this one.\n`,
  );
}

function announce(
  service: LocalService,
  given: { readonly options: UpOptions; readonly caller: Caller; readonly serviceFile: string },
): void {
  const { url, simulator } = service;
  const { serviceFile, caller } = given;
  if (given.options.json === true) {
    process.stdout.write(`${JSON.stringify({ url, simulator, serviceFile })}\n`);
    return;
  }
  const lines = [
    `Interlock     ${url}`,
    simulator === null
      ? "Azure         the real cloud, with your own credentials"
      : `Azure         simulated at ${simulator.url}`,
    `asked by      ${printable(caller.name)}, with the token in ${serviceFile}`,
    ...(simulator === null || given.options.world !== undefined
      ? []
      : [`a machine     ${sampleMachineId("api-01")}`]),
    "",
    "Ctrl-C ends it. In another terminal:",
    `    ${typedCommand("list")}`,
    `    ${typedCommand("plan vm-resize RESOURCE_ID --size Standard_D4s_v5")}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function printLog(record: ServiceLog, verbose: boolean): void {
  const isLoud = record.level === "warning" || record.level === "error";
  if (!isLoud && !verbose) return;
  process.stderr.write(`${record.from} ${record.level}: ${printable(record.message)}\n`);
}
