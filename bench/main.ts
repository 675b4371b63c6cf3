// `npm run bench`: measures the figures that the project is judged by and holds them against their
// bounds. docs/benchmarks.md tells what is measured, how, and the last figures.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { toldToEnd } from "../src/cli/signals.ts";
import { findingsText, isMet } from "./benchmark.ts";
import type { Benchmark, Findings } from "./benchmark.ts";
import { handOver } from "./hand-over.ts";
import { history } from "./history.ts";
import { BadOptions, help, readOptions } from "./options.ts";
import type { Options } from "./options.ts";
import { queues } from "./queues.ts";
import { rounds } from "./rounds.ts";
import { thousandCallers } from "./thousand-callers.ts";
import { verdicts } from "./verdicts.ts";
import { wallTime } from "./wall-time.ts";

const benchmarks: readonly Benchmark[] = [
  history,
  verdicts,
  rounds,
  queues,
  thousandCallers,
  handOver,
  wallTime,
];
const interruptedCode = 130;

try {
  const names = benchmarks.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  if (options === null) process.stdout.write(help);
  else process.exit(await runOrLeave(options));
} catch (thrown) {
  const isOurs = thrown instanceof BadOptions;
  console.error(isOurs ? `${thrown.message}\n\n${help}` : thrown);
  process.exitCode = isOurs ? 2 : 1;
}

/** The programs that an interrupted run has started end with this process. */
async function runOrLeave(options: Options): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-bench-"));
  try {
    const interrupted = toldToEnd().then(() => interruptedCode);
    return await Promise.race([run(options, folder), interrupted]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(options: Options, folder: string): Promise<number> {
  let missed = 0;
  for (const benchmark of benchmarks) {
    if (!options.only.includes(benchmark.name)) continue;
    process.stdout.write(`\n${benchmark.title}\n`);
    const findings = await measured(benchmark, options, join(folder, benchmark.name));
    process.stdout.write(`${findingsText(findings)}\n`);
    missed += findings.bounds.filter((bound) => bound.kind === "bound" && !isMet(bound)).length;
  }
  process.stdout.write(missed === 0 ? "\nEvery bound is met.\n" : `\n${missed} missed.\n`);
  return missed === 0 ? 0 : 1;
}

async function measured(benchmark: Benchmark, options: Options, folder: string): Promise<Findings> {
  await mkdir(folder);
  const before = loadavg()[0] ?? Number.NaN;
  const findings = await benchmark.measure({ ...options, folder, progress });
  progress("");
  const after = loadavg()[0] ?? Number.NaN;
  const load = `Load of this machine (average of a minute): ${before.toFixed(1)} before, ${after.toFixed(1)} after.`;
  return { ...findings, notes: [...findings.notes, load] };
}

/** One line that is written over; nothing where nobody looks. */
function progress(sentence: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${sentence}`);
}
