// The checks of `npm run verify`, each shown something that it must not let pass.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { fromFaults, summary, tellOutcome } from "../../../../scripts/verify/check.ts";
import { decisionFaults } from "../../../../scripts/verify/decision-records.ts";
import {
  commandLineCommandsIn,
  unknownScripts,
} from "../../../../scripts/verify/documented-commands.ts";
import { packageFaults } from "../../../../scripts/verify/package-files.ts";
import { testOutcome } from "../../../../scripts/verify/tests.ts";
import { repository } from "../../../support/tree.ts";

describe("the closing line", () => {
  it("adds up checks and tests", () => {
    const outcomes = [
      fromFaults([], "fine"),
      fromFaults(["a", "b"], ""),
      { passed: 40, failed: 2 },
    ];
    expect(summary(outcomes)).toEqual({ line: "41 passed, 3 failed", failed: 3 });
  });

  it("of a run that checked nothing is a failure", () => {
    expect(summary([]).failed).toBe(1);
  });

  it("counts a check that broke as failed, shows why, and lets the others run", async () => {
    let written = "";
    const outcome = await tellOutcome(
      { name: "lint", run: () => Promise.reject(new Error("no such tool")) },
      (text) => (written += text),
    );
    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
    expect(written).toMatch(/^FAIL {2}lint .*\nThe check itself broke: Error: no such tool/);
  });
});

describe("the lock file", () => {
  const manifest = { name: "x", dependencies: { a: "1.0.0" }, devDependencies: {} };
  const a = { version: "1.0.0", integrity: "sha512-a" };
  const lock = (root: object, entry: object) => ({
    lockfileVersion: 3,
    packages: { "": { dependencies: { a: "1.0.0" }, ...root }, "node_modules/a": entry },
  });

  it("that agrees with package.json and names no registry is in order", () => {
    expect(packageFaults(manifest, lock({}, a))).toEqual([]);
  });

  it.each([
    ["asks for another version", lock({ dependencies: { a: "1.0.1" } }, a)],
    ["locks another version", lock({}, { ...a, version: "1.0.1" })],
    ["says where a package came from", lock({}, { ...a, resolved: "https://host/a.tgz" })],
    ["lacks a digest", lock({}, { version: "1.0.0" })],
    ["has a dependency that package.json lacks", lock({ devDependencies: { b: "1.0.0" } }, a)],
  ])("that %s is found out", (_what, broken) => {
    expect(packageFaults(manifest, broken)).toHaveLength(1);
  });
});

describe("decision records", () => {
  const record = (number: string, status = "Accepted, November 2026.") =>
    `# ${number}. A title\n\n## Status\n\n${status}\n\n## Context\n\n## Decision\n\n## What it costs\n\n## What would change it\n`;
  const index = "- [One](0001-one.md)\n- [Two](0002-two.md)\n";
  const folder = (changes: Record<string, string>) =>
    new Map(
      Object.entries({
        "0001-one.md": record("0001"),
        "0002-two.md": record("0002", "Superseded by [0001](0001-one.md)."),
        "README.md": index,
        ...changes,
      }).toSorted(([one], [two]) => one.localeCompare(two)),
    );

  it("in order are left alone", () => {
    expect(decisionFaults(folder({}))).toEqual([]);
  });

  it.each([
    ["a number left out", folder({ "0004-four.md": record("0004") }), "should be numbered 0003"],
    ["a record without its link", folder({ "README.md": "" }), "is not linked from README.md"],
    [
      "another number in the title",
      folder({ "0002-two.md": record("0003") }),
      "does not begin with",
    ],
    ["an unknown status", folder({ "0002-two.md": record("0002", "Old.") }), "has a status"],
    ["a heading left out", folder({ "0001-one.md": "# 0001. A title\n" }), 'no heading "Decision"'],
  ])("with %s are found out", (_what, texts, fault) => {
    expect(decisionFaults(texts).join("\n")).toContain(fault);
  });

  it("that are not there are missed", () => {
    expect(decisionFaults(new Map())).toEqual(["docs/decisions has no records"]);
  });
});

