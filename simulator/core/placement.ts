// On which hardware a VM is, and which sizes it may have there. A location that has no clusters in
// the world offers every known size everywhere, and its VMs are never pinned.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { findSize, VM_SIZES } from "./sizes.ts";
import type { VmSize } from "./sizes.ts";
import { availabilitySetOf, isAllocated } from "./vm.ts";
import type { Vm } from "./vm.ts";

export interface Cluster {
  readonly name: string;
  readonly location: string;
  readonly sizes: readonly string[];
}

export interface Pinned {
  readonly cluster: Cluster;
  readonly by: "vm" | "set";
}

export function clustersOf(store: Store, location: string): readonly Cluster[] {
  return store.clusters.filter((cluster) => keyOf(cluster.location) === keyOf(location));
}

export function offers(cluster: Cluster, size: string): boolean {
  return cluster.sizes.some((offered) => keyOf(offered) === keyOf(size));
}

/** Every size that some hardware of the location has. */
export function sizesOfLocation(store: Store, location: string): readonly VmSize[] {
  const clusters = clustersOf(store, location);
  if (clusters.length === 0) return VM_SIZES;
  return VM_SIZES.filter((size) => clusters.some((cluster) => offers(cluster, size.name)));
}

/** The hardware that the VM cannot leave without being deallocated, or its whole set being so. */
export function pinnedTo(store: Store, vm: Vm): Pinned | undefined {
  const clusters = clustersOf(store, vm.location);
  const find = (name: string | null): Cluster | undefined =>
    clusters.find((cluster) => cluster.name === name);
  const set = availabilitySetOf(vm);
  if (set !== undefined) {
    const member = [...store.vms.values()].find(
      (other) =>
        other.id !== vm.id &&
        isAllocated(other) &&
        keyOf(availabilitySetOf(other) ?? "") === keyOf(set),
    );
    const cluster = member === undefined ? undefined : find(member.cluster);
    if (cluster !== undefined) return { cluster, by: "set" };
  }
  if (!isAllocated(vm)) return undefined;
  const cluster = find(vm.cluster);
  return cluster === undefined ? undefined : { cluster, by: "vm" };
}

/** The sizes that a VM's `vmSizes` listing shows: those of its hardware, or of the location. */
export function sizesInReach(store: Store, vm: Vm): readonly VmSize[] {
  const pinned = pinnedTo(store, vm);
  const known = sizesOfLocation(store, vm.location);
  return pinned === undefined ? known : known.filter((size) => offers(pinned.cluster, size.name));
}

export type Allocation =
  | { readonly kind: "placed"; readonly cluster: string | null }
  | { readonly kind: "no-room" };

/** Where a deallocated VM of this size would be placed now. */
export function allocate(store: Store, vm: Vm, size: string): Allocation {
  const exhausted = store.exhaustedSizes.some(
    (entry) => keyOf(entry.location) === keyOf(vm.location) && keyOf(entry.size) === keyOf(size),
  );
  if (exhausted || findSize(size) === undefined) return { kind: "no-room" };
  const clusters = clustersOf(store, vm.location);
  if (clusters.length === 0) return { kind: "placed", cluster: null };
  const pinned = pinnedTo(store, vm);
  const candidates = pinned === undefined ? clusters : [pinned.cluster];
  const chosen = candidates.find((cluster) => offers(cluster, size));
  return chosen === undefined ? { kind: "no-room" } : { kind: "placed", cluster: chosen.name };
}

export const NO_ROOM = {
  code: "AllocationFailed",
  message:
    "Allocation failed. We do not have sufficient capacity for the requested VM size in this " +
    "region. Read more about improving likelihood of allocation success at " +
    "https://aka.ms/allocation-guidance",
} as const;
