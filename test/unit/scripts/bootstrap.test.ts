// The bootstrap as a reader meets it: each state that a clone can be in, and what one command makes
// of it. npm and the compiler are stand-ins; everything else is the true script in a process.
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BootstrapCopy, ended, hearing, stop, until } from "../../support/bootstrap-copy.ts";

let copy: BootstrapCopy;
beforeEach(() => {
  copy = new BootstrapCopy();
});
afterEach(() => copy.dispose());

describe("the bootstrap in a fresh clone", () => {
  it("installs, builds, runs the command, and keeps standard output for the command", async () => {
    const first = await copy.run(["interlock", "list", "--json"]);

    expect(first).toMatchObject({ code: 0, stdout: '["list","--json"]\n' });
    expect(first.stderr).toMatch(/Installing dependencies…\nInstalled dependencies in .* s\./);
    expect(first.stderr).toMatch(/Building…\nBuilt in .* s\./);
    expect(copy.npmCalls()).toHaveLength(1);
    expect(copy.npmCalls()[0]?.args).toContain("--include=dev");
  });

  it("does nothing a second time and goes straight to the command", async () => {
    await copy.run(["interlock"]);

    expect(await copy.run(["interlock"])).toMatchObject({ code: 0, stderr: "" });
    expect(copy.npmCalls()).toHaveLength(1);
    expect(copy.compilations()).toBe(1);
  });

  it("says in a sentence that the registry cannot be reached, and trusts nothing", async () => {
    const first = await copy.run(["interlock"], { npm: "offline" });

    expect(first).toMatchObject({ code: 1, stdout: "" });
    expect(first.stderr).toContain("the package registry cannot be reached");
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0 });
  });

  it("does not build for a command that reads the sources", async () => {
    copy.write("scripts/verify.ts", 'console.log("verified", ...process.argv.slice(2));');

    expect(await copy.run(["verify", "--all"])).toMatchObject({
      code: 0,
      stdout: "verified --all\n",
    });
    expect(copy.compilations()).toBe(0);
  });
});

describe("the bootstrap, handing over", () => {
  it("ends with the exit code of the command", async () => {
    expect(await copy.run(["interlock", "--end-with", "7"])).toMatchObject({ code: 7 });
  });

  it("runs the command line where it was typed, and not where npm goes to", async () => {
    const where = { typedIn: tmpdir() };
    expect((await copy.run(["interlock", "--where"], where)).stdout).toContain(
      `${realpathSync(tmpdir())}\n`,
    );
  });

  it("ends by the signal that ended the command", async () => {
    await copy.run(["interlock"]);
    const child = copy.start(["interlock", "--die"]);
    await ended(child);

    expect(child.signalCode).toBe("SIGKILL");
  });

  it.each([[["no-such-thing"]], [[]], [["toString"]]])(
    "answers %j with the commands there are, and installs nothing for it",
    async (args) => {
      const answer = await copy.run(args);

      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toContain("The commands are: start, test, interlock");
      expect(copy.npmCalls()).toHaveLength(0);
    },
  );

  it("names the file that is missing when a command has nothing to run", async () => {
    const answer = await copy.run(["simulator"]);

    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain("simulator/main.ts is missing");
  });
});

describe("dependencies", () => {
  it("are installed again when the lock file has changed", async () => {
    await copy.run(["interlock"]);
    copy.writeLockFile("1.0.1");
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0 });
    expect(copy.npmCalls()).toHaveLength(2);
  });

  it("that somebody installed by hand are taken as they are where they fit the lock file", async () => {
    await copy.run(["interlock"]);
    copy.remove("node_modules/.interlock-installed.json");
    await copy.run(["interlock"]);
    expect(copy.npmCalls()).toHaveLength(1);
  });

  it("that are only half there are thrown away and installed from the start", async () => {
    copy.write("node_modules/a/half.js", "");
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0 });
    expect(copy.has("node_modules/a/half.js")).toBe(false);
    expect(copy.npmCalls()).toHaveLength(1);
  });

  it("that npm reports as installed but that are not those of the lock file are refused", async () => {
    const answer = await copy.run(["interlock"], { npm: "other" });

    expect(answer).toMatchObject({ code: 1, stdout: "" });
    expect(answer.stderr).toContain("is not what package-lock.json names");
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0 });
  });

  it("are not installed while package.json and the lock file disagree", async () => {
    copy.writeLockFile("1.0.1", "1.0.1");
    const answer = await copy.run(["interlock"]);

    expect(answer.code).toBe(1);
    expect(answer.stderr).toContain("do not agree on their devDependencies");
    expect(copy.npmCalls()).toHaveLength(0);
  });
});

