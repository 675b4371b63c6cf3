// Each kind of scripted fault: what the caller is told, what was done, and how it is let go.

import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import { act, API, aTenant, aWorld, LONG_MS, resizeTo, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const DEALLOCATE: Fault["match"] = { method: "POST", path: "/deallocate$" };
const operations = (tenant: Tenant): number => tenant.azure.dump().operations.length;
const deallocate = (tenant: Tenant, signal?: AbortSignal) =>
  tenant.send("POST", act("deallocate"), signal === undefined ? {} : { signal });

let tenant = aTenant();
afterEach(() => {
  tenant.azure.close();
});

function faulty(effect: Fault["effect"], more: Partial<Fault> = {}): Tenant {
  tenant = aTenant();
  tenant.azure.addFaults([{ id: "it", match: DEALLOCATE, effect, ...more }]);
  return tenant;
}

describe("faults before anything is done", () => {
  test("an answer is given in place of the real one", async () => {
    faulty({ kind: "answer", status: 503, headers: { "Retry-After": "7" } });
    const answer = await deallocate(tenant);
    expect([answer.status, answer.headers["retry-after"], answer.body]).toEqual([503, "7", ""]);
    expect(operations(tenant)).toBe(0);
  });

  test.each([
    [30, "30"],
    [null, undefined],
  ])("a throttle with retryAfter %s is a 429 of the provider", async (retryAfter, header) => {
    faulty({ kind: "throttle", retryAfter });
    const answer = await deallocate(tenant);
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, header]);
    expect(answer.body.details[0]?.code).toBe("TooManyRequests");
    expect(operations(tenant)).toBe(0);
  });

  test("a connection dropped before has done nothing", async () => {
    faulty({ kind: "drop-before" });
    expect((await deallocate(tenant)).status).toBe(0);
    expect(operations(tenant)).toBe(0);
    expect(tenant.tapped.at(-1)).toMatchObject({ lost: true, response: null, faults: ["it"] });
  });

  test("a delay serves the request exactly that much later", async () => {
    faulty({ kind: "delay", ms: 4000 });
    const answer = deallocate(tenant);
    tenant.clock.advance(3999);
    expect(operations(tenant)).toBe(0);
    tenant.clock.advance(60_000);
    expect((await answer).status).toBe(202);
    expect(tenant.azure.dump().operations[0]?.startTime).toBe("2026-01-05T08:00:04.000Z");
  });

  test("a request withheld before is done when it is let go", async () => {
    faulty({ kind: "withhold-before" });
    const answer = deallocate(tenant);
    tenant.clock.advance(LONG_MS);
    expect(tenant.azure.faults()[0]?.holding).toBe(1);
    expect(operations(tenant)).toBe(0);
    tenant.azure.release("it");
    expect((await answer).status).toBe(202);
    expect(tenant.azure.faults()[0]?.holding).toBe(0);
  });

  test("a request whose caller has gone while it was withheld before is never done", async () => {
    faulty({ kind: "withhold-before" });
    const caller = new AbortController();
    const answer = deallocate(tenant, caller.signal);
    caller.abort();
    expect((await answer).status).toBe(0);
    tenant.azure.release();
    expect(operations(tenant)).toBe(0);
    expect(tenant.tapped.at(-1)).toMatchObject({ lost: true, response: null });
  });
});

describe("faults after it is done", () => {
  test("an answer can be given in place of the real one although it is done", async () => {
    faulty({ kind: "answer", status: 503, done: true });
    const answer = await deallocate(tenant);
    expect([answer.status, answer.body]).toEqual([503, ""]);
    const [operation] = tenant.azure.dump().operations;
    expect(operation).toMatchObject({ kind: "deallocate", status: "InProgress" });
    expect(tenant.tapped.at(-1)).toMatchObject({ operationId: operation?.id });
  });

  test("a connection dropped after has done everything", async () => {
    faulty({ kind: "drop-after" });
    expect((await deallocate(tenant)).status).toBe(0);
    expect(operations(tenant)).toBe(1);
    const [operation] = tenant.azure.dump().operations;
    const exchange = tenant.tapped.at(-1);
    expect(exchange).toMatchObject({ lost: true, response: { status: 202 } });
    expect(exchange?.operationId).toBe(operation?.id);
  });

  test("an answer withheld after comes when it is let go, or after its time, or is lost", async () => {
    faulty({ kind: "withhold-after" });
    const answer = deallocate(tenant);
    expect(operations(tenant)).toBe(1);
    tenant.azure.removeFaults("it");
    expect((await answer).status).toBe(202);

    faulty({ kind: "withhold-after", ms: 1000 });
    const timed = deallocate(tenant);
    tenant.clock.advance(1000);
    expect((await timed).status).toBe(202);

    faulty({ kind: "withhold-after" });
    const caller = new AbortController();
    const lost = deallocate(tenant, caller.signal);
    caller.abort();
    expect((await lost).status).toBe(0);
    expect(operations(tenant)).toBe(1);
  });

  test("a duplicate is delivered twice and told once", async () => {
    faulty({ kind: "duplicate" }, { match: { method: "PATCH" } });
    const world = aWorld();
    tenant.azure.seed({ ...world, settings: { durationsMs: { resize: 0, update: 0 } } });
    tenant.azure.addFaults([{ match: { method: "PATCH" }, effect: { kind: "duplicate" } }]);
    const answer = await tenant.send("PATCH", `${VM}?${API}`, resizeTo("Standard_D8s_v4"));
    expect(answer.body.etag).toBe('"2"');
    expect(tenant.azure.dump().operations.map(({ kind }) => kind)).toEqual(["resize", "update"]);
  });

  test("somebody else's request comes right after, or at a time of its own", async () => {
    const request = { method: "POST", path: act("restart") };
    faulty({ kind: "actor", afterMs: 5000, request });
    await deallocate(tenant);
    tenant.clock.advance(5000);
    expect(tenant.tapped.at(-1)).toMatchObject({
      principal: "foreign-actor",
      response: { status: 409 },
    });
    faulty({ kind: "actor", atMs: 8000, request: { ...request, principal: "ops" } });
    tenant.clock.advance(8000);
    expect(tenant.azure.dump().operations).toMatchObject([
      { kind: "restart", principal: "ops", startTime: "2026-01-05T08:00:08.000Z" },
    ]);
    expect(tenant.azure.faults()[0]).toMatchObject({ fired: 1, matched: 0 });
  });
});

