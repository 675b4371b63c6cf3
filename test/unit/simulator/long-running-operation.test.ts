// Long-running operations as a client follows them, and what happens when two meet on one VM.

import { describe, expect, test } from "vitest";
import type { ConcurrencyRule } from "../../../simulator/world.ts";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

describe("an operation's addresses", () => {
  test("an action is accepted with two addresses, an empty body and its own identifier", async () => {
    const tenant = aTenant();
    const accepted = await tenant.send("POST", act("deallocate"));
    const { "azure-asyncoperation": status = "", location = "" } = accepted.headers;
    expect([accepted.status, accepted.body, accepted.headers["retry-after"]]).toEqual([
      202,
      "",
      "10",
    ]);
    const path = new URL(status).pathname;
    expect(new URL(location).pathname).toBe(path);
    expect(path.split("/").at(-1)).toBe(accepted.headers["x-ms-request-id"]);
    expect([...new URL(location).searchParams.keys()]).toContain("monitor");
    expect(status.length).toBeGreaterThan(2500);
  });

  test("the first poll is told to wait and the last one is not; the other address goes 202, then 200", async () => {
    const tenant = aTenant();
    const { headers } = await tenant.send("POST", act("deallocate"));
    const { "azure-asyncoperation": status = "", location = "" } = headers;
    const first = await tenant.send("GET", status);
    expect(Object.keys(first.body)).toEqual(["startTime", "status", "name"]);
    expect(first.body.status).toBe("InProgress");
    expect(["30", "35", "36"]).toContain(first.headers["retry-after"]);
    expect((await tenant.send("GET", status)).headers["retry-after"]).toBeUndefined();
    const monitor = await tenant.send("GET", location);
    expect([monitor.status, monitor.headers["location"]]).toEqual([202, location]);
    tenant.clock.advance(LONG_MS);
    const last = await tenant.send("GET", status);
    expect([last.body.status, last.headers["retry-after"]]).toEqual(["Succeeded", undefined]);
    const done = await tenant.send("GET", location);
    expect([done.status, done.body]).toEqual([200, ""]);
  });

  test("a change has one address, its body in full, and no Retry-After", async () => {
    const tenant = aTenant();
    const { status, headers, body } = await tenant.send(
      "PATCH",
      `${VM}?${API}`,
      resizeTo("Standard_D8s_v4"),
    );
    expect([status, headers["location"], headers["retry-after"]]).toEqual([
      200,
      undefined,
      undefined,
    ]);
    expect(body.properties.hardwareProfile.vmSize).toBe("Standard_D8s_v4");
  });

  test("an address is answered only whole", async () => {
    const tenant = aTenant();
    const { headers } = await tenant.send("POST", act("deallocate"));
    const status = headers["azure-asyncoperation"] ?? "";
    const cut = await tenant.send("GET", status.slice(0, -1));
    expect([cut.status, cut.body.error.code]).toEqual([400, "InvalidOperationAddress"]);
  });

  test("an address is forgotten some hours after the end", async () => {
    const tenant = aTenant();
    const { headers } = await tenant.send("POST", act("deallocate"));
    tenant.clock.advance(24 * 60 * 60 * 1000);
    expect((await tenant.send("GET", headers["azure-asyncoperation"] ?? "")).status).toBe(404);
  });

  test("durations are the recorded ones, and the same for the same seed", async () => {
    async function endOf(seed: number): Promise<string | null | undefined> {
      const tenant = aTenant(aWorld(), seed);
      await tenant.send("POST", act("deallocate"));
      tenant.clock.advance(LONG_MS);
      return tenant.azure.dump().operations[0]?.endTime;
    }
    const ends = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => endOf(seed)));
    expect(new Set(ends).size).toBeGreaterThan(3);
    expect(await endOf(3)).toBe(ends[2]);
  });
});

async function twoWrites(tenant: Tenant, apartMs: number) {
  const first = await tenant.send("POST", act("deallocate"));
  tenant.clock.advance(apartMs);
  const second = await tenant.send("POST", act("start"));
  const status = async () => tenant.send("GET", first.headers["azure-asyncoperation"] ?? "");
  return { second, status };
}

describe("two writers on one VM", () => {
  test("the second is refused while the first changes the power", async () => {
    const { second } = await twoWrites(aTenant(), 5000);
    expect([second.status, second.body.error.code]).toEqual([409, "OperationNotAllowed"]);
    expect(second.body.error.message).toContain("An ongoing operation is changing power state");
  });

  test("straight after the first it loses the race instead", async () => {
    const { second } = await twoWrites(aTenant(), 10);
    expect([second.status, second.body.error.code]).toEqual([409, "Conflict"]);
  });

  test.each([
    ["race", "Conflict"],
    ["raceNew", "ConflictingConcurrentWriteNotAllowed"],
    ["refuse", "OperationNotAllowed"],
  ] as const)("a world can have it %s", async (outcome, code) => {
    const concurrency: ConcurrencyRule[] = [{ running: "deallocate", incoming: "start", outcome }];
    const { second } = await twoWrites(aTenant({ ...aWorld(), settings: { concurrency } }), 5000);
    expect(second.body.error.code).toBe(code);
  });

  test.each([
    ["abandoned", 0],
    ["takesEffect", 1],
  ] as const)("preempted work is %s, as the world says", async (preemptedWork, boots) => {
    const concurrency: ConcurrencyRule[] = [{ running: "*", incoming: "*", outcome: "preempt" }];
    const tenant = aTenant({ ...aWorld(), settings: { concurrency, preemptedWork } });
    const { second, status } = await twoWrites(tenant, 5000);
    expect(second.status).toBe(202);
    expect((await status()).body).toMatchObject({
      status: "Canceled",
      error: { code: "OperationPreempted" },
    });
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm()).toMatchObject({ power: "running", boots });
  });

  test("a newer operation that is refused does not preempt", async () => {
    const concurrency: ConcurrencyRule[] = [{ running: "*", incoming: "*", outcome: "preempt" }];
    const tenant = aTenant({ ...aWorld({ power: "deallocated" }), settings: { concurrency } });
    const started = await tenant.send("POST", act("start"));
    expect((await tenant.send("POST", act("restart"))).status).toBe(409);
    tenant.clock.advance(LONG_MS);
    const end = await tenant.send("GET", started.headers["azure-asyncoperation"] ?? "");
    expect(end.body.status).toBe("Succeeded");
  });

  test("a deletion wins, and then everything else is refused", async () => {
    const tenant = aTenant();
    const started = await tenant.send("POST", act("restart"));
    tenant.clock.advance(2000);
    expect((await tenant.send("DELETE", `${VM}?${API}`)).status).toBe(202);
    const cut = await tenant.send("GET", started.headers["azure-asyncoperation"] ?? "");
    expect(cut.body.status).toBe("Canceled");
    const refused = await tenant.send("POST", act("start"));
    expect(refused.body.error.message).toContain("marked for deletion");
    expect((await tenant.send("DELETE", `${VM}?${API}`)).status).toBe(202);
  });
});
