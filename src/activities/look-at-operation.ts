// One look at an operation that runs in Azure: asks what the rules in looking.ts want asked, one
// question after the other, until they tell an answer.
//
// Safe to run twice: it only reads, and what it remembers it gives back to its caller.

import type { LookAnswer, LookInput } from "../contracts/activity-messages.ts";
import type {
  Clock,
  OperationStatusPort,
  Read,
  RequestContext,
  ResourceStatePort,
  VirtualMachinePort,
} from "../contracts/ports.ts";
import type { VmState } from "../domain/observation.ts";
import { parseResourceId, resourceTypeOf } from "../domain/resource-id.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import { afterPoll, afterRead, beginLook } from "./looking.ts";
import type { Looking, Next } from "./looking.ts";
import { readContext } from "./read-context.ts";

const machineType = "microsoft.compute/virtualmachines";

export interface LookPorts {
  readonly virtualMachines: VirtualMachinePort;
  /** Other types of resources. */
  readonly resources: ResourceStatePort;
  readonly operations: OperationStatusPort;
  readonly clock: Clock;
}

export function createLookAtOperation(ports: LookPorts): (input: LookInput) => Promise<LookAnswer> {
  return async (input) => {
    const now = ports.clock.now();
    const context = readContext(input, { purpose: "look", now });
    let next = beginLook(input, now);
    while (next.kind !== "tell") next = await ask(ports, next, context);
    return next.answer;
  };
}

async function ask(
  ports: LookPorts,
  next: Exclude<Next, { kind: "tell" }>,
  context: RequestContext,
): Promise<Next> {
  switch (next.kind) {
    case "read": {
      const read = await readTarget(ports, next.looking.input.target, context);
      return afterRead(next.looking, read, ports.clock.now());
    }
    case "poll": {
      const polled = await ports.operations.poll(addressOf(next.looking), context);
      return afterPoll(next.looking, polled, ports.clock.now());
    }
  }
}

/** What an earlier holder of a lease has left open may be a write on a resource of any type. */
async function readTarget(
  ports: LookPorts,
  target: string,
  context: RequestContext,
): Promise<Read<VmState>> {
  if (isMachine(target)) return ports.virtualMachines.readState(target, context);
  const read = await ports.resources.readState(target, context);
  return read.kind === "read" ? { ...read, value: asMachine(read.value) } : read;
}

function isMachine(target: string): boolean {
  const parsed = parseResourceId(target);
  return parsed.ok && resourceTypeOf(parsed.parts).toLowerCase() === machineType;
}

/** As far as it matters for whether something is at work: what has no power is like a machine that is
 * off, and what tells no provisioning state is at rest. */
function asMachine(state: ResourceState): VmState {
  const { resourceId, observedAt, exists, provisioningState, powerState, size, etag } = state;
  return {
    resourceId,
    observedAt,
    exists,
    provisioningState: provisioningState ?? "Succeeded",
    provisioningErrorCode: null,
    powerState: powerState ?? "stopped",
    hibernated: false,
    size: size ?? "",
    etag,
  };
}

function addressOf({ input }: Looking): NonNullable<LookInput["address"]> {
  if (input.address === null) throw new Error("There is no address to poll.");
  return input.address;
}
