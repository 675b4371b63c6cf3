// One look at the resources that a tool waits for: reads each and judges whether everything holds that
// the tool wants to have before it begins. The first of which something does not is told, with when to
// look again.
//
// Safe to run twice: it only reads.

import type { Allowance, Clock, LockPort, Read, ResourceStatePort } from "../contracts/ports.ts";
import type {
  GateSchedule,
  LookAtResourcesAnswer,
  LookAtResourcesInput,
} from "../contracts/tool-lease-messages.ts";
import { gateHolds, needsLocks, sayGate } from "../domain/gate-condition.ts";
import type { ReadLocks } from "../domain/gate-condition.ts";
import { addMs, laterOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import { backOffMs, nextLookAt } from "./look-times.ts";
import { readContext } from "./read-context.ts";
import { unreadable } from "./unreadable.ts";

export interface ResourceLookPorts {
  readonly resources: ResourceStatePort;
  readonly locks: LockPort;
  readonly clock: Clock;
}

/** Looks in a row at which Azure refused, after which it will not stop to do so by itself. */
const refusalsMax = 3;
/** Types of which no allowance is told share one with everything else in the subscription. */
const untoldGapMs = { early: 5_000, late: 30_000 };
const earlyMs = 60_000;

type Looked =
  | { readonly kind: "holds" }
  | { readonly kind: "unmet"; readonly sentence: string; readonly allowance: Allowance }
  | {
      readonly kind: "unreadable";
      readonly sentence: string;
      readonly retryAfterMs: number | null;
      /** Waiting does not help by itself: not allowed, not asked rightly. */
      readonly isForGood: boolean;
    };

export function createLookAtResources(
  ports: ResourceLookPorts,
): (input: LookAtResourcesInput) => Promise<LookAtResourcesAnswer> {
  return async (input) => {
    const startedAt = ports.clock.now();
    const looks = await Promise.all(
      input.resources.map(async (resourceId) => ({
        resourceId,
        looked: await look(ports, resourceId, { input, now: startedAt }),
      })),
    );
    return answerOf(looks, { input, now: ports.clock.now() });
  };
}

async function look(
  ports: ResourceLookPorts,
  resourceId: string,
  { input, now }: { readonly input: LookAtResourcesInput; readonly now: Instant },
): Promise<Looked> {
  const { until, leaseId, correlationId } = input;
  const context = readContext({ operationId: leaseId, correlationId }, { purpose: "look", now });
  const state = await ports.resources.readState(resourceId, context);
  if (state.kind !== "read") return notRead(state, resourceId, now);
  let locks: ReadLocks = null;
  if (needsLocks(until)) {
    const read = await ports.locks.listLocks(resourceId, context);
    if (read.kind !== "read") return notRead(read, resourceId, now);
    locks = read.value;
  }
  return judged(state, { resourceId, until, locks });
}

function judged(
  { value, allowance }: Read<ResourceState> & { readonly kind: "read" },
  wanted: {
    readonly resourceId: string;
    readonly until: LookAtResourcesInput["until"];
    readonly locks: ReadLocks;
  },
): Looked {
  const { resourceId, until, locks } = wanted;
  const unmet = until.find((condition) => !gateHolds(condition, value, locks));
  if (unmet === undefined) return { kind: "holds" };
  const sentence = `Waiting for ${nameOf(resourceId)}: ${sayGate(unmet, value, locks)}.`;
  return { kind: "unmet", sentence, allowance };
}

function notRead(
  read: Exclude<Read<unknown>, { kind: "read" }>,
  resourceId: string,
  now: Instant,
): Looked {
  const { sentence, refusal } = unreadable(read, resourceId, now);
  const status = refusal?.status ?? null;
  const isForGood =
    status !== null && status >= 400 && status < 500 && ![408, 409, 429].includes(status);
  return { kind: "unreadable", sentence, retryAfterMs: refusal?.retryAfterMs ?? null, isForGood };
}

function answerOf(
  looks: readonly { readonly resourceId: string; readonly looked: Looked }[],
  { input, now }: { readonly input: LookAtResourcesInput; readonly now: Instant },
): LookAtResourcesAnswer {
  const before: GateSchedule = input.schedule ?? {
    startedAt: now,
    nextLookAt: now,
    looks: 0,
    troubles: 0,
  };
  const open = looks.filter(({ looked }) => looked.kind !== "holds");
  const [first] = open;
  if (first === undefined || first.looked.kind === "holds") return { kind: "hold" };
  const isHindered = open.some(({ looked }) => looked.kind === "unreadable");
  const troubles = isHindered ? before.troubles + 1 : 0;
  const refused = open.find(({ looked }) => looked.kind === "unreadable" && looked.isForGood);
  if (refused?.looked.kind === "unreadable" && troubles >= refusalsMax) {
    const { resourceId, looked } = refused;
    return { kind: "refused", resourceId, sentence: looked.sentence };
  }
  const next = open
    .map(({ looked }) => nextLook(looked, { startedAt: before.startedAt, now, troubles }))
    .reduce(laterOf, now);
  const { resourceId, looked } = first;
  return {
    kind: "wait",
    resourceId,
    sentence: looked.sentence,
    schedule: { startedAt: before.startedAt, nextLookAt: next, looks: before.looks + 1, troubles },
  };
}

function nextLook(
  looked: Looked,
  at: { readonly startedAt: Instant; readonly now: Instant; readonly troubles: number },
): Instant {
  const { startedAt, now, troubles } = at;
  switch (looked.kind) {
    case "holds":
      return now;
    case "unreadable":
      return addMs(now, backOffMs(troubles, looked.retryAfterMs));
    case "unmet": {
      const { allowance } = looked;
      const next = nextLookAt({ writeKind: null, startedAt, now }, allowance);
      if (allowance.resourceReads !== null) return next;
      const { early, late } = untoldGapMs;
      return laterOf(next, addMs(now, msBetween(startedAt, now) < earlyMs ? early : late));
    }
  }
}

function nameOf(resourceId: string): string {
  return resourceId.slice(resourceId.lastIndexOf("/") + 1);
}
