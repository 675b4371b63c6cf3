// A VM's long-running operations from acceptance to end: `startWork` begins one and schedules its
// end, `endWork` makes its effects true, `preempt` cuts one short. The rules that decide whether a
// request is accepted at all are elsewhere; here it already has been.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import type { OperationKind } from "../world.ts";
import { recordActivity, statusCodeName } from "./activity-recording.ts";
import type { ActivityOrigin } from "./activity-recording.ts";
import { PREEMPTED } from "./concurrency.ts";
import { drawDurationMs } from "./durations.ts";
import { drawQuery, drawRetryAfter, hasMonitorAddress, namedInTheWay } from "./operation.ts";
import type { Operation, OperationError } from "./operation.ts";
import { allocate, NO_ROOM } from "./placement.ts";
import { carryOutEffects } from "./vm-effects.ts";
import { abandon, begin, findsNothingToDo, finish, isAllocated } from "./vm.ts";
import type { Ending, Vm, VmModel } from "./vm.ts";

/** What scripted faults have in mind for the operation that a request starts. */
export interface OperationScript {
  readonly ending:
    | (Ending & { readonly afterMs: number | undefined; readonly takesEffect: boolean })
    | null;
  readonly goneFromPoll: number | null;
  /** A size, or any when it is `*`. */
  readonly noRoomFor: string | null;
  /** Keeps the operation from ending; is given what lets it end, not before the instant told, and
   * gives what takes the operation out of its hold. */
  readonly stall: ((letEnd: (nowMs: number) => void) => () => void) | null;
}

export const UNSCRIPTED: OperationScript = {
  ending: null,
  goneFromPoll: null,
  noRoomFor: null,
  stall: null,
};

/** How an operation in progress will end. */
export interface Work {
  readonly vmKey: string;
  readonly ending: Ending | null;
  readonly takesEffect: boolean;
  readonly cluster: string | null;
  readonly origin: ActivityOrigin;
  /** Called when the operation has ended. */
  readonly leaveHold: () => void;
}

export interface WorkRequest {
  readonly kind: OperationKind;
  readonly hibernate: boolean;
  readonly model: VmModel;
  readonly tags: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  readonly principal: string;
  readonly clientRequestId: string;
  /** The request's own identifier, which is also the operation's. */
  readonly requestId: string;
  readonly origin: ActivityOrigin;
  readonly script: OperationScript;
  /** Whether what is now is to be compared with what will be, or there was nothing before. */
  readonly isNew: boolean;
}

export function startWork(store: Store, vm: Vm, wanted: WorkRequest, nowMs: number): Operation {
  const { kind } = wanted;
  const nothingToDo = findsNothingToDo(vm, kind, wanted.hibernate);
  const timed = { kind, allocated: isAllocated(vm), nothingToDo };
  const drawnMs = drawDurationMs(timed, store.random);
  const durationMs = wanted.script.ending?.afterMs ?? store.settings.durationsMs[kind] ?? drawnMs;
  const endsAtMs = nowMs + durationMs;
  const operation = newOperation(store, vm, wanted, nowMs);
  store.operations.set(operation.id, operation);
  const schedule = (atMs: number): void => {
    store.schedule.add(atMs, (dueMs) => endWork(store, operation.id, dueMs));
  };
  const leaveHold = wanted.script.stall?.((nowMs) => schedule(Math.max(endsAtMs, nowMs)));
  const stalled = leaveHold !== undefined;
  if (!stalled) schedule(endsAtMs);
  const plan = planWork(store, vm, wanted);
  store.works.set(operation.id, { ...plan, leaveHold: leaveHold ?? (() => undefined) });
  const running = {
    id: operation.id,
    kind,
    startedAtMs: nowMs,
    endsAtMs: stalled ? Number.POSITIVE_INFINITY : endsAtMs,
    modelBefore: vm.model,
    tagsBefore: vm.tags,
    hibernate: wanted.hibernate,
  };
  const bumpsEtag = kind === "resize" || kind === "update" || store.settings.powerActionsBumpEtag;
  const begun = begin(vm, running, bumpsEtag && !wanted.isNew);
  store.vms.set(keyOf(vm.id), { ...begun, model: wanted.model, tags: wanted.tags });
  return operation;
}

