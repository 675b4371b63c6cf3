// `npm run contention`: many callers and tools from outside want the same machines while answers are
// dropped and the host is killed. Then the simulator's tap and what the callers were told are judged.

import { createReadStream } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TapExchange } from "../../simulator/protocol.ts";
import { toldToEnd } from "../../src/cli/signals.ts";
import { crowdOf } from "./crowd.ts";
import { evidenceText } from "./evidence.ts";
import { count } from "./judge/claim.ts";
import type { Claim, RunRecord } from "./judge/claim.ts";
import { verdictOn } from "./judge/verdict.ts";
import { startLocalGround } from "./local-ground.ts";
import type { LocalGround } from "./local-ground.ts";
import { meet } from "./meeting.ts";
import type { Meeting } from "./meeting.ts";
import { BadOptions, help, readOptions } from "./options.ts";
import type { Options } from "./options.ts";
import { placeOf, worldOf } from "./place.ts";
import { troublesOf } from "./troubles.ts";

const interruptedCode = 130;
const principals = 10;
/** In the time of Azure. */
const arrivalMs = 4 * 60_000;
const latencyMs = 40;
const lookEveryMs = 10_000;
const appPrincipal = "interlock";

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(help);
  else process.exit(await runOrLeave(options));
} catch (thrown) {
  const isOurs = thrown instanceof BadOptions;
  console.error(isOurs ? `${thrown.message}\n\n${help}` : thrown);
  process.exitCode = isOurs ? 2 : 1;
}

/** The programs that an interrupted run has started end with this process. */
async function runOrLeave(options: Options): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-contention-"));
  try {
    const interrupted = toldToEnd().then(() => interruptedCode);
    return await Promise.race([run(options, folder), interrupted]);
  } finally {
    if (options.keep !== null) {
      await mkdir(options.keep, { recursive: true });
      await cp(folder, options.keep, { recursive: true });
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(options: Options, folder: string): Promise<number> {
  const { callers, machines, groups, kills, seed, speed } = options;
  process.stdout.write(
    `${callers} callers over ${machines} machines in ${groups} groups, seed ${seed}, ${kills} kills, clocks ${speed} times as fast\n`,
  );
  const place = placeOf(options);
  const worldFile = join(folder, "world.json");
  const tapFile = join(folder, "tap.jsonl");
  await writeFile(worldFile, JSON.stringify(worldOf(place, latencyMs)));
  const ground = await startLocalGround({ worldFile, tapFile, folder, seed, speed, principals });
  const crowd = crowdOf({ seed, callers, place, arrivalMs, principals, holds: true });
  const beganAt = performance.now();
  try {
    await ground.azure.addFaults(troublesOf(seed, callers, { delays: true }));
    const meeting = await Promise.race([
      meet({
        ground,
        crowd,
        seed,
        kills,
        lookEveryMs,
        killHost: () => ground.killHost(),
        onProgress: progressOf(options, beganAt),
      }),
      ground.died,
    ]);
    const seconds = Math.round((performance.now() - beganAt) / 1000);
    process.stdout.write(`Everybody has gone after ${seconds} s.\n\n`);
    return await judge(meeting, { ground, tapFile, folder });
  } finally {
    await ground.stop();
  }
}

async function judge(
  meeting: Meeting,
  { ground, tapFile, folder }: { ground: LocalGround; tapFile: string; folder: string },
): Promise<number> {
  const exchanges = await exchangesIn(tapFile);
  const { operations } = await ground.azure.dump();
  const { traces, samples, kills } = meeting;
  const record: RunRecord = { traces, samples, exchanges, operations, appPrincipal };
  await writeFile(join(folder, "run.json"), JSON.stringify({ traces, samples, operations }));
  const claims = [...verdictOn(record), emptyClaim(meeting)];
  const lostAnswers = exchanges.filter(({ lost }) => lost === true).length;
  const faults = await ground.azure.faults();
  const trouble = { kills, faults, lostAnswers, exchanges: exchanges.length };
  process.stdout.write(`${evidenceText(traces, trouble, claims)}\n\n`);
  const violations = claims.reduce((total, claim) => total + claim.violations.length, 0);
  process.stdout.write(violations === 0 ? "Everything held.\n" : `${violations} violations.\n`);
  return violations === 0 ? 0 : 1;
}

function emptyClaim({ leftOver }: Meeting): Claim {
  return {
    what: "In the end nothing is held and nobody waits",
    counted: "the list of leases and queues",
    looked: leftOver === null ? 0 : 1,
    violations: leftOver ?? ["The list of leases could not be read."],
  };
}

async function exchangesIn(tapFile: string): Promise<readonly TapExchange[]> {
  const exchanges: TapExchange[] = [];
  for await (const line of createInterface({ input: createReadStream(tapFile) })) {
    // The cast names what the simulator writes, in the same repository.
    exchanges.push(JSON.parse(line) as TapExchange);
  }
  return exchanges;
}

/** One line that is written over where somebody looks, and one now and then where it is kept. */
function progressOf({ callers }: Options, beganAt: number) {
  let toldAt = beganAt;
  return ({ answered, kills }: { readonly answered: number; readonly kills: number }): void => {
    const sentence = `${answered} of ${callers} answered, ${count(kills, "kill")}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001B[2K${sentence}${answered === callers ? "\n" : ""}`);
    } else if (performance.now() - toldAt > 15_000 || answered === callers) {
      toldAt = performance.now();
      process.stderr.write(`${Math.round((toldAt - beganAt) / 1000)} s: ${sentence}\n`);
    }
  };
}
