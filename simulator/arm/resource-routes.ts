// The read-only neighbours of a VM: resource groups, disks, interfaces, addresses, availability sets,
// and the catalogue of sizes.

import { jsonAnswer } from "../arm-answer.ts";
import { availabilitySetBody } from "../core/availability-set.ts";
import { diskBody } from "../core/disk.ts";
import { networkInterfaceBody, publicIpAddressBody } from "../core/network.ts";
import type { NetworkInterface } from "../core/network.ts";
import { sizesOfLocation } from "../core/placement.ts";
import { resourceGroupBody } from "../core/resource-group.ts";
import { isRestricted } from "../core/size-rules.ts";
import { skuBody } from "../core/sizes.ts";
import type { AzureAnswer } from "../protocol.ts";
import { groupId, keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { param } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { GROUP, SUBSCRIPTION } from "./vm-routes.ts";

const READ = { method: "GET", lockedVerb: null, policy: null, requires: null } as const;
const GROUP_TYPE = "Microsoft.Resources/subscriptions/resourceGroups";

const groupRoutes: readonly Route[] = [
  {
    ...READ,
    path: GROUP,
    scope: GROUP,
    family: "resources",
    resourceType: GROUP_TYPE,
    action: `${GROUP_TYPE}/read`,
    handle: (call) => {
      const id = groupId(param(call, "subscription"), param(call, "group"));
      const group = call.store.groups.get(keyOf(id));
      if (group === undefined) throw new Error(`There is no group ${id}.`);
      return jsonAnswer(200, resourceGroupBody(group));
    },
  },
  {
    ...READ,
    path: `${SUBSCRIPTION}/resourceGroups`,
    scope: SUBSCRIPTION,
    family: "resources",
    resourceType: GROUP_TYPE,
    action: `${GROUP_TYPE}/read`,
    handle: (call) => {
      const subscription = keyOf(param(call, "subscription"));
      const groups = [...call.store.groups.values()].filter(
        (group) => keyOf(group.subscriptionId) === subscription,
      );
      return jsonAnswer(200, { value: groups.map(resourceGroupBody) });
    },
  },
];

interface Kind<T> {
  readonly type: string;
  readonly family: Route["family"];
  readonly policy: Route["policy"];
  readonly map: Exclude<Route["requires"], "vms" | null>;
  readonly items: (store: Store) => ReadonlyMap<string, T>;
  readonly body: (item: T, call: Call) => unknown;
  readonly etag?: (item: T) => string;
}

/** A resource of its own and the list of its group. */
function kindRoutes<T>(kind: Kind<T>): readonly Route[] {
  const path = `${GROUP}/providers/${kind.type}/{name}`;
  const { family, policy, type: resourceType } = kind;
  const read = { ...READ, family, policy, resourceType, action: `${kind.type}/read` };
  return [
    { ...read, path, scope: path, requires: kind.map, handle: (call) => oneAnswer(kind, call) },
    {
      ...read,
      path: `${GROUP}/providers/${kind.type}`,
      scope: GROUP,
      handle: (call) => listAnswer(kind, call),
    },
    {
      ...read,
      path: `${SUBSCRIPTION}/providers/${kind.type}`,
      scope: SUBSCRIPTION,
      handle: (call) => listAnswer(kind, call),
    },
  ];
}

function oneAnswer<T>(kind: Kind<T>, call: Call): AzureAnswer {
  const item = kind.items(call.store).get(keyOf(call.scope));
  if (item === undefined) throw new Error(`There is nothing at ${call.scope}.`);
  const headers: Readonly<Record<string, string>> =
    kind.etag === undefined
      ? {}
      : { etag: `W/"${kind.etag(item)}"`, "x-ms-arm-service-request-id": call.requestId };
  return jsonAnswer(200, kind.body(item, call), headers);
}

function listAnswer<T>(kind: Kind<T>, call: Call): AzureAnswer {
  const value = [...kind.items(call.store)]
    .filter(([key]) => key.startsWith(`${keyOf(call.scope)}/`))
    .map(([, item]) => kind.body(item, call));
  return jsonAnswer(200, { value });
}

function interfaceBody(nic: NetworkInterface, call: Call): unknown {
  const expands = /publicIPAddress/i.test(call.query.get("$expand") ?? "");
  const addressKey = keyOf(nic.publicIpAddressId ?? "");
  return networkInterfaceBody(
    nic,
    expands ? call.store.publicIpAddresses.get(addressKey) : undefined,
  );
}

const neighbourRoutes: readonly Route[] = [
  ...kindRoutes({
    type: "Microsoft.Compute/disks",
    family: "disks",
    policy: "DiskGet",
    map: "disks",
    items: (store) => store.disks,
    body: (disk, { store }) =>
      diskBody(disk, disk.managedBy === null ? undefined : store.vms.get(keyOf(disk.managedBy))),
  }),
  ...kindRoutes({
    type: "Microsoft.Network/networkInterfaces",
    family: "network",
    policy: null,
    map: "networkInterfaces",
    items: (store) => store.networkInterfaces,
    body: interfaceBody,
    etag: (nic) => nic.etag,
  }),
  ...kindRoutes({
    type: "Microsoft.Network/publicIPAddresses",
    family: "network",
    policy: null,
    map: "publicIpAddresses",
    items: (store) => store.publicIpAddresses,
    body: publicIpAddressBody,
    etag: (address) => address.etag,
  }),
  ...kindRoutes({
    type: "Microsoft.Compute/availabilitySets",
    family: "virtualMachines",
    policy: null,
    map: "availabilitySets",
    items: (store) => store.availabilitySets,
    body: (set, { store }) => availabilitySetBody(set, store.vms.values()),
  }),
];

const skuRoute: Route = {
  ...READ,
  path: `${SUBSCRIPTION}/providers/Microsoft.Compute/skus`,
  scope: SUBSCRIPTION,
  family: "skus",
  resourceType: "Microsoft.Compute/skus",
  action: "Microsoft.Compute/skus/read",
  handle: listSkus,
};

/** With `$filter=location eq '...'` those of one location, otherwise of every location in use. */
function listSkus(call: Call): AzureAnswer {
  const { store } = call;
  const asked = /^\s*location\s+eq\s+'([^']+)'\s*$/i.exec(call.query.get("$filter") ?? "")?.[1];
  const inUse = [...store.groups.values(), ...store.vms.values(), ...store.clusters];
  const locations =
    asked === undefined ? [...new Set(inUse.map(({ location }) => location))] : [asked];
  const subscriptionId = param(call, "subscription");
  const value = locations.flatMap((location) =>
    sizesOfLocation(store, location).map((size) =>
      skuBody(size, location, isRestricted(store, { subscriptionId, location }, size.name)),
    ),
  );
  return jsonAnswer(200, { value });
}

export const resourceRoutes: readonly Route[] = [...groupRoutes, ...neighbourRoutes, skuRoute];
