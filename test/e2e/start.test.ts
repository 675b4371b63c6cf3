// `npm start` as somebody who has just cloned the repository runs it, after the build.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { childrenOf, isRunning, until } from "../support/interlock-up.ts";

const program = resolve(import.meta.dirname, "..", "..", "dist", "scripts", "start.js");

function spawnStart(folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, XDG_STATE_HOME: folder },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    child.once("close", (code) => done({ code, stdout, stderr }));
  });
  return { child, ended, said: () => stdout };
}

function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "interlock-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("npm start", () => {
  it("shows a plain client's 409, three callers served without one, and ends with 0 after the job", async () => {
    const folder = stateFolder();
    const { code, stdout, stderr } = await spawnStart(folder, ["--once", "--speed", "20"]).ended;
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

  it("goes on serving for the other commands until Ctrl-C, and leaves nothing behind", async () => {
    const folder = stateFolder();
    const { child, ended, said } = spawnStart(folder, ["--speed", "40"]);
    await until(() => said().includes("npm run interlock -- plan") || child.exitCode !== null);
    const children = childrenOf(child.pid ?? 0);
    expect(children).toHaveLength(2);
    const { url, token } = JSON.parse(
      readFileSync(join(folder, "interlock", "service.json"), "utf8"),
    ) as { url: string; token: string };
    expect(said()).toContain(url);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/operations`, { headers });
    expect(((await answer.json()) as { operations: unknown[] }).operations).toHaveLength(3);
    child.kill("SIGINT");
    expect((await ended).code).toBe(0);
    expect(children.filter(({ pid }) => isRunning(pid))).toEqual([]);
    expect(readdirSync(join(folder, "interlock"))).toEqual([]);
  }, 120_000);

  it.each([
    ["an option that there is not", ["--twice"]],
    ["a speed that is none", ["--speed", "fast"]],
    ["a speed of 0", ["--speed", "0"]],
  ])(
    "ends with 2 at %s, before anything is started",
    async (_name, args) => {
      const { code, stdout } = await spawnStart(stateFolder(), args).ended;
      expect(code).toBe(2);
      expect(stdout).toBe("");
    },
    30_000,
  );
});
