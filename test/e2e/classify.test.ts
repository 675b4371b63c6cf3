// The built command, which classifies with no service anywhere, and as it is typed: at the end of a pipe.
import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "interlock-classify-"));
const specimens = join(root, "test", "unit", "conflicts", "text", "specimens");

beforeAll(() => {
  if (!existsSync(join(root, "dist", "src", "cli", "classify.js"))) {
    throw new Error('The programs are not built: run "npm test", or "npm run build" first.');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In an empty home, so that there is no service to ask, and with no address of one. */
function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env["PATH"], HOME: folder, XDG_STATE_HOME: folder };
  const command = [join(root, "bin", "interlock.mjs"), "classify", ...args];
  return spawn(process.execPath, command, { env, cwd: folder });
}

async function ended(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

describe("interlock classify, offline", () => {
  it("says what a piped log means, plainly, and leaves nothing behind", async () => {
    const child = start();
    child.stdin.end(readFileSync(join(specimens, "terraform-lock.txt")));
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^management-lock \(sure, row A\)\n/);
    expect(stdout).not.toContain("\u001b");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("answers a line of --jsonl before the next has come", async () => {
    const child = start("--jsonl");
    child.stdin.write('{"id":"one","httpStatus":409,"code":"ScopeLocked"}\n');
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    expect(JSON.parse(first.toString())).toEqual({
      id: "one",
      class: "management-lock",
      recovery: "stop",
      row: "A",
      confidence: "high",
    });
    child.stdin.end("and this is none\n");
    const { code, stderr } = await ended(child);
    expect(code).toBe(2);
    expect(stderr).toContain("Line 2 of standard input");
  });

  it("ends with 2 when nothing is piped in", async () => {
    const child = start("-");
    child.stdin.end();
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("There is nothing in standard input.");
  });
});
