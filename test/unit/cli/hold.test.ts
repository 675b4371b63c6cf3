// Real commands under a lease, kept or lost, and what becomes of them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HeldCommandScene } from "../../support/held-command-scene.ts";
import { isRunning, until } from "../../support/interlock-up.ts";
import { aLease, leaseId, leaseToken } from "../../support/lease-service.ts";
import { vmId } from "../../support/vm-observation.ts";

let scene: HeldCommandScene;
beforeEach(async () => {
  scene = new HeldCommandScene();
  await scene.start();
});
afterEach(() => scene.stop());

describe("a command under a lease", () => {
  it("gets the lease and its numbers in its environment, never the token, and all of standard output", async () => {
    const { ended } = scene.hold(vmId, "--", "env");
    const { code, stdout, stderr, lastLine } = await ended;
    expect(code).toBe(0);
    expect(stdout).toContain(`INTERLOCK_LEASE=${leaseId}\n`);
    expect(stdout).toContain("INTERLOCK_FENCING=7\n");
    expect(stdout).toContain(`INTERLOCK_LEASES={"${vmId}":7}\n`);
    expect(stdout).not.toContain(leaseToken);
    expect(stderr).not.toContain(leaseToken);
    expect(stdout.split("\n").filter((line) => line.startsWith("interlock:"))).toEqual([]);
    expect(lastLine).toBe("interlock: exit code 0, from env; the lease is given back.");
    expect(scene.service.asked.at(-1)?.body).toEqual({ token: leaseToken });
    expect(scene.service.count("/release")).toBe(1);
  });

  it.each([
    ["its own code", ["sh", "-c", "exit 17"], 17, "exit code 17, from sh; the lease"],
    ["128 and the signal that killed it", ["sh", "-c", "kill -9 $$"], 137, "killed by SIGKILL"],
    ["127 where there is none", ["no-such-command"], 127, "there is no command no-such-command"],
    ["126 where it cannot be run", ["/"], 126, "not started"],
  ])("ends with %s, and the lease is given back", async (_name, command, code, said) => {
    const end = await scene.hold(vmId, "--", ...command).ended;
    expect(end.code).toBe(code);
    expect(end.lastLine).toContain(said);
    expect(scene.service.count("/release")).toBe(1);
  });

  it("keeps its arguments as they are, dashes and all", async () => {
    const { stdout } = await scene.hold(
      vmId,
      "--purpose",
      "p",
      "--",
      "printf",
      "%s|",
      "--mode",
      "--",
      "-x",
    ).ended;
    expect(stdout).toBe("--mode|--|-x|");
    expect(scene.service.asked[0]?.body).toMatchObject({ purpose: "p", resources: [vmId] });
  });

  it("has its lease renewed while it runs, also after the service has been in trouble", async () => {
    let tries = 0;
    scene.service.onRenew = () => {
      tries += 1;
      if (tries === 2) return null;
      if (tries === 3) return { status: 503, body: { title: "not now" } };
      return { status: 200, body: aLease() };
    };
    const running = scene.hold(vmId, "--duration", "2m", "--", scene.patient());
    const { child, ended, stderr } = running;
    await scene.isUp(running);
    await until(() => tries >= 5);
    child.kill("SIGINT");
    expect((await ended).code).toBe(4);
    expect(stderr()).toContain("The lease is not renewed: ");
    expect(stderr()).toContain("The lease is renewed again.");
    expect(scene.service.asked.find(({ path }) => path.endsWith("/renew"))?.body).toEqual({
      token: leaseToken,
      duration: "PT120S",
    });
  });

  it("is told what hold is told, and its end is hold's end", async () => {
    const running = scene.hold(vmId, "--", scene.patient());
    const { child, ended } = running;
    await scene.isUp(running);
    child.kill("SIGTERM");
    const { code, lastLine } = await ended;
    expect(code).toBe(3);
    expect(lastLine).toContain("exit code 3, from ");
    expect(scene.written("heard").trim().split("\n").toSorted()).toEqual([
      "TERM",
      "child heard TERM",
    ]);
    expect(scene.service.count("/release")).toBe(1);
  });
});

describe("a lease that is lost", () => {
  const lose = (): void => {
    scene.service.onRenew = () => ({
      status: 200,
      body: aLease({ status: "lost", sentence: "bob has broken it: the pipeline is dead" }),
    });
  };

  it("ends the command and all that it has started, with 17 and a line that says so", async () => {
    const running = scene.hold(vmId, "--duration", "2m", "--", scene.patient());
    const { ended } = running;
    await scene.isUp(running);
    lose();
    const { code, stderr, lastLine } = await ended;
    expect(code).toBe(17);
    expect(stderr).toContain("bob has broken it: the pipeline is dead");
    expect(lastLine).toMatch(/^interlock: exit code 17, lost, from interlock; .* was ended/);
    expect(scene.written("heard").trim().split("\n").toSorted()).toEqual([
      "TERM",
      "child heard TERM",
    ]);
  });

  it("kills what does not end within the grace", async () => {
    const running = scene.hold(vmId, "--duration", "2m", "--grace", "1s", "--", scene.stubborn());
    const { ended } = running;
    await scene.isUp(running);
    lose();
    const { code, lastLine } = await ended;
    expect(code).toBe(17);
    expect(lastLine).toContain("killed by SIGKILL");
    await until(() => !isRunning(scene.pidIn("child")));
  });

  it.each([403, 404, 409])("is lost by an answer with %d", async (status) => {
    const running = scene.hold(vmId, "--duration", "2m", "--", scene.patient());
    const { ended } = running;
    await scene.isUp(running);
    scene.service.onRenew = () => ({ status, body: { title: "t", detail: "It is not yours." } });
    const { code, stderr } = await ended;
    expect(code).toBe(17);
    expect(stderr).toContain("It is not yours.");
  });

  it("counts as lost before it can have run out when the service is gone", async () => {
    const running = scene.hold(vmId, "--duration", "2m", "--", scene.patient());
    const { ended } = running;
    await scene.isUp(running);
    await scene.service.stop();
    const { code, stderr } = await ended;
    expect(code).toBe(17);
    expect(stderr).toMatch(/could not be renewed in time: .*does not answer/);
    expect(scene.written("heard")).toContain("TERM");
  });
});

describe("hold that is killed itself", () => {
  it("takes the command and all that it has started along", async () => {
    const running = scene.hold(vmId, "--", scene.patient());
    const { child, ended } = running;
    await scene.isUp(running);
    child.kill("SIGKILL");
    await until(() => !isRunning(scene.pidIn("pid")) && !isRunning(scene.pidIn("child")));
    await ended;
    expect(scene.written("heard")).toContain("child heard TERM");
  });
});
