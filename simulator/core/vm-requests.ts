// Decides on writes to a VM: the version tag, whoever else is at work on it, the rules of its state
// and model, in this order; and starts the operation when nothing stands in the way. A preempted
// operation is cut short only once it is certain that the newer one is accepted.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import type { OperationKind } from "../world.ts";
import type { ActivityOrigin } from "./activity-recording.ts";
import { collide } from "./concurrency.ts";
import type { Operation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { refuseRestrictedSize } from "./resize-rules.ts";
import { diskFor } from "./seed-machine.ts";
import { isRestricted, refuseSize } from "./size-rules.ts";
import { etagOf } from "./vm-body.ts";
import { refuseChange, refuseMove } from "./vm-change-rules.ts";
import { changeModel } from "./vm-model-change.ts";
import type { ModelChange, VmWrite } from "./vm-model-change.ts";
import { refuseAction } from "./vm-rules.ts";
import { preempt, preemptedVm, startWork } from "./vm-work.ts";
import type { OperationScript } from "./vm-work.ts";
import { isAllocated, sizeOf } from "./vm.ts";
import type { Vm } from "./vm.ts";

/** Who writes, and when. */
export interface Writer {
  readonly nowMs: number;
  readonly apiVersion: string;
  readonly principal: string;
  readonly clientRequestId: string;
  readonly requestId: string;
  readonly origin: ActivityOrigin;
  readonly script: OperationScript;
}

export type Decision =
  | { readonly kind: "accepted"; readonly operation: Operation }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export interface Preconditions {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

const refused = (by: Refusal): Decision => ({ kind: "refused", refusal: by });

export interface VmAction {
  readonly kind: Extract<OperationKind, "start" | "powerOff" | "deallocate" | "restart" | "delete">;
  readonly hibernate: boolean;
}

export function requestAction(store: Store, vm: Vm, action: VmAction, writer: Writer): Decision {
  const { kind, hibernate } = action;
  const way = makeWay(store, vm, { kind, name: kind }, writer.nowMs);
  if (way.kind === "refused") return way;
  const blocked = refuseAction(way.vm, action) ?? refuseStartOfRestricted(store, way.vm, kind);
  if (blocked !== undefined) return refused(blocked);
  const current = way.clear();
  const { model, tags } = current;
  const wanted = { ...writer, kind, hibernate, model, tags, isNew: false };
  return { kind: "accepted", operation: startWork(store, current, wanted, writer.nowMs) };
}

function refuseStartOfRestricted(store: Store, vm: Vm, kind: OperationKind): Refusal | undefined {
  if (kind !== "start" || isAllocated(vm) || !isRestricted(store, vm, sizeOf(vm))) return undefined;
  return refuseRestrictedSize(sizeOf(vm), vm.location);
}

export interface VmChange {
  readonly write: VmWrite;
  readonly isPut: boolean;
  readonly preconditions: Preconditions;
}

export function requestChange(store: Store, vm: Vm, change: VmChange, writer: Writer): Decision {
  const stale = refuseStale(vm, change.preconditions);
  if (stale !== undefined) return refused(stale);
  const asked = change.write.properties?.hardwareProfile?.vmSize ?? sizeOf(vm);
  const kind = keyOf(asked) === keyOf(sizeOf(vm)) ? "update" : "resize";
  const way = makeWay(store, vm, { kind, name: "Update VM" }, writer.nowMs);
  if (way.kind === "refused") return way;
  const changed = changeModel(way.vm, change.write, change.isPut);
  const blocked =
    refuseMove(way.vm, change.write.location) ??
    refuseChange(store, way.vm, changed.model) ??
    (kind === "resize" ? refuseSize(store, way.vm, changed.model) : undefined);
  if (blocked !== undefined) return refused(blocked);
  const current = way.clear();
  return start(store, current, { kind, changed, isNew: false }, writer);
}

/** A VM that was not there: everything it names must be. */
export function requestCreation(
  store: Store,
  vm: Vm,
  change: ModelChange,
  writer: Writer,
): Decision {
  return start(store, vm, { kind: "create", changed: change, isNew: true }, writer);
}

interface Start {
  readonly kind: OperationKind;
  readonly changed: ModelChange;
  readonly isNew: boolean;
}

function start(store: Store, vm: Vm, { kind, changed, isNew }: Start, writer: Writer): Decision {
  const { storageProfile } = changed.model;
  for (const reference of [storageProfile.osDisk, ...storageProfile.dataDisks]) {
    const id = reference.managedDisk?.id;
    const ephemeral = reference["diffDiskSettings"] !== undefined;
    if (id === undefined || ephemeral || store.disks.has(keyOf(id))) continue;
    // A new disk is there at once and belongs to nobody until the operation has ended.
    store.disks.set(keyOf(id), diskFor(store, vm, reference, writer.nowMs));
  }
  const wanted = { ...writer, kind, hibernate: false, ...changed, isNew };
  return { kind: "accepted", operation: startWork(store, vm, wanted, writer.nowMs) };
}

type Way =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** The VM as it is once the way is clear, and what clears it. */
  | { readonly kind: "free"; readonly vm: Vm; readonly clear: () => Vm };

function makeWay(
  store: Store,
  vm: Vm,
  incoming: { readonly kind: OperationKind; readonly name: string },
  nowMs: number,
): Way {
  const collision = collide(vm, { ...incoming, nowMs }, store.settings);
  if (collision.kind === "refuse") return { kind: "refused", refusal: collision.refusal };
  const running = vm.running;
  if (collision.kind === "none" || running === null) return { kind: "free", vm, clear: () => vm };
  return {
    kind: "free",
    vm: preemptedVm(store, vm, running.id, nowMs),
    clear: () => {
      preempt(store, running.id, nowMs);
      return store.vms.get(keyOf(vm.id)) ?? vm;
    },
  };
}

function refuseStale(vm: Vm, { ifMatch, ifNoneMatch }: Preconditions): Refusal | undefined {
  if (ifNoneMatch !== null && (ifNoneMatch.trim() === "*" || ifNoneMatch === etagOf(vm))) {
    const message = `The resource already exists with etag ${etagOf(vm)}.`;
    return refusal(412, "PreconditionFailed", message);
  }
  if (ifMatch === null || ifMatch.trim() === "*" || ifMatch.trim() === etagOf(vm)) return undefined;
  const message = `Etag provided in if-match header ${ifMatch} does not match etag ${etagOf(vm)} of resource.`;
  return refusal(412, "PreconditionFailed", message);
}

/** A PUT that wants to change something, when there is nothing. */
export function refuseMissing({ ifMatch }: Preconditions): Refusal | undefined {
  if (ifMatch === null) return undefined;
  const message = `Etag provided in if-match header ${ifMatch} does not match: there is no resource.`;
  return refusal(412, "PreconditionFailed", message);
}
