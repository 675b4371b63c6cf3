// What was read of a resource of any type, or of a resource group, and when: the little that all types
// have in common, and for a few of them a little more. What a type does not have, or does not tell, is
// null. Machines are observed in more detail in `observation.ts`.

import type { Instant } from "./instant.ts";
import { isSettled } from "./observation.ts";
import type { PowerState, VmState } from "./observation.ts";

export interface ResourceState {
  readonly resourceId: string;
  readonly observedAt: Instant;
  /** False when ARM does not find it; everything below is then null. */
  readonly exists: boolean;
  /** As Azure writes it: Succeeded, Updating, Deleting, Failed, … */
  readonly provisioningState: string | null;
  /** Of virtual machines and of instances of scale sets. */
  readonly powerState: PowerState | null;
  /** Of virtual machines and of instances of scale sets. */
  readonly size: string | null;
  /** Of what can be attached to something: disks, network interfaces, public addresses. */
  readonly attachment: Attachment | null;
  readonly etag: string | null;
}

export interface Attachment {
  /** A disk's own word for it: Unattached, Attached, Reserved, ActiveSAS, … */
  readonly diskState: string | null;
  /** IDs of what has it attached. */
  readonly to: readonly string[];
}

export function absentResource(resourceId: string, observedAt: Instant): ResourceState {
  return {
    resourceId,
    observedAt,
    exists: false,
    provisioningState: null,
    powerState: null,
    size: null,
    attachment: null,
    etag: null,
  };
}

export function resourceStateOfVm(vm: VmState): ResourceState {
  const { resourceId, observedAt, provisioningState, powerState, size, etag } = vm;
  if (!vm.exists) return absentResource(resourceId, observedAt);
  const told = { resourceId, observedAt, provisioningState, powerState, size, etag };
  return { ...told, exists: true, attachment: null };
}

/** Whether nothing seems to be at work on it. What tells no provisioning state is taken to be at rest,
 * because nothing else is ever told of it. */
export function isAtRest(state: ResourceState): boolean {
  const { exists, provisioningState, powerState } = state;
  if (!exists || provisioningState === null) return true;
  // What is at rest is decided in one place. A type without power is like a machine that is off.
  return isSettled({ exists, provisioningState, powerState: powerState ?? "stopped" });
}

/** A disk is a machine's as long as its own state says so, even where it names no machine. */
const attachedDiskStates: ReadonlySet<string> = new Set([
  "attached",
  "reserved",
  "frozen",
  "activesasfrozen",
]);

/** False too for what is not there, or cannot be attached at all. */
export function isUnattached({ exists, attachment }: ResourceState): boolean {
  if (!exists || attachment === null) return false;
  const { diskState, to } = attachment;
  return to.length === 0 && !attachedDiskStates.has((diskState ?? "").toLowerCase());
}
