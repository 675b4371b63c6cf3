// Waiting for a lease: what is told meanwhile, how it is given up, and what ends it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HeldCommandScene } from "../../support/held-command-scene.ts";
import { until } from "../../support/interlock-up.ts";
import { aBusyWith, aLease, leaseId, leaseToken } from "../../support/lease-service.ts";
import { vmId } from "../../support/vm-observation.ts";

let scene: HeldCommandScene;
beforeEach(async () => {
  scene = new HeldCommandScene();
  await scene.start();
});
afterEach(() => scene.stop());

describe("waiting for the turn", () => {
  const waiting = (sentence: string) =>
    aLease({ status: "waiting", sentence, grantedAt: null, inTheWay: aBusyWith() });

  beforeEach(() => {
    scene.service.onTake = () => ({
      status: 202,
      body: { ...waiting("It waits behind bob."), token: leaseToken },
    });
    scene.service.onRead = () => ({ status: 200, body: waiting("It waits behind bob.") });
  });

  it("is told in plain lines where there is no terminal, each once, and the lease is renewed before the command starts", async () => {
    const { ended, stderr } = scene.hold(vmId, "--", "echo", "ran");
    await until(() => scene.service.asked.filter(({ method }) => method === "GET").length >= 2);
    expect(scene.service.count("/renew")).toBe(0);
    scene.service.onRead = () => ({ status: 200, body: aLease() });
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([0, "ran\n"]);
    expect(scene.service.count("/renew")).toBe(1);
    const lines = stderr()
      .split("\n")
      .filter((line) => line.includes("It waits behind bob."));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(leaseId);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(stderr()).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s leaves the queue and starts nothing", async (signal, code) => {
    const { child, ended, stderr } = scene.hold(vmId, "--", "touch", "ran");
    await until(() => stderr().includes("It waits behind bob."));
    child.kill(signal);
    const end = await ended;
    expect(end.code).toBe(code);
    expect(end.lastLine).toBe(`interlock: exit code ${code}, interrupted; touch was not started.`);
    expect(scene.service.count("/release")).toBe(1);
    expect(scene.exists("ran")).toBe(false);
  });

  it("gives back what is granted at the moment of Ctrl-C", async () => {
    const { child, ended, stderr } = scene.hold(vmId, "--", "touch", "ran");
    await until(() => stderr().includes("It waits behind bob."));
    scene.service.onRead = () => {
      child.kill("SIGINT");
      return { status: 200, body: aLease() };
    };
    const end = await ended;
    expect(end.code).toBe(130);
    expect(scene.service.count("/release")).toBe(1);
    expect(scene.exists("ran")).toBe(false);
  });

  it("ends with 14 when the time to wait is over", async () => {
    scene.service.onRead = () => ({
      status: 200,
      body: aLease({
        status: "busy",
        sentence: "Its time to wait is over.",
        endedAt: "2026-01-05T08:05:00.000Z",
      }),
    });
    const { code, lastLine } = await scene.hold(vmId, "--deadline", "5m", "--", "touch", "ran")
      .ended;
    expect(code).toBe(14);
    expect(lastLine).toBe(
      "interlock: exit code 14, timed out, from interlock; touch was not started.",
    );
  });
});

describe("a lease that is not granted", () => {
  it("ends with 11 when somebody holds it and it was not to be waited, and says who", async () => {
    scene.service.onTake = () => ({
      status: 409,
      body: { title: "busy", detail: "Somebody else holds it.", busyWith: aBusyWith() },
    });
    const end = await scene.hold(vmId, "--when-busy", "reject", "--", "touch", "ran").ended;
    expect(end.code).toBe(11);
    expect(end.stderr).toMatch(/held by +bob \(op-0123456789abcdef0123456789abcdef\)/);
    expect(end.stderr).toMatch(/since +2026-01-05T07:55:00.000Z/);
    expect(end.stderr).toMatch(/for +Resize api-01/);
    expect(end.stderr).toMatch(/done by +2026-01-05T08:30:00.000Z at the latest/);
    expect(end.stderr).toMatch(/lease ends +2026-01-05T08:10:00.000Z, unless it renews/);
    expect(end.stderr).toMatch(/queue +2 wait for it/);
    expect(end.lastLine).toContain("exit code 11, busy, from interlock; touch was not started.");
    expect(scene.service.asked[0]?.body).toMatchObject({ whenBusy: "reject" });
    expect(scene.exists("ran")).toBe(false);
  });

  it("is asked for again under the same key when the answer was lost", async () => {
    let takes = 0;
    scene.service.onTake = () => {
      takes += 1;
      return takes === 1 ? null : { status: 201, body: { ...aLease(), token: leaseToken } };
    };
    expect((await scene.hold(vmId, "--", "true").ended).code).toBe(0);
    const keys = scene.service.asked
      .filter(({ path }) => path === "/api/v1/leases")
      .map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });
});
