// The tests as one of the checks: run here, or taken from the report of a run that has just ended.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Outcome } from "./check.ts";
import { runScript } from "./program.ts";

/** Read by vitest.config.ts: the file to which the outcome of a test run is written as JSON. */
const reportSetting = "INTERLOCK_TEST_REPORT";

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export async function runTests(): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-verify-"));
  const report = join(folder, "report.json");
  try {
    const { code, output } = await runScript(["node_modules/vitest/vitest.mjs", "run"], {
      env: { [reportSetting]: report },
    });
    return { ...(await readTestReport(report, code)), output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function readTestReport(path: string, exitCode: number): Promise<Outcome> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    const output = `The tests ended with ${exitCode} and left no report.`;
    return { passed: 0, failed: 1, output };
  }
  return testOutcome(JSON.parse(text), exitCode);
}

/**
 * Counts tests, and a file that could not even be loaded as one that failed. A run that ended badly
 * for another reason, or that left the tidy test out, is a failure too.
 */
export function testOutcome(json: unknown, exitCode: number): Outcome {
  const report = reportSchema.parse(json);
  const failedTests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${name}: ${fullName}`),
  );
  const brokenFiles = report.testResults
    .filter(({ status, assertionResults }) => {
      return status === "failed" && !assertionResults.some((test) => test.status === "failed");
    })
    .map(({ name, message }) => `${name}: ${message.split("\n")[0] ?? ""}`);
  const faults = [...failedTests, ...brokenFiles];

  if (!report.testResults.some(({ name }) => name.endsWith("test/tidy.test.ts"))) {
    faults.push("test/tidy.test.ts did not run");
  }
  if (faults.length === 0 && (exitCode !== 0 || !report.success)) {
    faults.push(`no test failed, yet the run ended with ${exitCode}: see its output`);
  }
  const skipped = report.numPendingTests === 0 ? "" : `, ${report.numPendingTests} skipped`;
  return {
    passed: report.numPassedTests,
    failed: faults.length,
    note: `${report.numPassedTests} passed, ${faults.length} failed${skipped}`,
    output: faults.map((fault) => `  ${fault}`).join("\n"),
  };
}
