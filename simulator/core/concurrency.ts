// What happens to a write that arrives while another operation runs on the same VM. Which pairs
// Azure refuses and which it lets preempt is not documented, so a world can set it per pair; the
// defaults here are assumed: a delete wins over everything, a write straight after another one loses
// the front door's race, and everything else is refused in the words of Compute's error list.

import type { ConcurrencyRule, OperationKind } from "../world.ts";
import { notAllowed, refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { refusePowerOffDeallocated } from "./vm-rules.ts";
import type { RunningOperation, Vm } from "./vm.ts";

export type Collision =
  | { readonly kind: "none" }
  | { readonly kind: "preempt" }
  | { readonly kind: "refuse"; readonly refusal: Refusal };

export interface IncomingWrite {
  readonly kind: OperationKind;
  /** The operation's name in Compute's sentences. */
  readonly name: string;
  readonly nowMs: number;
}

export interface ConcurrencySettings {
  readonly concurrency: readonly ConcurrencyRule[];
  readonly raceWindowMs: number;
}

export const PREEMPTED = {
  status: "Canceled",
  code: "OperationPreempted",
  message: "Operation execution has been preempted by a more recent operation.",
} as const;

export function collide(vm: Vm, incoming: IncomingWrite, settings: ConcurrencySettings): Collision {
  const running = vm.running;
  if (running === null) return { kind: "none" };
  const fits = (wanted: string, is: OperationKind): boolean => wanted === "*" || wanted === is;
  const rule = settings.concurrency.find(
    (candidate) => fits(candidate.running, running.kind) && fits(candidate.incoming, incoming.kind),
  );
  switch (rule?.outcome) {
    case "preempt":
      return { kind: "preempt" };
    case "race":
      return { kind: "refuse", refusal: raceLost() };
    case "raceNew":
      return { kind: "refuse", refusal: newRaceLost() };
    case "refuse":
      return { kind: "refuse", refusal: refuseBusy(vm, running, incoming) };
    case undefined:
      return collideByDefault(vm, running, incoming, settings.raceWindowMs);
  }
}

function collideByDefault(
  vm: Vm,
  running: RunningOperation,
  incoming: IncomingWrite,
  raceWindowMs: number,
): Collision {
  if (running.kind === "delete") return { kind: "refuse", refusal: refuseDeleting(vm, incoming) };
  if (incoming.kind === "delete") return { kind: "preempt" };
  const refused =
    incoming.nowMs - running.startedAtMs < raceWindowMs
      ? raceLost()
      : refuseBusy(vm, running, incoming);
  return { kind: "refuse", refusal: refused };
}

function raceLost(): Refusal {
  return refusal(
    409,
    "Conflict",
    "The request failed due to conflict with a concurrent request. To resolve it, please refer to " +
      "https://aka.ms/activitylog to get more details on the conflicting requests.",
  );
}

function newRaceLost(): Refusal {
  return refusal(
    409,
    "ConflictingConcurrentWriteNotAllowed",
    "The operation was interrupted by a conflicting concurrent write on the same entity. Please " +
      "retry later.",
  );
}

function refuseDeleting(vm: Vm, incoming: IncomingWrite): Refusal {
  return notAllowed(
    `Operation '${incoming.name}' is not allowed on VM '${vm.name}' since the VM is marked for ` +
      "deletion. You can only retry the Delete operation (or wait for an ongoing one to complete).",
  );
}

const POWER_GOAL: Partial<Record<OperationKind, string>> = {
  start: "running",
  restart: "running",
  powerOff: "stopped",
  deallocate: "deallocated",
};

function refuseBusy(vm: Vm, running: RunningOperation, incoming: IncomingWrite): Refusal {
  if (running.kind === "delete") return refuseDeleting(vm, incoming);
  if (running.kind === "deallocate" && incoming.kind === "powerOff") {
    return refusePowerOffDeallocated(vm);
  }
  const goal = POWER_GOAL[running.kind];
  if (goal !== undefined) {
    return notAllowed(
      `An ongoing operation is changing power state of Virtual Machine ${vm.name} to ${goal}. ` +
        `Please perform operation ${incoming.name} after some time.`,
    );
  }
  return notAllowed(
    `Operation '${incoming.name}' is not allowed on VM '${vm.name}' since another operation is in ` +
      "progress.",
  );
}
