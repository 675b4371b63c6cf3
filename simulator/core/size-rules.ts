// Whether a subscription may have a size at all (does the location know it, is it restricted, is
// there quota), and then whether this VM may, which resize-rules.ts says.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { pinnedTo, sizesOfLocation } from "./placement.ts";
import type { Refusal } from "./refusal.ts";
import {
  refuseQuota,
  refuseResize,
  refuseRestrictedSize,
  refuseUnknownSize,
} from "./resize-rules.ts";
import { findSize } from "./sizes.ts";
import type { VmSize } from "./sizes.ts";
import { sizeOf } from "./vm.ts";
import type { Vm, VmModel } from "./vm.ts";

export function isRestricted(
  store: Store,
  where: { readonly subscriptionId: string; readonly location: string },
  size: string,
): boolean {
  return store.restrictedSizes.some(
    (entry) =>
      keyOf(entry.subscriptionId) === keyOf(where.subscriptionId) &&
      keyOf(entry.location) === keyOf(where.location) &&
      keyOf(entry.size) === keyOf(size),
  );
}

export function refuseSize(store: Store, vm: Vm, model: VmModel): Refusal | undefined {
  const asked = model.hardwareProfile.vmSize;
  const from = findSize(sizeOf(vm));
  const blocked = refuseSizeInLocation(store, vm, asked, from);
  const to = findSize(asked);
  if (blocked !== undefined || to === undefined || from === undefined) return blocked;
  const pinned = pinnedTo(store, vm);
  return refuseResize(vm, {
    from,
    to,
    model,
    diskSkus: new Map([...store.disks].map(([key, disk]) => [key, disk.sku])),
    pinned: pinned === undefined ? undefined : { sizes: pinned.cluster.sizes, by: pinned.by },
  });
}

/** For a new VM `from` is undefined: all its cores are additional. */
export function refuseSizeInLocation(
  store: Store,
  vm: Vm,
  asked: string,
  from: VmSize | undefined,
): Refusal | undefined {
  const known = sizesOfLocation(store, vm.location);
  const to = known.find((size) => keyOf(size.name) === keyOf(asked));
  if (to === undefined)
    return refuseUnknownSize(
      asked,
      known.map((size) => size.name),
    );
  if (isRestricted(store, vm, to.name)) return refuseRestrictedSize(to.name, vm.location);
  const quota = store.quotas.find(
    (entry) =>
      keyOf(entry.subscriptionId) === keyOf(vm.subscriptionId) &&
      keyOf(entry.location) === keyOf(vm.location) &&
      keyOf(entry.family) === keyOf(to.family),
  );
  if (quota === undefined) return undefined;
  const required = to.vCpus - (from?.family === to.family ? from.vCpus : 0);
  const usage = familyUsage(store, vm, to.family);
  if (required <= 0 || usage + required <= quota.limit) return undefined;
  return refuseQuota(to.family, vm.location, { limit: quota.limit, usage, required });
}

/** Cores of deallocated VMs count too. */
function familyUsage(store: Store, where: Vm, family: string): number {
  return [...store.vms.values()]
    .filter(
      (vm) =>
        keyOf(vm.subscriptionId) === keyOf(where.subscriptionId) &&
        keyOf(vm.location) === keyOf(where.location),
    )
    .map((vm) => findSize(sizeOf(vm)))
    .reduce((cores, size) => cores + (size?.family === family ? size.vCpus : 0), 0);
}
