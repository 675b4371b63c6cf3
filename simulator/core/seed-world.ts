// Turns a world, which is data, into the store that requests are answered from.

import { seededRandom } from "../random.ts";
import { groupId, keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { worldSchema } from "../world.ts";
import type { FullWorld, World } from "../world.ts";
import { lockId } from "./locks.ts";
import { createSchedule } from "./schedule.ts";
import { seedMachine } from "./seed-machine.ts";

export function seedWorld(world: World, seed: number, nowMs: number): Store {
  const full = worldSchema.parse(world);
  const store: Store = {
    random: seededRandom(seed),
    schedule: createSchedule(),
    settings: full.settings,
    clusters: full.clusters,
    quotas: full.quotas,
    restrictedSizes: full.restrictedSizes,
    exhaustedSizes: full.exhaustedSizes,
    denials: full.denials,
    groups: new Map(),
    vms: new Map(),
    disks: new Map(),
    networkInterfaces: new Map(),
    publicIpAddresses: new Map(),
    availabilitySets: new Map(),
    locks: new Map(),
    operations: new Map(),
    works: new Map(),
    buckets: new Map(),
    activity: [],
  };
  seedGroups(store, full);
  for (const machine of full.machines) seedMachine(store, machine, nowMs);
  for (const { scope, name, level, notes } of full.locks) {
    const id = lockId(scope.replace(/\/+$/, ""), name);
    store.locks.set(keyOf(id), { id, scope, name, level, notes: notes ?? null });
  }
  return store;
}

/** A machine's group need not be named: it is made where the machine is. */
function seedGroups(store: Store, full: FullWorld): void {
  for (const group of full.resourceGroups) {
    store.groups.set(keyOf(groupId(group.subscriptionId, group.name)), group);
  }
  for (const machine of full.machines) {
    const { subscriptionId, resourceGroup, location } = machine;
    const key = keyOf(groupId(subscriptionId, resourceGroup));
    if (store.groups.has(key)) continue;
    store.groups.set(key, { subscriptionId, name: resourceGroup, location, tags: {} });
  }
}
