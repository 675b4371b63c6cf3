// The read routes of virtual machines.

import { jsonAnswer } from "../arm-answer.ts";
import { instanceView } from "../core/instance-view.ts";
import { sizesInReach } from "../core/placement.ts";
import { vmSizeBody } from "../core/sizes.ts";
import { etagOf, hasEtag, listedVmBody, vmBody, vmStatusBody } from "../core/vm-body.ts";
import type { VmBodyOptions } from "../core/vm-body.ts";
import type { Vm } from "../core/vm.ts";
import type { AzureAnswer } from "../protocol.ts";
import { keyOf } from "../resource-id.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";

export const SUBSCRIPTION = "/subscriptions/{subscription}";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/{group}`;
export const VM_TYPE = "Microsoft.Compute/virtualMachines";
export const VM = `${GROUP}/providers/${VM_TYPE}/{vm}`;

const READ = {
  method: "GET",
  family: "virtualMachines",
  resourceType: VM_TYPE,
  lockedVerb: null,
} as const;

export const vmRoutes: readonly Route[] = [
  {
    ...READ,
    path: VM,
    scope: VM,
    action: `${VM_TYPE}/read`,
    policy: "LowCostGet",
    requires: "vms",
    handle: getVm,
  },
  {
    ...READ,
    path: `${VM}/instanceView`,
    scope: VM,
    action: `${VM_TYPE}/instanceView/read`,
    policy: "LowCostGet",
    requires: "vms",
    handle: (call) => jsonAnswer(200, instanceView(vmOf(call), bodyOptions(call))),
  },
  {
    ...READ,
    path: `${VM}/vmSizes`,
    scope: VM,
    action: `${VM_TYPE}/vmSizes/read`,
    policy: "LowCostGet",
    requires: "vms",
    handle: (call) =>
      jsonAnswer(200, { value: sizesInReach(call.store, vmOf(call)).map(vmSizeBody) }),
  },
  {
    ...READ,
    path: `${GROUP}/providers/${VM_TYPE}`,
    scope: GROUP,
    action: `${VM_TYPE}/read`,
    policy: "HighCostGet",
    requires: null,
    handle: listVms,
  },
  {
    ...READ,
    path: `${SUBSCRIPTION}/providers/${VM_TYPE}`,
    scope: SUBSCRIPTION,
    action: `${VM_TYPE}/read`,
    policy: "HighCostGet",
    requires: null,
    handle: listVms,
  },
];

/** The VM at the call's scope, which the front door has found there. */
export function vmOf(call: Call): Vm {
  const vm = call.store.vms.get(keyOf(call.scope));
  if (vm === undefined) throw new Error(`There is no VM at ${call.scope}.`);
  return vm;
}

function bodyOptions(call: Call): VmBodyOptions {
  const { apiVersion, nowMs, store } = call;
  const { powerStateMissingDuringTransitions } = store.settings;
  const asked = call.query.get("$expand")?.toLowerCase();
  const expand = asked === "instanceview" ? "instanceView" : null;
  return { apiVersion, nowMs, powerStateMissingDuringTransitions, expand };
}

function getVm(call: Call): AzureAnswer {
  return vmAnswer(200, vmOf(call), call);
}

/** The VM's body with its version tag, where the api-version has one. */
export function vmAnswer(
  status: number,
  vm: Vm,
  call: Call,
  headers: Readonly<Record<string, string>> = {},
): AzureAnswer {
  const etag = hasEtag(call.apiVersion) ? { etag: etagOf(vm) } : {};
  return jsonAnswer(status, vmBody(vm, bodyOptions(call)), { ...etag, ...headers });
}

function listVms(call: Call): AzureAnswer {
  const inScope = [...call.store.vms.values()].filter((vm) =>
    keyOf(vm.id).startsWith(`${keyOf(call.scope)}/`),
  );
  const statusOnly = call.query.get("statusonly")?.toLowerCase() === "true";
  const options = { ...bodyOptions(call), expand: null };
  const value = inScope.map((vm) =>
    statusOnly ? vmStatusBody(vm, options) : listedVmBody(vm, options),
  );
  return jsonAnswer(200, { value });
}