async function endOf(accepted: { headers: Readonly<Record<string, string>> }) {
  return tenant.send("GET", accepted.headers["azure-asyncoperation"] ?? "");
}

describe("faults of an operation", () => {
  test.each([
    ["Failed", false, "running", "Failed"],
    ["Failed", true, "deallocated", "Failed"],
    ["Canceled", false, "running", "Succeeded"],
    ["Canceled", true, "deallocated", "Succeeded"],
  ] as const)(
    "it ends %s, its work done: %s",
    async (status, takesEffect, power, provisioningState) => {
      faulty({
        kind: "lro-fail",
        status,
        code: "X",
        message: "It did.",
        afterMs: 3000,
        takesEffect,
      });
      const accepted = await deallocate(tenant);
      tenant.clock.advance(3000);
      const end = await endOf(accepted);
      expect(end.body).toMatchObject({ status, error: { code: "X", message: "It did." } });
      expect(tenant.vm()).toMatchObject({ power, provisioningState });
    },
  );

  test("a stalled one ends only when it is let go", async () => {
    faulty({ kind: "lro-stall" });
    const accepted = await deallocate(tenant);
    tenant.clock.advance(LONG_MS);
    expect((await endOf(accepted)).body.status).toBe("InProgress");
    tenant.azure.release();
    expect((await endOf(accepted)).body).toMatchObject({
      status: "Succeeded",
      endTime: "2026-01-05T08:30:00.0000000+00:00",
    });
  });

  test("a stalled one that is preempted is held no longer", async () => {
    faulty({ kind: "lro-stall" });
    await deallocate(tenant);
    expect(tenant.azure.faults()[0]?.holding).toBe(1);
    await tenant.send("DELETE", `${VM}?${API}`);
    expect(tenant.azure.faults()[0]?.holding).toBe(0);
  });

  test("its address can go while it goes on", async () => {
    faulty({ kind: "poll-gone", fromPoll: 2 });
    const accepted = await deallocate(tenant);
    expect((await endOf(accepted)).status).toBe(200);
    expect((await endOf(accepted)).status).toBe(404);
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm().power).toBe("deallocated");
    expect((await endOf(accepted)).status).toBe(404);
  });

  test("there is no room for one size, and room for another", async () => {
    tenant = aTenant(aWorld({ power: "deallocated" }));
    const capacity: Fault = {
      match: { path: "/start$" },
      occurrence: "every",
      effect: { kind: "capacity", size: "Standard_D8s_v4" },
    };
    tenant.azure.addFaults([capacity]);
    await tenant.send("PATCH", `${VM}?${API}`, resizeTo("Standard_D8s_v4"));
    tenant.clock.advance(1000);
    const failed = await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    expect((await endOf(failed)).body.error.code).toBe("AllocationFailed");
    await tenant.send("PATCH", `${VM}?${API}`, resizeTo("Standard_D4s_v4"));
    tenant.clock.advance(1000);
    await tenant.send("POST", act("start"));
    tenant.clock.advance(LONG_MS);
    expect(tenant.vm().power).toBe("running");
  });
});

describe("which requests a fault meets", () => {
  const READ: Fault = { effect: { kind: "answer", status: 418 } };
  const statuses = async (count: number): Promise<readonly number[]> => {
    const told: number[] = [];
    for (let i = 0; i < count; i += 1) told.push((await tenant.send("GET", `${VM}?${API}`)).status);
    return told;
  };

  test.each([
    ["the first when nothing is said", {}, [418, 200, 200]],
    ["the nth", { occurrence: { nth: 2 } }, [200, 418, 200]],
    ["the first n", { occurrence: { first: 2 } }, [418, 418, 200]],
    ["every", { occurrence: "every" as const }, [418, 418, 418]],
    ["none of another principal", { match: { principal: "other" } }, [200, 200, 200]],
    ["none of another query", { match: { query: "expand" } }, [200, 200, 200]],
  ])("%s", async (_, more, expected) => {
    tenant = aTenant();
    tenant.azure.addFaults([{ ...READ, ...more }]);
    expect(await statuses(3)).toEqual(expected);
  });

  test("a fault taken away meets nothing, and a name is taken only once", async () => {
    tenant = aTenant();
    tenant.azure.addFaults([
      { id: "a", occurrence: "every", effect: { kind: "answer", status: 418 } },
    ]);
    expect(() => tenant.azure.addFaults([{ ...READ, id: "a" }])).toThrow("'a'");
    tenant.azure.removeFaults("a");
    expect(await statuses(1)).toEqual([200]);
  });
});
