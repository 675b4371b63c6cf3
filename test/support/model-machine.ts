// A machine in a few lines that keeps Azure's rules about power and size, for trying plans out: which
// write it takes in which state, and that a size is bound to the hardware that the machine is on. It
// is as unkind as Azure may be: hardware that a machine is started on offers nothing but its own size.

import type { ArmWrite } from "../../src/domain/arm-write.ts";
import { holds } from "../../src/domain/condition.ts";
import type { PowerState, VmState } from "../../src/domain/observation.ts";
import type { Step, Undo } from "../../src/domain/plan.ts";
import { aVmState } from "./vm-observation.ts";

export interface ModelMachine {
  readonly power: PowerState;
  readonly size: string;
  /** Sizes of the hardware that it is on; empty for a deallocated machine. */
  readonly offered: readonly string[];
}

export type Applied =
  | { readonly kind: "done" | "already"; readonly machine: ModelMachine }
  | { readonly kind: "unmet" | "refused"; readonly machine: ModelMachine };

export function stateOf(machine: ModelMachine): VmState {
  return aVmState({ powerState: machine.power, size: machine.size });
}

/** What the activity does with a step: looks for the effect, then for the conditions, then sends. */
export function applyWrite(
  machine: ModelMachine,
  step: Pick<Step, "write" | "before" | "after">,
): Applied {
  const state = stateOf(machine);
  if (step.after.every((condition) => holds(condition, state))) return { kind: "already", machine };
  if (!step.before.every((condition) => holds(condition, state))) return { kind: "unmet", machine };
  const after = afterWrite(machine, step.write);
  return after === null ? { kind: "refused", machine } : { kind: "done", machine: after };
}

/** Null where Azure would refuse it. */
export function afterWrite(machine: ModelMachine, write: ArmWrite): ModelMachine | null {
  switch (write.kind) {
    case "vm-deallocate":
      return { ...machine, power: "deallocated", offered: [] };
    case "vm-start":
      return machine.power === "deallocated"
        ? { ...machine, power: "running", offered: [machine.size] }
        : { ...machine, power: "running" };
    case "vm-power-off":
      return machine.power === "deallocated" ? null : { ...machine, power: "stopped" };
    case "vm-set-size":
      return machine.power === "deallocated" || machine.offered.includes(write.size)
        ? { ...machine, size: write.size }
        : null;
  }
}

/** Undoes, newest first; tells the first undo that could not be done. */
export function undoAll(
  machine: ModelMachine,
  undos: readonly Undo[],
): { readonly machine: ModelMachine; readonly failed: Undo | null } {
  let now = machine;
  for (const undo of undos.toReversed()) {
    if (undo.kind === "none") continue;
    const applied = applyWrite(now, undo);
    if (applied.kind === "unmet" || applied.kind === "refused")
      return { machine: now, failed: undo };
    now = applied.machine;
  }
  return { machine: now, failed: null };
}
