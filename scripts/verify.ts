// `npm run verify`: everything that must hold before a change is shared, in one command. A line for
// each check, the whole output of those that failed, and a last line with the sum of checks and
// tests. Names of checks as arguments run only those: `npm run verify -- lint types`.
//
// `--tests-from FILE --tests-ended-with CODE` takes the outcome of tests that have just run from
// their report instead of running them a second time; that is for .ci/run.
import { parseArgs } from "node:util";
import { builtFilesLoad } from "./verify/built-files.ts";
import { summary, tellOutcome } from "./verify/check.ts";
import type { Check, Outcome } from "./verify/check.ts";
import { checkDecisionRecords } from "./verify/decision-records.ts";
import { checkDocumentedCommands } from "./verify/documented-commands.ts";
import { checkPackageFiles } from "./verify/package-files.ts";
import { passes } from "./verify/program.ts";
import { readTestReport, runTests } from "./verify/tests.ts";

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    "tests-from": { type: "string" },
    "tests-ended-with": { type: "string", default: "0" },
  },
});
const report = values["tests-from"];
const endedWith = Number(values["tests-ended-with"]);

/** The quick ones first; the commands after the build, because they ask the built command line. */
const checks: readonly Check[] = [
  { name: "packages", run: checkPackageFiles },
  { name: "decisions", run: checkDecisionRecords },
  { name: "format", run: () => passes("node_modules/oxfmt/bin/oxfmt", "--check") },
  { name: "lint", run: () => passes("node_modules/oxlint/bin/oxlint") },
  { name: "types", run: () => passes("node_modules/typescript/bin/tsc", "-p", "tsconfig.json") },
  { name: "build", run: () => passes("scripts/bootstrap.mjs", "build") },
  { name: "built files", run: builtFilesLoad },
  { name: "commands", run: checkDocumentedCommands },
  {
    name: "tests",
    run: () => (report === undefined ? runTests() : readTestReport(report, endedWith)),
  },
];

const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  const names = checks.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no check "${unknown.join('", "')}". The checks are: ${names}.\n`);
  process.exitCode = 2;
} else {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    if (wanted.length > 0 && !wanted.includes(check.name)) continue;
    outcomes.push(await tellOutcome(check, (text) => process.stdout.write(text)));
  }
  const { line, failed } = summary(outcomes);
  process.stdout.write(`${line}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