function newOperation(store: Store, vm: Vm, wanted: WorkRequest, nowMs: number): Operation {
  const { kind, apiVersion } = wanted;
  const partition = store.random.uuid();
  const query = (monitor: boolean): string =>
    drawQuery({ apiVersion, partition, monitor, nowMs }, store.random);
  return {
    id: wanted.requestId,
    kind,
    targetId: vm.id,
    subscriptionId: vm.subscriptionId,
    location: vm.location,
    principal: wanted.principal,
    clientRequestId: wanted.clientRequestId,
    startedAtMs: nowMs,
    endedAtMs: null,
    status: "InProgress",
    error: null,
    polls: 0,
    asyncQuery: query(false),
    monitorQuery: hasMonitorAddress(kind) ? query(true) : null,
    retryAfter: drawRetryAfter(kind, store.random),
    goneFromPoll: wanted.script.goneFromPoll,
  };
}

function planWork(store: Store, vm: Vm, wanted: WorkRequest): Omit<Work, "leaveHold"> {
  const { script, origin } = wanted;
  const vmKey = keyOf(vm.id);
  const size = wanted.model.hardwareProfile.vmSize;
  const allocates = (wanted.kind === "start" || wanted.kind === "create") && !isAllocated(vm);
  const allocation = allocates ? allocate(store, vm, size) : undefined;
  const cluster = allocation?.kind === "placed" ? allocation.cluster : vm.cluster;
  const plan = { vmKey, cluster, origin };
  if (script.ending !== null) {
    return { ...plan, ending: script.ending, takesEffect: script.ending.takesEffect };
  }
  const scripted =
    script.noRoomFor === "*" ||
    (script.noRoomFor !== null && keyOf(script.noRoomFor) === keyOf(size));
  const noRoom = scripted || allocation?.kind === "no-room";
  const ending: Ending | null = noRoom ? { status: "Failed", ...NO_ROOM } : null;
  return { ...plan, ending, takesEffect: false };
}

/** The operation has come to its end; safe to call again, then nothing happens. */
function endWork(store: Store, operationId: string, atMs: number): void {
  const work = store.works.get(operationId);
  if (work === undefined) return;
  close(store, operationId, atMs, work);
}

/** A newer operation has been accepted: this one ends now, and whether its work is done after all
 * is the world's choice. */
export function preempt(store: Store, operationId: string, atMs: number): void {
  const work = store.works.get(operationId);
  if (work === undefined) return;
  const takesEffect = store.settings.preemptedWork === "takesEffect" && work.ending === null;
  close(store, operationId, atMs, { ...work, ending: PREEMPTED, takesEffect });
}

/** What `preempt` would leave of the VM, without doing it. */
export function preemptedVm(store: Store, vm: Vm, operationId: string, atMs: number): Vm {
  const work = store.works.get(operationId);
  if (work === undefined) return vm;
  const takesEffect = store.settings.preemptedWork === "takesEffect" && work.ending === null;
  const cut: Work = { ...work, ending: PREEMPTED, takesEffect };
  return takesEffect ? afterSuccess(vm, atMs, cut) : abandon(vm, atMs, PREEMPTED);
}

function close(store: Store, operationId: string, atMs: number, work: Work): void {
  store.works.delete(operationId);
  work.leaveHold();
  const operation = store.operations.get(operationId);
  const vm = store.vms.get(work.vmKey);
  if (operation === undefined || vm === undefined) return;
  const { ending } = work;
  const error = ending === null ? null : errorOf(ending);
  const status = ending?.status ?? "Succeeded";
  store.operations.set(operationId, { ...operation, status, error, endedAtMs: atMs });
  const done = ending === null || work.takesEffect;
  const after = done ? afterSuccess(vm, atMs, work) : abandon(vm, atMs, ending);
  store.vms.set(work.vmKey, after);
  if (done) carryOutEffects(store, { kind: operation.kind, before: vm, after }, atMs);
  recordActivity(store, work.origin, atMs, {
    phase: "EndRequest",
    status: ending === null ? "Succeeded" : "Failed",
    statusCode: statusCodeName(ending === null ? 200 : 409),
    error,
  });
}

function errorOf({ code, message, details, names }: Ending): OperationError {
  const address = names?.() ?? null;
  const said = address === null ? message : `${message} ${namedInTheWay(address)}`;
  return { code, message: said, ...(details === undefined ? {} : { details }) };
}

function afterSuccess(vm: Vm, atMs: number, work: Work): Vm {
  const finished = finish(vm, atMs, work.cluster);
  if (work.ending === null || work.ending.status === "Canceled") return finished;
  const { code, message } = work.ending;
  return {
    ...finished,
    provisioning: { state: "Failed", changedAtMs: atMs, error: { code, message } },
  };
}
