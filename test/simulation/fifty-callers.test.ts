// Acceptance: fifty callers want one machine in different sizes at the same moment. Through Interlock
// they are done one after the other, in the order of their tickets and without a conflict; fifty
// callers who go straight to the same Azure meet conflicts.

import { describe, expect, it } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { OperationView, ResourceView } from "../../src/contracts/http-shapes.ts";
import { expectNothingHeld, writesOf } from "../support/fault-scene.ts";
import { resizePlainly } from "../support/plain-caller.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { Caller, System } from "../support/system.ts";

const callers = 50;
const seed = 50;
/** Each differs from the one before it; half of the changes need the machine deallocated. */
const sizes = ["Standard_D4s_v5", "Standard_D8s_v5", "Standard_D8s_v4", "Standard_D4s_v4"];
const sizeOf = (caller: number): string => sizes[caller % sizes.length] ?? "";

const principals: readonly Caller[] = ["alice", "bob", "carol"];

const startFifty = (system: System): Promise<readonly string[]> =>
  Promise.all(
    Array.from({ length: callers }, (_, caller) =>
      system.resize(sizeOf(caller), { as: principals[caller % principals.length] ?? "alice" }),
    ),
  );

/** Operation IDs by ticket, the head first. */
async function tickets(system: System): Promise<readonly string[]> {
  const { body } = await system.ask<ResourceView>({ path: `/api/v1/resources${vmPath}` });
  const { head, queue } = body.turn;
  if (head === null) throw new Error("Nobody has the turn.");
  return [head, ...queue]
    .toSorted((one, other) => one.number - other.number)
    .map(({ owner }) => owner.operationId);
}

const isDone = (system: System): boolean =>
  system
    .host()
    .instances()
    .filter(({ name }) => name === "vm-resize")
    .every(({ status }) => status === "Completed");

/** Whose requests Azure got, one entry for each time that another operation took over. */
function takeovers(exchanges: readonly TapExchange[]): readonly string[] {
  const askers = exchanges
    .map(({ request }) => request.headers["x-ms-correlation-request-id"] ?? "")
    .filter((asker) => asker !== "");
  return askers.filter((asker, index) => asker !== askers[index - 1]);
}

/** The least of what any answer said was left of an allowance. */
function leastAllowance(exchanges: readonly TapExchange[]): number {
  const left = exchanges.flatMap(({ response }) =>
    (response?.headers["x-ms-ratelimit-remaining-resource"] ?? "")
      .split(",")
      .flatMap((part) => /;(\d+)$/.exec(part)?.[1] ?? []),
  );
  return Math.min(...left.map(Number));
}

describe("fifty callers of one machine", () => {
  it("through Interlock are all done, in ticket order, without a conflict, and only the head asks Azure", async () => {
    const system = await startSystem({ world: resizeWorld(), seed });
    const ids = await startFifty(system);
    await system.host().runUntilIdle();
    const before = system.exchanges.length;
    const order = await tickets(system);
    const asked = system.exchanges.length - before;
    // Without what the listing of the queue itself has asked.
    const ours = (): readonly TapExchange[] => system.exchanges.toSpliced(before, asked);
    expect(order.toSorted()).toEqual(ids.toSorted());
    await system.advanceUntil(() => isDone(system));
    const views: OperationView[] = [];
    for (const id of order) views.push(await system.operation(id));
    expect(views.map(({ outcome }) => outcome)).toEqual(order.map(() => "succeeded"));
    const ends = views.map(({ report }) => Date.parse(report?.endedAt ?? ""));
    expect(ends).toEqual(ends.toSorted((one, other) => one - other));
    // Nobody began before the one before him had ended.
    expect(takeovers(ours())).toHaveLength(callers);
    const { operations } = system.azure.dump();
    expect(overlapsOf(system.exchanges, operations)).toEqual([]);
    expect(operations.every(({ status }) => status === "Succeeded")).toBe(true);
    const refused = system.exchanges.filter(({ response }) => (response?.status ?? 0) >= 400);
    expect(refused).toEqual([]);
    expect(leastAllowance(ours())).toBeGreaterThan(0);
    expect(system.vm()).toMatchObject({
      size: views.at(-1)?.parameters["size"],
      power: "running",
      provisioningState: "Succeeded",
    });
    await expectNothingHeld(system);
  }, 240_000);

  it("who go straight to Azure, on the same seed, meet conflicts", async () => {
    const system = await startSystem({ world: resizeWorld(), seed });
    let open = callers;
    const outcomes = Array.from({ length: callers }, (_, caller) =>
      resizePlainly(system, `caller-${caller}`, sizeOf(caller)).finally(() => (open -= 1)),
    );
    await system.advanceUntil(() => open === 0);
    const answers = system.exchanges.map(({ response }) => response?.status);
    // The machine's allowance lets a dozen of them through to the conflict; the rest get 429.
    expect(answers.filter((status) => status === 409).length).toBeGreaterThanOrEqual(10);
    const refused = (await Promise.all(outcomes)).filter((outcome) => outcome === "refused");
    expect(refused.length).toBeGreaterThan(callers / 2);
    expect(writesOf(system.exchanges)).toEqual([]);
  });
});
