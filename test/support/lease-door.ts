// What the orchestrations of tools' leases do for the HTTP door, in a few lines over its entities in
// memory: claim and grant, or wait.

import type { ToolLeaseRequest } from "../../src/contracts/tool-lease-messages.ts";
import { resourceLeaseEntity } from "../../src/entities/resource-lease.ts";
import { toolLeaseEntity } from "../../src/entities/tool-lease.ts";
import type { HttpDoor } from "./http-door.ts";
import { now } from "./http-door.ts";

/** Stands in for `holdLease`: takes every claim, or waits and says so. */
export function hold(
  door: HttpDoor,
  how: { readonly waits?: boolean } = {},
): (request: ToolLeaseRequest) => unknown {
  const { entities } = door.orchestrations;
  const tell = (entity: typeof toolLeaseEntity, key: string, command: string, input: unknown) => {
    const id = `${entity.name}@${key}`;
    const { state, answer } = entity.apply(entities.get(id) ?? null, command, input);
    entities.set(id, JSON.parse(JSON.stringify(state)));
    return answer as { readonly fencing: number; readonly expiresAt: string };
  };
  return (request) => {
    const { leaseId, startToken } = request;
    tell(toolLeaseEntity, leaseId, "claim", { request, at: now });
    if (how.waits === true) {
      const customStatus = {
        phase: "waiting-for-lease",
        sentence: "Waiting for alice.",
        inTheWay: null,
      };
      queueMicrotask(() =>
        door.orchestrations.set(leaseId, { runtimeStatus: "Running", customStatus }),
      );
      return null;
    }
    const owner = {
      id: `${leaseId}/${startToken}`,
      operationId: leaseId,
      instanceId: leaseId,
      kind: "tool-lease",
      principal: request.principal,
      purpose: request.purpose,
    };
    const grants = request.claims.map(({ key, resourceId, mode }) => {
      const { fencing, expiresAt } = tell(resourceLeaseEntity, key, "acquire", {
        resourceId,
        mode,
        owner,
        commandId: 1,
        whenBusy: "queue",
        at: now,
        leaseMs: request.durationMs,
        waitEvent: "wait",
        waitUntil: request.waitUntil,
      });
      return { key, fencing, expiresAt };
    });
    tell(toolLeaseEntity, leaseId, "grant", { startToken, grants, at: now });
    return { status: "held", sentence: "" };
  };
}
