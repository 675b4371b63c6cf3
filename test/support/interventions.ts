// What others do while an operation runs on the replay engine: its caller stops it, a person terminates
// it, a tool holds a lease.

import type { OperationProgress } from "../../src/contracts/http-shapes.ts";
import type { LeaseAnswers, LeaseMode, LeaseOwner } from "../../src/contracts/lease-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import { sceneStart } from "./operation-scene.ts";
import type { OperationScene } from "./operation-scene.ts";

const minuteMs = 60_000;
let commands = 0;

export const tool: LeaseOwner = {
  id: "lease-of-a-tool/1",
  operationId: "lease-of-a-tool",
  instanceId: "lease-of-a-tool",
  kind: "tool-lease",
  principal: { id: "local:bob", name: "bob" },
  purpose: "terraform apply",
  expectedEnd: addMs(sceneStart, 60 * minuteMs),
};

/** The caller of the operation wants it to stop. */
export function cancel(scene: OperationScene, operationId: string): void {
  const status = scene.world.instance(operationId).customStatus as OperationProgress | undefined;
  const by = { id: "local:alice", name: "alice" };
  const input = { operationId, by, waitEvent: status?.waitEvent ?? null };
  commands += 1;
  scene.world.start("cancelOperation", `cancel-${operationId}-${commands}`, input);
}

/** The instance ends without a word, as when a person terminates or purges it; its children live on. */
export function terminate(scene: OperationScene, operationId: string): void {
  scene.world.instance(operationId).status = "Failed";
}

/** A tool asks for a lease, which it keeps until it lets go of it. */
export function hold(
  scene: OperationScene,
  claim: { readonly key: string; readonly resourceId: string; readonly mode?: LeaseMode },
  leaseMs = 60 * minuteMs,
): LeaseAnswers["acquire"] {
  const { key, resourceId, mode = "exclusive" } = claim;
  const input = {
    resourceId,
    mode,
    owner: tool,
    commandId: (commands += 1),
    whenBusy: "queue",
    at: scene.world.now,
    leaseMs,
    waitEvent: "tool-1",
    waitUntil: addMs(scene.world.now, minuteMs),
  };
  const command = { entity: "resourceLease", key, command: "acquire", input };
  return scene.world.tell(command) as LeaseAnswers["acquire"];
}

/** The tool gives its lease back, and the next in line is woken. */
export function letGo(scene: OperationScene, key: string): void {
  const input = { ownerId: tool.id, commandId: (commands += 1), at: scene.world.now };
  const command = { entity: "resourceLease", key, command: "release", input };
  const { wake } = scene.world.tell(command) as LeaseAnswers["release"];
  for (const { instanceId, eventName } of wake) scene.world.raise(instanceId, eventName);
}
