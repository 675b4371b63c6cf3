// One look at an operation that runs in Azure: asks what the rules in looking.ts want asked, one
// question after the other, until they tell an answer.
//
// Safe to run twice: it only reads, and what it remembers it gives back to its caller.

import type { LookAnswer, LookInput } from "../contracts/activity-messages.ts";
import type {
  Clock,
  OperationStatusPort,
  RequestContext,
  VirtualMachinePort,
} from "../contracts/ports.ts";
import { afterPoll, afterRead, beginLook } from "./looking.ts";
import type { Looking, Next } from "./looking.ts";
import { readContext } from "./read-context.ts";

export interface LookPorts {
  readonly virtualMachines: VirtualMachinePort;
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
      const read = await ports.virtualMachines.readState(next.looking.input.target, context);
      return afterRead(next.looking, read, ports.clock.now());
    }
    case "poll": {
      const polled = await ports.operations.poll(addressOf(next.looking), context);
      return afterPoll(next.looking, polled, ports.clock.now());
    }
  }
}

function addressOf({ input }: Looking): NonNullable<LookInput["address"]> {
  if (input.address === null) throw new Error("There is no address to poll.");
  return input.address;
}
