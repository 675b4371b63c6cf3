// Scripted refusals that depend on more than the request: somebody else's operation that runs, and a
// limit whose window begins anew with each request that comes too early.

import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import { act, aTenant, VM } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";

const onTheFirst: Fault["match"] = { method: "POST", path: "/api-01/deallocate$" };
const otherVm = VM.replace("api-01", "db-01");

let tenant: Tenant;
afterEach(() => {
  tenant.azure.close();
});

function twoMachines(effect: Fault["effect"]): void {
  const machines = ["api-01", "db-01"].map((name) => ({
    name,
    resourceGroup: "prod-rg",
    size: "Standard_D4s_v4",
  }));
  tenant = aTenant({ machines });
  tenant.azure.addFaults([{ id: "it", match: onTheFirst, occurrence: "every", effect }]);
}

const deallocate = () => tenant.send("POST", act("deallocate"));
const startOther = () => tenant.send("POST", act("deallocate").replace("api-01", "db-01"));

describe("a write that another machine's operation blocks", () => {
  test("is refused as long as that runs, with an address that tells when it has ended", async () => {
    twoMachines({ kind: "blocked-by", target: otherVm });
    await startOther();
    const refused = await deallocate();
    expect([refused.status, refused.body.error.code]).toEqual([409, "AnotherOperationInProgress"]);
    const address = /use uri: (\S+)\.$/.exec(refused.body.error.message)?.[1] ?? "";
    expect((await tenant.send("GET", address)).body).toMatchObject({ status: "InProgress" });
    tenant.clock.advance(3_600_000);
    expect((await tenant.send("GET", address)).body).toMatchObject({ status: "Succeeded" });
    expect((await deallocate()).status).toBe(202);
  });

  test("names the address in a header, or not at all, where that is asked for", async () => {
    twoMachines({ kind: "blocked-by", target: otherVm, told: "header" });
    await startOther();
    const refused = await deallocate();
    expect(refused.headers["azure-asyncoperation"]).toContain("/operations/");
    expect(refused.body.error.message).not.toContain("uri");
  });

  test("passes when nothing runs there", async () => {
    twoMachines({ kind: "blocked-by", target: otherVm });
    expect((await deallocate()).status).toBe(202);
  });
});

describe("a limit's window", () => {
  test("begins anew with each request inside, and lets everything pass once it is over", async () => {
    twoMachines({ kind: "throttle-window", retryAfter: 60 });
    expect((await deallocate()).status).toBe(429);
    tenant.clock.advance(59_000);
    const early = await deallocate();
    expect([early.status, early.headers["retry-after"]]).toEqual([429, "60"]);
    tenant.clock.advance(59_999);
    expect((await deallocate()).status).toBe(429);
    tenant.clock.advance(60_000);
    expect((await deallocate()).status).toBe(202);
  });

  test.each([
    ["resource", { details: [{ target: "UpdateVMResource" }] }],
    ["subscription-region", { details: [{ target: "UpdateVMSubscriptionMaximum" }] }],
    ["subscription", { error: { code: "SubscriptionRequestsThrottled" } }],
  ] as const)("of the %s says whose it is", async (scope, body) => {
    twoMachines({ kind: "throttle-window", retryAfter: 60, scope });
    expect(await deallocate()).toMatchObject({ status: 429, body });
  });
});

describe("an operation that fails for a reason below its own", () => {
  test("tells it in its details, and names what is in the way by then", async () => {
    const details = [
      { code: "Inner", message: "it", details: [{ code: "Deepest", message: "why" }] },
    ];
    twoMachines({
      kind: "lro-fail",
      code: "AnotherOperationInProgress",
      message: "Another operation is in progress.",
      details,
      namesOperationOf: otherVm,
      afterMs: 10_000,
    });
    const accepted = await deallocate();
    tenant.clock.advance(9_000);
    await startOther();
    tenant.clock.advance(1_000);
    const ended = await tenant.send("GET", accepted.headers["azure-asyncoperation"] ?? "");
    expect(ended.body).toMatchObject({ status: "Failed", error: { details } });
    expect(ended.body.error.message).toMatch(/use uri: https:\/\/\S+\/operations\/\S+\.$/);
  });
});