describe("commands in documents", () => {
  it("that are no npm script are found, each once", () => {
    const text =
      "`npm start -- --once`, `npm run gone`, `npm run gone -- x`, `npm run format:check`";
    expect(unknownScripts({ path: "README.md", text }, ["start", "format:check"])).toEqual([
      'README.md tells "gone", which is no npm script',
    ]);
  });

  it("of our own command line are found in code blocks and behind npm", () => {
    const text =
      "`npm run interlock -- up --azure`\n```sh\ninterlock state ID\n# interlock is\n```\n";
    expect(commandLineCommandsIn(text)).toEqual(["up", "state"]);
  });
});

describe("the report of the tests", () => {
  const file = (name: string, statuses: readonly string[], status = "passed") => ({
    name: `/x/${name}`,
    status,
    message: status === "failed" ? "SyntaxError: no\nmore" : "",
    assertionResults: statuses.map((each) => ({ fullName: "works", status: each })),
  });
  const report = (files: readonly ReturnType<typeof file>[], success = true) => ({
    success,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 2,
    testResults: files,
  });
  const tidy = file("test/tidy.test.ts", ["passed"]);

  it("that is all good counts every test and tells what was skipped", () => {
    expect(testOutcome(report([tidy]), 0)).toMatchObject({
      passed: 5,
      failed: 0,
      note: "5 passed, 0 failed, 2 skipped",
    });
  });

  it.each([
    [
      "a failed test",
      report([tidy, file("test/a.test.ts", ["failed"], "failed")], false),
      1,
      "works",
    ],
    [
      "a file that did not load",
      report([tidy, file("test/a.test.ts", [], "failed")], false),
      1,
      "SyntaxError",
    ],
    ["a bad end without a failed test", report([tidy]), 124, "the run ended with 124"],
    ["a report that says it was no success", report([tidy], false), 0, "the run ended with 0"],
    ["no tidy test", report([]), 0, "tidy.test.ts did not run"],
  ])("with %s is a failure", (_what, json, code, told) => {
    const outcome = testOutcome(json, code);
    expect(outcome.failed).toBe(1);
    expect(outcome.output).toContain(told);
  });
});

describe("files in dist", () => {
  function load(files: Record<string, string>): { code: number | null; output: string } {
    const folder = mkdtempSync(join(tmpdir(), "interlock-dist-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ dependencies: { zod: "4.6.7" } }));
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, "dist", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const script = join(repository, "scripts/verify/load-built-files.ts");
    const args = ["--experimental-vm-modules", "--no-warnings", script, "dist"];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return { code: status, output: stdout };
  }

  it("that fit together are accepted without being run", () => {
    const a =
      'import { z } from "zod";\nimport { b } from "./b.js";\nprocess.exit(9);\nexport const a = z;';
    expect(
      load({ "src/a.js": a, "src/b.js": 'import { a } from "./a.js";\nexport const b = a;' }),
    ).toEqual({
      code: 0,
      output: "",
    });
  });

  it.each([
    ["a file that was not built", { "src/a.js": 'import "./gone.js";' }, "gone.js"],
    ["a name that is not exported", { "src/a.js": 'import { nope } from "zod";' }, "named 'nope'"],
    [
      "a package for development",
      { "src/a.js": 'import "typescript";' },
      "not among the dependencies",
    ],
    [
      "a package that is not there",
      { "bench/a.js": 'import "no-such-package";' },
      "no-such-package",
    ],
    ["what is not JavaScript", { "bench/a.js": "syn tax" }, "SyntaxError"],
  ])("that import %s are found out", (_what, files, told) => {
    const { code, output } = load(files);
    expect(code).toBe(1);
    expect(output).toContain(told);
  });

  it("that are not there at all are missed", () => {
    expect(load({ "readme.txt": "" })).toMatchObject({ code: 1 });
  });
});
