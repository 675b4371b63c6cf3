// What a check is, how its outcome is told, and how the outcomes add up.

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** A few words for the check's line. */
  readonly note?: string;
  /** What a person needs to mend it; shown only where something failed. */
  readonly output?: string;
}

export interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** A check that looks for faults in files: it counts as one, however many it finds. */
export function fromFaults(faults: readonly string[], note: string): Outcome {
  return faults.length === 0
    ? { passed: 1, failed: 0, note }
    : { passed: 0, failed: 1, output: faults.map((fault) => `  ${fault}`).join("\n") };
}

/** Runs the check and writes its line. A check that breaks has failed; the others still run. */
export async function tellOutcome(check: Check, write: (text: string) => void): Promise<Outcome> {
  const startedAt = performance.now();
  const outcome = await check.run().catch((error: unknown): Outcome => ({
    passed: 0,
    failed: 1,
    output: `The check itself broke: ${error instanceof Error ? error.stack : String(error)}`,
  }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const mark = outcome.failed === 0 ? "ok  " : "FAIL";
  const note = outcome.note === undefined ? "" : `  ${outcome.note}`;
  write(`${mark}  ${check.name.padEnd(12)} ${seconds.padStart(6)} s${note}\n`);
  if (outcome.failed > 0 && outcome.output !== undefined) write(`${outcome.output.trimEnd()}\n`);
  return outcome;
}

/** Having checked nothing is a failure: an empty run must not look like a good one. */
export function summary(outcomes: readonly Outcome[]): { line: string; failed: number } {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const counted = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  const failed = passed + counted === 0 ? 1 : counted;
  return { line: `${passed} passed, ${failed} failed`, failed };
}