describe("the build", () => {
  it("is made again when a source changed, came or went, and loses what went", async () => {
    copy.write("src/old.ts", "export {};");
    await copy.run(["build"]);
    expect(copy.has("dist/src/old.js")).toBe(true);

    copy.remove("src/old.ts");
    copy.write("src/fresh.ts", "export {};");
    await copy.run(["build"]);
    expect(copy.has("dist/src/old.js")).toBe(false);
    expect(copy.has("dist/src/fresh.js")).toBe(true);
    expect(copy.compilations()).toBe(2);
  });

  it("loses what went even where the build before it was never finished", async () => {
    copy.write("src/old.ts", "export {};");
    await copy.run(["build"]);
    copy.remove("dist/.built.json");
    copy.remove("src/old.ts");

    await copy.run(["build"]);
    expect(copy.has("dist/src/old.js")).toBe(false);
    expect(copy.has("dist/src/cli/main.js")).toBe(true);
  });

  it("is complete again after somebody deleted a part of it", async () => {
    await copy.run(["build"]);
    copy.remove("dist/src/cli/main.js");

    expect(await copy.run(["interlock"])).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  it("that fails shows what the compiler says, runs nothing, and is tried again", async () => {
    await copy.run(["build"]);
    copy.write("src/wrong.ts", "BROKEN");
    const answer = await copy.run(["interlock"]);

    expect(answer).toMatchObject({ code: 1, stdout: "" });
    expect(answer.stderr).toContain("src/wrong.ts(1,1): error TS1: this is broken");

    expect(await copy.run(["interlock"])).toMatchObject({ code: 1, stdout: "" });
    copy.write("src/wrong.ts", "export {};");
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0 });
  });
});

describe("two starts at once", () => {
  it("do the work once and then both run", async () => {
    const one = copy.start(["interlock", "one"], { npm: "wait" });
    const oneEnded = ended(one);
    await until("npm is at work", () => copy.npmCalls().length === 1);
    const two = copy.start(["interlock", "two"], { npm: "wait" });
    const twoEnded = ended(two);
    await hearing(two, "waiting for it");
    copy.write("go", "");

    expect(await oneEnded).toMatchObject({ code: 0, stdout: '["one"]\n' });
    expect(await twoEnded).toMatchObject({ code: 0, stdout: '["two"]\n' });
    expect(copy.npmCalls()).toHaveLength(1);
    expect(copy.compilations()).toBe(1);
  });

  it("a start that was killed leaves nothing that the next one trusts or waits for", async () => {
    const killed = copy.start(["interlock"], { npm: "hang" });
    await until("npm is half done", () => copy.npmCalls("half done").length === 1);
    for (const { pid } of copy.npmCalls()) stop(pid);
    killed.kill("SIGKILL");
    await ended(killed);

    // Waiting for the dead one would take 30 seconds, which is more than this test has.
    expect(await copy.run(["interlock"])).toMatchObject({ code: 0, stdout: "[]\n" });
    expect(copy.npmCalls("finished")).toHaveLength(1);
  });

  it("a start that was killed is not overtaken while the npm that it left behind still writes", async () => {
    const killed = copy.start(["interlock"], { npm: "wait" });
    await until("npm is at work", () => copy.npmCalls().length === 1);
    killed.kill("SIGKILL");
    await ended(killed);

    const next = copy.start(["interlock"], { npm: "wait" });
    const nextEnded = ended(next);
    await hearing(next, "waiting for it");
    copy.write("go", "");

    expect(await nextEnded).toMatchObject({ code: 0, stdout: "[]\n" });
    // The orphan finished what it did, so there was nothing left to install.
    expect(copy.npmCalls()).toHaveLength(1);
  });

  it("an interrupted start stops npm, says so, and gives the lock back", async () => {
    const child = copy.start(["interlock"], { npm: "hang" });
    const end = ended(child);
    await until("npm is half done", () => copy.npmCalls("half done").length === 1);
    child.kill("SIGINT");

    expect(await end).toMatchObject({ code: 130 });
    expect(copy.has(".interlock/bootstrap.lock")).toBe(false);
    const npm = copy.npmCalls()[0]?.pid ?? 0;
    expect(() => process.kill(npm, 0)).toThrow("ESRCH");
  });
});

describe("too old a Node", () => {
  it("on Linux is replaced by the pinned one, which then does everything, once", async () => {
    const old = { oldNode: "20.11.0", platform: "linux" } as const;
    copy.write("src/cli/main.ts", "console.log(process.env.BROUGHT, process.env.PATH);");
    const first = await copy.run(["interlock"], old);

    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^yes \S*scripts\/runtime\/node_modules\/node\/bin:/);
    expect(first.stderr).toContain("Bringing Node 24.21.0, because this is Node 20.11.0 on linux");
    expect(copy.npmCalls().map(({ args }) => args[0])).toEqual(["ci", "install"]);

    expect(await copy.run(["interlock"], old)).toMatchObject({ code: 0, stderr: "" });
    expect(copy.npmCalls()).toHaveLength(2);
  });

  it.each([
    ["darwin", "20.11.0"],
    ["win32", "22.17.1"],
  ] as const)("on %s leads to a sentence that says what is needed", async (platform, oldNode) => {
    const answer = await copy.run(["interlock"], { platform, oldNode });

    expect(answer).toMatchObject({ code: 1, stdout: "" });
    expect(answer.stderr).toContain(
      `Node 22 or later is needed (22.18 at the least); this is Node ${oldNode} on ${platform}`,
    );
    expect(copy.npmCalls()).toHaveLength(0);
  });

  it("is no matter from 22.18 on", async () => {
    expect(await copy.run(["interlock"], { oldNode: "22.18.0" })).toMatchObject({ code: 0 });
    expect(copy.npmCalls().map(({ args }) => args[0])).toEqual(["install"]);
  });
});
