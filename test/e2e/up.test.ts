// `interlock up` as a supervisor: how it ends, and what becomes of its programs.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { InterlockUp, childrenOf, isRunning, until } from "../support/interlock-up.ts";

async function upWith(): Promise<{
  interlock: InterlockUp;
  pid: number;
  children: readonly Child[];
}> {
  const interlock = new InterlockUp();
  onTestFinished(() => interlock.stop());
  await interlock.start({ world: {}, speed: 20 });
  const pid = interlock.up.process.pid ?? 0;
  return { interlock, pid, children: childrenOf(pid) };
}

type Child = ReturnType<typeof childrenOf>[number];

const named = (children: readonly Child[], name: string): number =>
  children.find(({ command }) => command.includes(`dist/${name}/main.js`))?.pid ?? 0;

const haveEnded = (children: readonly Child[]): boolean =>
  children.every(({ pid }) => !isRunning(pid));

describe("interlock up", () => {
  it("ends both at Ctrl-C, with 0, and leaves nothing behind", async () => {
    const { interlock, children } = await upWith();
    expect(children).toHaveLength(2);
    interlock.up.process.kill("SIGINT");
    expect((await interlock.up.ended).code).toBe(0);
    expect(haveEnded(children)).toBe(true);
    expect(existsSync(interlock.serviceFile)).toBe(false);
    expect(readdirSync(join(interlock.folder, "interlock"))).toEqual([]);
    const listed = await interlock.run("list");
    expect(listed.code).toBe(3);
    expect(listed.stderr).toContain("interlock up");
  }, 90_000);

  it.each(["simulator", "embedded"])(
    "says which one died when its %s is killed, ends the other, and ends with 1",
    async (name) => {
      const { interlock, children } = await upWith();
      process.kill(named(children, name), "SIGKILL");
      const { code, stderr } = await interlock.up.ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^The (simulator|embedded host) ended by itself by signal SIGKILL/m);
      expect(stderr).toContain(name);
      expect(haveEnded(children)).toBe(true);
    },
    90_000,
  );

  it("takes its programs with it when it is killed itself", async () => {
    const { interlock, children } = await upWith();
    interlock.up.process.kill("SIGKILL");
    await interlock.up.ended;
    await until(() => haveEnded(children));
    const listed = await interlock.run("list");
    expect(listed.code).toBe(3);
    expect(listed.stderr).toMatch(/does not answer/);
  }, 90_000);

  it("says what is wrong with a world that cannot be used, and ends", async () => {
    const interlock = new InterlockUp();
    const ended = await interlock.run("up", "--world", join(interlock.folder, "nothing.json"));
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/nothing\.json/);
  }, 90_000);
});
