// What .ci/run makes of the outcomes of its two commands. npm is a stand-in that notes how it was
// called and ends as it is told; the script is the true one.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { repository } from "../../support/tree.ts";

const fakeNpm = `#!/bin/sh
echo "$* (report: \${INTERLOCK_TEST_REPORT:-none}, CI=$CI)" >> calls
if [ "$1" = test ]; then echo "some tests"; exit "$TESTS"; fi
[ -n "$SAYS" ] && echo "$SAYS"
exit "$VERIFY"
`;

function ciRun(outcome: { tests: number; verify: number; says: string }) {
  const folder = mkdtempSync(join(tmpdir(), "interlock-ci-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(repository, ".ci"), join(folder, ".ci"), { recursive: true });
  writeFileSync(join(folder, "npm"), fakeNpm);
  chmodSync(join(folder, "npm"), 0o755);
  const { status, stdout } = spawnSync(join(folder, ".ci/run"), {
    cwd: tmpdir(),
    encoding: "utf8",
    env: {
      PATH: [folder, process.env["PATH"]].join(delimiter),
      TESTS: String(outcome.tests),
      VERIFY: String(outcome.verify),
      SAYS: outcome.says,
    },
  });
  const calls = readFileSync(join(folder, "calls"), "utf8").replaceAll(folder, "").split("\n");
  return { status, lastLine: stdout.trimEnd().split("\n").at(-1), calls };
}

describe(".ci/run", () => {
  it("runs the tests as a reader would, then the rest with their report, and ends with the sum", () => {
    const { status, lastLine, calls } = ciRun({ tests: 0, verify: 0, says: "99 passed, 0 failed" });

    expect({ status, lastLine }).toEqual({ status: 0, lastLine: "99 passed, 0 failed" });
    const report = "/.interlock/test-report.json";
    expect(calls[0]).toMatch(/^test \(report: \S*\/\.interlock\/test-report\.json, CI=true\)$/);
    expect(calls[1]).toContain("run --silent verify -- --tests-from ");
    expect(calls[1]).toContain(`${report} --tests-ended-with 0 (report: none`);
    expect(calls).toHaveLength(3);
  });

  it("fails where the tests failed, and still runs the other checks", () => {
    const { status, lastLine, calls } = ciRun({ tests: 1, verify: 1, says: "90 passed, 9 failed" });

    expect({ status, lastLine }).toEqual({ status: 1, lastLine: "90 passed, 9 failed" });
    expect(calls[1]).toContain("--tests-ended-with 1");
  });

  it("fails where the tests ended badly, whatever the other checks say", () => {
    expect(ciRun({ tests: 124, verify: 0, says: "90 passed, 0 failed" }).status).toBe(1);
  });

  it.each(["", "npm error Missing script", "90 passed, 0 failed\nand then it broke"])(
    "says that nothing passed where the checks did not come to an end (%j)",
    (says) => {
      const { status, lastLine } = ciRun({ tests: 0, verify: 0, says });
      expect({ status, lastLine }).toEqual({ status: 1, lastLine: "0 passed, 1 failed" });
    },
  );
});
