// What was read of a virtual machine and its neighbours, and when. An observation is a plain record:
// it is planned from, compared, digested and told, never changed. Words that Azure writes in several
// letter cases are kept in one: power states without their prefix in lower case, provisioning states
// as the model writes them.

import type { Instant } from "./instant.ts";

/** The instance view's `PowerState/…`; `unknown` where the element was missing, as it may be while
 * the machine changes state. */
export type PowerState =
  | "creating"
  | "starting"
  | "running"
  | "stopping"
  | "stopped"
  | "deallocating"
  | "deallocated"
  | "unknown";

/** The cheap read: what one GET of the machine with its instance view tells. It is what conditions
 * are judged by and what is shown to people. */
export interface VmState {
  readonly resourceId: string;
  readonly observedAt: Instant;
  /** False when ARM answered 404; everything below is then empty. */
  readonly exists: boolean;
  /** As the model writes it: Succeeded, Updating, Failed, …; empty when it does not exist. */
  readonly provisioningState: string;
  /** The code that the instance view names for a failed provisioning, such as AllocationFailed. */
  readonly provisioningErrorCode: string | null;
  readonly powerState: PowerState;
  readonly hibernated: boolean;
  readonly size: string;
  readonly etag: string | null;
  /** IDs of the availability set and the scale set that it is in; absent where it is in none. */
  readonly memberOf?: readonly string[];
}

export interface DiskObservation {
  readonly name: string;
  readonly resourceId: string | null;
  /** Premium_LRS and its like; null where the model does not tell. */
  readonly storageAccountType: string | null;
  readonly toBeDetached: boolean;
}

export interface LockObservation {
  readonly id: string;
  readonly name: string;
  readonly level: "CanNotDelete" | "ReadOnly";
  /** The subscription, group or resource ID that it sits on. */
  readonly scope: string;
  readonly notes: string | null;
}

/** One size as Compute's SKU list describes it for the machine's location. */
export interface SizeObservation {
  readonly name: string;
  /** Null where the list does not tell. */
  readonly maxDataDisks: number | null;
  readonly maxNetworkInterfaces: number | null;
  /** MiB of local temporary disk; 0 for a size without one. */
  readonly temporaryDiskMiB: number;
  readonly premiumStorage: boolean;
  readonly ephemeralOsDisk: boolean;
  readonly hyperVGenerations: readonly string[];
  readonly diskControllerTypes: readonly string[];
  /** Why the subscription may not use it here; null when it may. */
  readonly restriction: string | null;
}

/** The full read that a plan is made from. */
export interface VmObservation {
  readonly state: VmState;
  readonly location: string;
  /** The zone that it is pinned to; null for a machine that is in none. */
  readonly zone: string | null;
  readonly generalized: boolean;
  readonly availabilitySetId: string | null;
  readonly scaleSetId: string | null;
  readonly osDisk: DiskObservation & { readonly ephemeral: boolean };
  readonly dataDisks: readonly DiskObservation[];
  readonly networkInterfaceIds: readonly string[];
  /** Public addresses whose value is lost when the machine is deallocated. */
  readonly dynamicAddressIds: readonly string[];
  readonly hyperVGeneration: string | null;
  readonly diskControllerType: string | null;
  /** Names that `vmSizes` offers where the machine is now. */
  readonly sizesInPlace: readonly string[];
  /** The wanted and the present size, null where the location's list does not have it. */
  readonly sizes: {
    readonly present: SizeObservation | null;
    readonly wanted: SizeObservation | null;
  };
  /** Every lock that covers the machine, inherited ones too. */
  readonly locks: readonly LockObservation[];
}

/** Whether the lock is of the level that forbids writes and actions, and not deletion alone. */
export function forbidsWrites(lock: Pick<LockObservation, "level">): boolean {
  return lock.level === "ReadOnly";
}

/** Power states that a running operation causes; none of them lasts. */
const transitionalPowerStates: ReadonlySet<PowerState> = new Set([
  "creating",
  "starting",
  "stopping",
  "deallocating",
]);

const terminalProvisioningStates: ReadonlySet<string> = new Set([
  "succeeded",
  "failed",
  "canceled",
]);

export function isProvisioningTerminal(state: Pick<VmState, "provisioningState">): boolean {
  return terminalProvisioningStates.has(state.provisioningState.toLowerCase());
}

/** Whether nothing seems to be at work on the machine. A missing power state counts as unsettled,
 * because it is missing while the machine changes state. */
export function isSettled(
  state: Pick<VmState, "exists" | "provisioningState" | "powerState">,
): boolean {
  if (!state.exists) return true;
  return (
    isProvisioningTerminal(state) &&
    state.powerState !== "unknown" &&
    !transitionalPowerStates.has(state.powerState)
  );
}
