// The write routes of virtual machines. Each ends in a decision of the core: accepted, with the
// addresses of an operation, or refused.

import { emptyAnswer, errorAnswer } from "../arm-answer.ts";
import { acceptHeaders } from "../core/operation.ts";
import type { Refusal } from "../core/refusal.ts";
import { createVm } from "../core/vm-creation.ts";
import { isRefusal, parseVmWrite } from "../core/vm-model-change.ts";
import { refuseMissing, requestAction, requestChange } from "../core/vm-requests.ts";
import type { Decision, Preconditions, VmAction } from "../core/vm-requests.ts";
import type { AzureAnswer } from "../protocol.ts";
import { keyOf } from "../resource-id.ts";
import { param, writerOf } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { VM, VM_TYPE, vmAnswer, vmOf } from "./vm-routes.ts";

const WRITE = { family: "virtualMachines", resourceType: VM_TYPE, scope: VM } as const;

export const vmWriteRoutes: readonly Route[] = [
  {
    ...WRITE,
    method: "PUT",
    path: VM,
    action: `${VM_TYPE}/write`,
    lockedVerb: "write",
    policy: "PutVM",
    requires: null,
    handle: putVm,
  },
  {
    ...WRITE,
    method: "PATCH",
    path: VM,
    action: `${VM_TYPE}/write`,
    lockedVerb: "write",
    policy: "UpdateVM",
    requires: "vms",
    handle: (call) => changeVm(call, false),
  },
  {
    ...WRITE,
    method: "DELETE",
    path: VM,
    action: `${VM_TYPE}/delete`,
    lockedVerb: "delete",
    policy: "DeleteVM",
    requires: null,
    handle: deleteVm,
  },
  actionRoute("start", "UpdateVM"),
  actionRoute("powerOff", "UpdateVM"),
  actionRoute("restart", "UpdateVM"),
  actionRoute("deallocate", "DeleteVM"),
];

function actionRoute(
  kind: Exclude<VmAction["kind"], "delete">,
  policy: "UpdateVM" | "DeleteVM",
): Route {
  return {
    ...WRITE,
    method: "POST",
    path: `${VM}/${kind}`,
    action: `${VM_TYPE}/${kind}/action`,
    lockedVerb: "write",
    policy,
    requires: "vms",
    handle: (call) => {
      const hibernate =
        kind === "deallocate" && call.query.get("hibernate")?.toLowerCase() === "true";
      const decision = requestAction(call.store, vmOf(call), { kind, hibernate }, writerOf(call));
      return actionAnswer(decision, call);
    },
  };
}

function actionAnswer(decision: Decision, call: Call): AzureAnswer {
  if (decision.kind === "refused") return refusalAnswer(decision.refusal);
  return emptyAnswer(202, acceptHeaders(decision.operation, call.origin));
}

function refusalAnswer(refusal: Refusal): AzureAnswer {
  return errorAnswer(refusal.status, refusal.error);
}

function preconditionsOf(call: Call): Preconditions {
  return {
    ifMatch: call.headers.get("if-match") ?? null,
    ifNoneMatch: call.headers.get("if-none-match") ?? null,
  };
}

function putVm(call: Call): AzureAnswer {
  if (call.store.vms.has(keyOf(call.scope))) return changeVm(call, true);
  const preconditions = preconditionsOf(call);
  const missing = refuseMissing(preconditions);
  if (missing !== undefined) return refusalAnswer(missing);
  const write = parseVmWrite(call.body);
  if (isRefusal(write)) return refusalAnswer(write);
  const place = {
    id: call.scope,
    subscriptionId: param(call, "subscription"),
    resourceGroup: param(call, "group"),
    name: param(call, "vm"),
  };
  return changeAnswer(createVm(call.store, place, write, writerOf(call)), call, 201);
}

function changeVm(call: Call, isPut: boolean): AzureAnswer {
  const write = parseVmWrite(call.body);
  if (isRefusal(write)) return refusalAnswer(write);
  const change = { write, isPut, preconditions: preconditionsOf(call) };
  return changeAnswer(requestChange(call.store, vmOf(call), change, writerOf(call)), call, 200);
}

function changeAnswer(decision: Decision, call: Call, status: number): AzureAnswer {
  if (decision.kind === "refused") return refusalAnswer(decision.refusal);
  return vmAnswer(status, vmOf(call), call, acceptHeaders(decision.operation, call.origin));
}

/** Deleting what is not there is done already; a deletion under way may be asked for again. */
function deleteVm(call: Call): AzureAnswer {
  const vm = call.store.vms.get(keyOf(call.scope));
  if (vm === undefined) return emptyAnswer(204);
  if (vm.running?.kind === "delete") {
    const operation = call.store.operations.get(vm.running.id);
    if (operation !== undefined) return emptyAnswer(202, acceptHeaders(operation, call.origin));
  }
  const action: VmAction = { kind: "delete", hibernate: false };
  return actionAnswer(requestAction(call.store, vm, action, writerOf(call)), call);
}
