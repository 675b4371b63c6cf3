// `npm start`: the main job, from beginning to end, on this machine alone. It starts what `interlock
// up` starts, plays the incident, checks that it went as promised, and goes on serving. Ends with 0
// after the job with --once, with 1 when anything went wrong.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { endWithReader } from "../src/cli/broken-pipe.ts";
import { endOf } from "../src/cli/call-end.ts";
import { startLocalService } from "../src/cli/local-service.ts";
import type { LocalService, ServiceLog, SimulatorAddresses } from "../src/cli/local-service.ts";
import { packageRoot } from "../src/cli/package-root.ts";
import { printable } from "../src/cli/printable.ts";
import { makeRunFolder } from "../src/cli/run-folder.ts";
import { sampleWorld } from "../src/cli/sample-world.ts";
import { removeServiceFile, serviceFilePath, writeServiceFile } from "../src/cli/service-file.ts";
import { toldToEnd } from "../src/cli/signals.ts";
import { systemUser } from "../src/cli/system-user.ts";
import { Trouble } from "../src/cli/trouble.ts";
import { exitCodes } from "../src/contracts/exit-codes.ts";
import { machine, wishes } from "./start/incident.ts";
import { createPage } from "./start/page.ts";
import type { Page } from "./start/page.ts";
import { createPlainClient } from "./start/plain-client.ts";
import { playWith, playWithout } from "./start/play.ts";

/** Azure's minutes become seconds, and every step can still be followed with the eyes. */
const speedDefault = 10;
/** One that shows each kind of wait in reasonable lengths; any other number plays as well. */
const seed = 7;

interface Options {
  readonly once: boolean;
  readonly speed: number;
}

endWithReader(process.stdout);
try {
  const options = readOptions();
  process.exitCode = options === null ? exitCodes.done.code : await start(options);
} catch (thrown) {
  const { code, text } = endOf(thrown);
  process.stderr.write(`\n${text ?? "It ended early."}\n`);
  process.exitCode = code;
}

function readOptions(): Options | null {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        once: { type: "boolean", default: false },
        speed: { type: "string", default: String(speedDefault) },
        help: { type: "boolean", default: false },
      },
    }));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Trouble("badInput", `${why}\nnpm start -- [--once] [--speed N]`);
  }
  if (values.help) {
    process.stdout.write(
      `npm start -- [--once] [--speed N]\n\n  --once     end after the job\n  --speed N  how fast the clocks run (default: ${speedDefault}; 1 is Azure's own pace)\n`,
    );
    return null;
  }
  const speed = Number(values.speed);
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new Trouble("badInput", "--speed: a number above 0 is needed.");
  }
  return { once: values.once, speed };
}

async function start(options: Options): Promise<number> {
  const interrupted = toldToEnd().then(() => "interrupted" as const);
  const page = createPage(process.stdout);
  page.heading("A running virtual machine is to be resized, and three callers want it at once");
  page.line(
    `Azure is simulated on this machine, and Interlock runs beside it. ${sayPace(options.speed)}`,
  );
  const folder = await makeRunFolder(process.env);
  const serviceFile = serviceFilePath(process.env);
  const simulator = Promise.withResolvers<SimulatorAddresses>();
  const starting = startService(folder.path, options.speed, simulator.resolve);
  // Told where it is waited for; until then it must not end the process.
  starting.catch(simulator.reject);
  try {
    const played = playAll({ page, simulator: simulator.promise, starting });
    if ((await Promise.race([played, interrupted])) === "interrupted") {
      return exitCodes.interrupted.code;
    }
    if (options.once) return exitCodes.done.code;
    const service = await starting;
    const token = service.tokens.get(systemUser().id) ?? "";
    await writeServiceFile(serviceFile, { url: service.url, token, pid: process.pid });
    showAddresses(service, page);
    await Promise.race([interrupted, deathOf(service)]);
    return exitCodes.done.code;
  } finally {
    page.now("");
    await removeServiceFile(serviceFile, process.pid);
    await starting.then((service) => service.stop(), noService);
    await folder.remove();
  }
}

/** What needs Azure alone is played while Interlock still starts. */
async function playAll(given: {
  readonly page: Page;
  readonly simulator: Promise<SimulatorAddresses>;
  readonly starting: Promise<LocalService>;
}): Promise<void> {
  const { page } = given;
  const simulator = await given.simulator;
  const certificate = await readFile(simulator.certificate, "utf8");
  const azure = await createPlainClient(simulator, certificate);
  const before = await playWithout(azure, page);
  const service = await given.starting;
  await Promise.race([playWith(service, { azure, before, page }), deathOf(service)]);
}

async function deathOf(service: LocalService): Promise<never> {
  throw new Trouble("fault", await service.died);
}

/** Why there is none has been told already. */
function noService(): void {
  return undefined;
}

async function startService(
  folder: string,
  speed: number,
  onSimulator: (simulator: SimulatorAddresses) => void,
): Promise<LocalService> {
  const worldFile = join(folder, "world.json");
  await writeFile(worldFile, JSON.stringify(sampleWorld));
  return startLocalService({
    root: packageRoot(),
    cloud: "simulator",
    port: 0,
    speed,
    database: join(folder, "interlock.sqlite"),
    folder,
    callers: [...Object.values(wishes).map((wish) => wish.caller), systemUser()],
    simulator: { seed, worldFile },
    environment: process.env,
    onLog: printLog,
    onSimulator,
  });
}

function printLog({ from, level, message }: ServiceLog): void {
  if (level !== "warning" && level !== "error") return;
  process.stderr.write(`${from} ${level}: ${printable(message)}\n`);
}

function sayPace(speed: number): string {
  if (speed === 1) return "Both clocks run at Azure's own pace.";
  return `Both clocks run ${speed} times as fast as Azure's (npm start -- --speed 1 shows its own pace).`;
}

function showAddresses(service: LocalService, page: Page): void {
  page.heading("It goes on serving until Ctrl-C");
  page.row(["Interlock", service.url], [18]);
  page.row(["simulated Azure", service.simulator?.url ?? ""], [18]);
  page.line();
  page.line("In another terminal, in this folder:");
  page.command("npm run interlock -- list");
  page.command(`npm run interlock -- state ${machine}`);
  page.command(`npm run interlock -- plan vm-resize ${machine} --size Standard_D4s_v4`);
}
