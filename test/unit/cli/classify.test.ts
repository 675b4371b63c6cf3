// The command that classifies: what it prints of one error, of a log, of many lines, and of nothing. It
// asks nobody.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClassifyView } from "../../../src/contracts/classify-shapes.ts";
import { CommandLine } from "../../support/command-line.ts";

let cli: CommandLine;
let folder: string;
beforeEach(() => {
  cli = new CommandLine();
  cli.start();
  folder = mkdtempSync(join(tmpdir(), "interlock-classify-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const specimens = new URL("../conflicts/text/specimens/", import.meta.url);
const specimen = (file: string): string => readFileSync(new URL(file, specimens), "utf8");

function file(content: string | Buffer, name = "error.txt"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** As if it were piped in. */
function pipe(text: string): void {
  const stdin = Object.assign(Readable.from([Buffer.from(text)]), { isTTY: false });
  vi.spyOn(process, "stdin", "get").mockReturnValue(stdin as unknown as typeof process.stdin);
}

const control = new RegExp(String.raw`[\u0000-\u0009\u000b-\u001f\u007f-\u009f]`);

describe("interlock classify", () => {
  it("says the class, why, what to do with commands, what not to do, and the IDs", async () => {
    const { code, stdout, stderr } = await cli.run("classify", file(specimen("dotnet.txt")));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")[0]).toBe("lifecycle-state (likely, row O)");
    expect(stdout).toMatch(/^ {2}why {8}Azure answered .*409 OperationNotAllowed/m);
    expect(stdout).toMatch(/^ {2}Azure says .*is generalized\.$/m);
    expect(stdout).toMatch(/^ {2}what now {3}\w/m);
    expect(stdout).toMatch(/^ {4}interlock state /m);
    expect(stdout).toMatch(/^ {2}do not {5}\w/m);
    expect(stdout).toMatch(/^ {2}answer {5}409 ▸ OperationNotAllowed$/m);
    expect(stdout).toContain("5c1f0a52-91e2-4a0b-8f5e-5f8b6cb0a012");
    expect(stdout).toContain("5c1f0a52-91e2-4a0b-8f5e-5f8b6cb0a013");
    expect(cli.sent).toEqual([]);
  });

  it("gives commands for the resource that the text names, and says where one has to be filled in", async () => {
    const known = await cli.run("classify", file(specimen("terraform-lock.txt")));
    expect(known.stdout).toMatch(/^ {4}interlock state \/subscriptions\/\S+\/web-07$/m);
    const { stdout } = await cli.run("classify", file(specimen("log-line.txt")));
    expect(stdout).toContain("interlock run vm-resize VM_ID --size SIZE --accept downtime");
  });

  it.each([[], ["-"]])("reads what is piped in: %j", async (...names) => {
    pipe(specimen("azure-cli-lock.txt"));
    const { code, stdout } = await cli.run("classify", ...names);
    expect(code).toBe(0);
    expect(stdout).toContain("management-lock");
  });

  it("with --json prints the same as the service answers, and nothing else", async () => {
    const path = file(specimen("powershell-deployment.txt"));
    const { code, stdout } = await cli.run("classify", path, "--json");
    const view = JSON.parse(stdout) as ClassifyView;
    expect(code).toBe(0);
    expect(view.class).toBe("capacity");
    expect(view.others.map((other) => other.class)).toEqual(["policy-or-sku"]);
  });

  it("reads what PowerShell writes into a file", async () => {
    const text = `\uFEFF${specimen("powershell.txt")}`;
    const { stdout } = await cli.run("classify", file(Buffer.from(text, "utf16le")));
    expect(stdout).toMatch(/^already-exists/);
  });

  it("tells of another error in a log after the one that decides", async () => {
    const log = [specimen("kubernetes-raw-error.txt"), specimen("azure-cli-lock.txt")].join("\n");
    const { stdout } = await cli.run("classify", file(log));
    expect(stdout.split("\n")[0]).toMatch(/^management-lock/);
    expect(stdout).toMatch(/and another error in it\nlifecycle-state/);
  });

  it("lets no control character of the error through to the terminal", async () => {
    const message = "evil \u001b[2J\u001b]0;title\u0007 \u202e\u009b31m and \r over";
    const body = { error: { code: "ScopeLocked\u001b[1m", message, target: "/a\u0007" } };
    for (const text of [JSON.stringify(body), `ERROR: (ScopeLocked) ${message} '\u001b[8m'`]) {
      const { stdout } = await cli.run("classify", file(text));
      expect(stdout).not.toMatch(control);
      expect(stdout).not.toContain("\u202e");
    }
  });

  it("quotes what it takes from an error into a command", async () => {
    const id = "/subscriptions/$(reboot)/resourceGroups/a';rm/providers/Microsoft.Compute/disks/d";
    const body = { error: { code: "ScopeLocked", message: "locked", target: id } };
    const { stdout } = await cli.run("classify", file(JSON.stringify(body)), "--json");
    const { nextCommands } = JSON.parse(stdout) as ClassifyView;
    expect(nextCommands.length).toBeGreaterThan(0);
    for (const command of nextCommands) {
      const bare = command.replaceAll(/'[^']*'|\\'/g, "").replaceAll(/"[^"]*"/g, "");
      expect(bare).not.toMatch(/[$;()`]/);
    }
  });
});

describe("interlock classify of nothing", () => {
  it.each([
    ["an empty file", ""],
    ["white space", " \n\t\n"],
    ["a text without an error", "all is well\n"],
    ["JSON without an error", '{"hello": "world"}'],
  ])("ends with 2 and says so: %s", async (_name, text) => {
    const { code, stdout, stderr } = await cli.run("classify", file(text));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/There is (nothing|no error of Azure's) in .*error\.txt/);
  });

  it("ends with 2 and names a file that is not there, or is a folder", async () => {
    const missing = await cli.run("classify", join(folder, "missing.txt"));
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/missing\.txt cannot be read: there is no such file/);
    const { code, stderr } = await cli.run("classify", folder);
    expect(code).toBe(2);
    expect(stderr).toContain("it is a directory");
  });

  it("on a terminal says how an error is given instead of waiting for one", async () => {
    const stdin = Object.assign(Readable.from([]), { isTTY: true });
    vi.spyOn(process, "stdin", "get").mockReturnValue(stdin as unknown as typeof process.stdin);
    const { code, stderr } = await cli.run("classify");
    expect(code).toBe(2);
    expect(stderr).toContain("| interlock classify");
  });
});

const rows = [
  {
    id: "a",
    httpStatus: 409,
    code: "ScopeLocked",
    message: "locked",
    details: [],
    operation: null,
  },
  { id: 7, httpStatus: null, code: "OperationPreempted", message: "preempted", details: null },
  { id: "c", httpStatus: 429, code: null, message: null, class: "ignored", why: "ignored" },
];
const lines = (all: readonly unknown[]): string => all.map((one) => JSON.stringify(one)).join("\n");

describe("interlock classify --jsonl", () => {
  it("answers each line with exactly its ID, class, recovery, row and confidence", async () => {
    const { code, stdout, stderr } = await cli.run("classify", "--jsonl", file(lines(rows)));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(answers.map((answer) => Object.keys(answer))).toEqual(
      rows.map(() => ["id", "class", "recovery", "row", "confidence"]),
    );
    expect(answers).toMatchObject([
      { id: "a", class: "management-lock", recovery: "stop", row: "A", confidence: "high" },
      { id: 7, class: "concurrent-operation", row: "M" },
      { id: "c", class: "throttled", recovery: "back-off" },
    ]);
  });

  it("names each bad line with its number, answers the others, and ends with 2", async () => {
    const text = [
      lines(rows.slice(0, 1)),
      "no JSON",
      "",
      '{"id":"x","httpStatus":"soon"}',
      "[]",
      lines(rows.slice(2)),
    ].join("\r\n");
    pipe(text);
    const { code, stdout, stderr } = await cli.run("classify", "--jsonl", "-");
    expect(code).toBe(2);
    expect(stdout.trimEnd().split("\n")).toHaveLength(2);
    expect(stderr).toMatch(/^Line 2 of standard input: .*JSON/m);
    expect(stderr).toMatch(/^Line 4 of standard input: httpStatus/m);
    expect(stderr).toMatch(/^Line 5 of standard input: /m);
    expect(stderr.trimEnd().split("\n")).toHaveLength(3);
  });

  it("of no line at all ends with 2", async () => {
    const { code, stdout, stderr } = await cli.run("classify", "--jsonl", file("\n\n"));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("There is nothing in");
  });
});
