// The durable client of an invocation, as the ports that triggers and activities know.
//
// K1. The client puts IDs and names into URLs as they are, so nothing reaches it that is not plain.
// K2. What it rejects is text. Nothing here reads that text, except to tell an unknown instance,
//     for which it has no other sign: after any other rejection the instance itself is looked at.

import type { InvocationContext } from "@azure/functions";
import * as df from "durable-functions";
import type { DurableClient, DurableOrchestrationStatus } from "durable-functions";
import type { OrchestrationPort, OrchestrationStatus } from "../contracts/orchestration-port.ts";
import type { Clock, WakePort } from "../contracts/ports.ts";
import { addMs, epochMsOf, instantOf, isBefore, laterOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { readEntityPage } from "./entity-pages.ts";

const plainName = /^[A-Za-z][A-Za-z0-9_-]{0,149}$/;
/** An operation; its children have longer IDs, entities start with an at sign. */
const operationId = /^op-[0-9a-f]{32}$/;

const ended: ReadonlySet<OrchestrationStatus["runtimeStatus"]> = new Set([
  "Completed",
  "Failed",
  "Terminated",
  "Canceled",
]);

const hourMs = 60 * 60 * 1000;

export function orchestrationPortOf(
  invocation: InvocationContext,
  clock: Clock,
): OrchestrationPort {
  const client = df.getClient(invocation);
  return {
    start: (kind, request) => begin(client, kind, { id: request.operationId, input: request }),

    begin: (name, instance) => begin(client, name, instance),

    async status(instanceId) {
      if (!plainName.test(instanceId)) return null;
      return statusOf(client, instanceId);
    },

    list: (options) => listNewestFirst(client, { ...options, now: clock.now() }),

    async entityState(entity, key) {
      assertPlain(entity);
      if (!/^[A-Za-z0-9_-]{1,100}$/.test(key)) return null;
      const response = await client.readEntityState(new df.EntityId(entity, key));
      return response.entityExists ? (response.entityState ?? null) : null;
    },

    entityPage: (query) => readEntityPage(invocation, query),
  };
}

async function begin(
  client: DurableClient,
  name: string,
  { id, input }: { readonly id: string; readonly input: unknown },
): Promise<"started" | "exists"> {
  assertPlain(name);
  assertPlain(id);
  try {
    await client.startNew(name, { instanceId: id, input });
    return "started";
  } catch (thrown) {
    // The usual reason is that an instance with this ID is alive.
    const status = await statusOf(client, id);
    if (status !== null && !ended.has(status.runtimeStatus)) return "exists";
    throw thrown;
  }
}

export function wakePortOf(invocation: InvocationContext): WakePort {
  const client = df.getClient(invocation);
  return {
    async wake(targets) {
      const delivered = await Promise.all(
        targets.map(async ({ instanceId, eventName }) => {
          if (!plainName.test(instanceId) || !plainName.test(eventName)) return false;
          try {
            // An empty body would be refused; the event says nothing but "ask again".
            await client.raiseEvent(instanceId, eventName, {});
            return true;
          } catch {
            return hasEnded(client, instanceId);
          }
        }),
      );
      return delivered.filter(Boolean).length;
    },
  };
}

/** Whether nobody is there to be woken any more. */
async function hasEnded(client: DurableClient, instanceId: string): Promise<boolean> {
  try {
    const status = await statusOf(client, instanceId);
    return status === null || ended.has(status.runtimeStatus);
  } catch {
    return false;
  }
}

async function statusOf(
  client: DurableClient,
  instanceId: string,
): Promise<OrchestrationStatus | null> {
  try {
    return toStatus(await client.getStatus(instanceId, { showInput: true }));
  } catch (thrown) {
    // K2: the client has no other way to say that it does not know the instance.
    if (thrown instanceof Error && thrown.message.includes("HTTP 404")) return null;
    throw thrown;
  }
}

/** The client follows every page of a query to its end, children and entities among them, so it is
 * asked for growing windows of time, newest first, until there is enough. */
async function listNewestFirst(
  client: DurableClient,
  options: { readonly createdFrom: Instant; readonly max: number; readonly now: Instant },
): Promise<readonly OrchestrationStatus[]> {
  const found = new Map<string, OrchestrationStatus>();
  // The newest window has no upper end, so that a clock that is a little behind hides nothing.
  let to: Instant | null = null;
  let windowMs = hourMs;
  for (;;) {
    const from: Instant = laterOf(options.createdFrom, addMs(to ?? options.now, -windowMs));
    const answer = await client.getStatusBy({
      createdTimeFrom: new Date(from),
      ...(to === null ? {} : { createdTimeTo: new Date(to) }),
    });
    for (const status of answer) {
      if (operationId.test(status.instanceId)) found.set(status.instanceId, toStatus(status));
    }
    if (found.size >= options.max || !isBefore(options.createdFrom, from)) break;
    to = from;
    windowMs *= 4;
  }
  return [...found.values()]
    .toSorted((one, other) => epochMsOf(other.createdAt) - epochMsOf(one.createdAt))
    .slice(0, options.max);
}

function toStatus(status: DurableOrchestrationStatus): OrchestrationStatus {
  return {
    instanceId: status.instanceId,
    name: status.name,
    runtimeStatus: runtimeStatusOf(status.runtimeStatus),
    input: status.input ?? null,
    output: status.output ?? null,
    customStatus: status.customStatus ?? null,
    createdAt: instantOf(new Date(status.createdTime).getTime()),
    updatedAt: instantOf(new Date(status.lastUpdatedTime).getTime()),
  };
}

const runtimeStatuses = [
  "Pending",
  "Running",
  "Suspended",
  "Completed",
  "Failed",
  "Terminated",
  "Canceled",
  "ContinuedAsNew",
] as const satisfies readonly OrchestrationStatus["runtimeStatus"][];

function runtimeStatusOf(word: string): OrchestrationStatus["runtimeStatus"] {
  return runtimeStatuses.find((known) => known === word) ?? "Unknown";
}

function assertPlain(name: string): void {
  if (!plainName.test(name))
    throw new Error("A name that is not plain reached the durable client.");
}
