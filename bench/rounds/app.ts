// The app whose rounds are measured: orchestrations that do one thing a number of times, an activity
// that does nothing, and the lease entity as it is.

import * as df from "durable-functions";
import { entityKeyOf } from "../../src/contracts/lease-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import { resourceLeaseEntity } from "../../src/entities/resource-lease.ts";
import { orchestrationHandler, registerEntity } from "../../src/platform/durable-app.ts";
import { all, call, entity, now, sleepUntil } from "../../src/platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../../src/platform/durable.ts";

export const roundsPerInstance = 10;
export const timerWaitMs = 50;
export const leaseCycleName = "benchLeaseCycle";

export interface LeaseCycleInput {
  /** Every cycle has resources of its own. */
  readonly cycle: number;
  readonly leases: number;
}

const leaseMs = 15 * 60_000;

export function registerRounds(): void {
  register("benchActivities", activities);
  register("benchEntities", entityCommands);
  register("benchTimers", timers);
  register(leaseCycleName, leaseCycle);
  df.app.activity("benchNothing", { handler: () => null });
  registerEntity(resourceLeaseEntity);
}

function register(
  name: string,
  run: (context: OrchestrationContext, input: never) => Workflow<unknown>,
): void {
  df.app.orchestration(name, orchestrationHandler(run));
}

function* activities(context: OrchestrationContext): Workflow<void> {
  for (let round = 0; round < roundsPerInstance; round += 1) {
    yield context.df.callActivity("benchNothing", null);
  }
}

function* entityCommands(context: OrchestrationContext): Workflow<void> {
  const key = entityKeyOf(resourceOf(0, 0));
  for (let round = 0; round < roundsPerInstance; round += 1) {
    yield* call(context, entity("resourceLease", key, "read", { at: now(context) }));
  }
}

function* timers(context: OrchestrationContext): Workflow<void> {
  for (let round = 0; round < roundsPerInstance; round += 1) {
    yield* sleepUntil(context, addMs(now(context), timerWaitMs));
  }
}

/** As an operation does: taken one after the other, given back together. */
function* leaseCycle(context: OrchestrationContext, input: LeaseCycleInput): Workflow<void> {
  const resources = Array.from({ length: input.leases }, (_, index) =>
    resourceOf(input.cycle, index),
  );
  for (const resourceId of resources) {
    const answer = yield* call(
      context,
      entity("resourceLease", entityKeyOf(resourceId), "acquire", {
        resourceId,
        mode: "exclusive",
        owner: ownerOf(context),
        commandId: 1,
        whenBusy: "queue",
        at: now(context),
        leaseMs,
        waitEvent: "lease",
        waitUntil: addMs(now(context), leaseMs),
      }),
    );
    if (answer.kind !== "granted") throw new Error(`The lease was ${answer.kind}.`);
  }
  yield* all(
    context,
    resources.map((resourceId) =>
      entity("resourceLease", entityKeyOf(resourceId), "release", {
        ownerId: ownerOf(context).id,
        commandId: 2,
        at: now(context),
      }),
    ),
  );
}

function ownerOf(context: OrchestrationContext) {
  const { instanceId } = context.df;
  return {
    id: instanceId,
    operationId: instanceId,
    instanceId,
    kind: "bench",
    principal: { id: "local:bench", name: "bench" },
    purpose: "a benchmark",
  };
}

function resourceOf(cycle: number, index: number): string {
  return `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/bench-rg/providers/Microsoft.Compute/virtualMachines/cycle-${cycle}-${index}`;
}
