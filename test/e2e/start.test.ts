// `npm start` as somebody who has just cloned the repository runs it, after the build.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

const program = resolve(import.meta.dirname, "..", "..", "dist", "scripts", "start.js");

async function start(
  ...args: readonly string[]
): Promise<{ code: number | null; stdout: string; stderr: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "interlock-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, XDG_STATE_HOME: folder },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((done) => {
    child.once("close", done);
  });
  return { code, stdout, stderr, folder };
}

describe("npm start", () => {
  it("shows a plain client's 409, three callers served without one, and ends with 0 after the job", async () => {
    const { code, stdout, stderr, folder } = await start("--once", "--speed", "20");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/409 OperationNotAllowed/);
    expect(stdout).toMatch(/before\s+Standard_D4s_v4\s+PowerState\/running/);
    expect(stdout).toMatch(/after\s+Standard_D8s_v5\s+PowerState\/running/);
    expect(stdout).toMatch(/pipeline\s+succeeded/);
    expect(stdout).toMatch(/runbook\s+succeeded .*Together with operation op-/);
    expect(stdout).toMatch(/autoscaler\s+succeeded/);
    expect(stdout).toContain("none was refused with 409");
    expect(readdirSync(join(folder, "interlock"))).toEqual([]);
  }, 120_000);

  it.each([
    ["an option that there is not", ["--twice"]],
    ["a speed that is none", ["--speed", "fast"]],
    ["a speed of 0", ["--speed", "0"]],
  ])(
    "ends with 2 at %s, before anything is started",
    async (_name, args) => {
      const { code, stdout } = await start(...args);
      expect(code).toBe(2);
      expect(stdout).toBe("");
    },
    30_000,
  );
});
