// Keeps the scripted faults: which of them a request meets, how often each was met and used, and
// what each holds back until it is let go.

import { faultSchema } from "./fault.ts";
import type { ActorRequest, Fault, FaultEffect, FaultReport, FullFault } from "./fault.ts";
import { isIdentityPath } from "./identity/identity-endpoint.ts";

/** A request as faults look at it. */
export interface MetRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly principal: string | null;
}

/** Lets whatever is held go on, at the instant told. */
export type LetGo = (nowMs: number) => void;

export interface FiredFault {
  readonly id: string;
  readonly effect: FaultEffect;
  /** Whether a limit that is met for so long from a first request on is met by this one. Whatever
   * meets it makes the window begin anew. */
  readonly meetsLimit: (windowMs: number, nowMs: number) => boolean;
  /** Puts something under the fault's hold; the answer takes it out again. */
  readonly hold: (letGo: LetGo) => () => void;
}

export interface FaultEngine {
  add(faults: readonly Fault[]): readonly string[];
  remove(id: string | undefined, nowMs: number): void;
  release(id: string | undefined, nowMs: number): void;
  reports(): readonly FaultReport[];
  /** The faults that this request meets and that are now used on it, in the order they were added. */
  meet(request: MetRequest): readonly FiredFault[];
}

interface Entry {
  readonly id: string;
  readonly fault: FullFault;
  readonly path: RegExp | null;
  readonly query: RegExp | null;
  matched: number;
  fired: number;
  limitEndsMs: number | null;
  readonly held: Set<LetGo>;
  /** Takes back what was planned for a fixed time. */
  readonly cancel: () => void;
}

/** Plans somebody else's request for a time after now. */
export type PlanActor = (request: ActorRequest, afterMs: number, sent: () => void) => () => void;

export function createFaultEngine(planActor: PlanActor): FaultEngine {
  let entries: readonly Entry[] = [];
  let made = 0;

  const named = (id: string | undefined): readonly Entry[] =>
    id === undefined ? entries : entries.filter((entry) => entry.id === id);

  return {
    add(faults) {
      const full = faults.map((fault) => faultSchema.parse(fault));
      const ids = full.map(({ id }) => id ?? `fault-${(made += 1)}`);
      refuseTwice([...entries.map(({ id }) => id), ...ids]);
      entries = [...entries, ...full.map((fault, i) => entryOf(fault, ids[i] ?? "", planActor))];
      return ids;
    },
    remove(id, nowMs) {
      const gone = named(id);
      entries = entries.filter((entry) => !gone.includes(entry));
      for (const entry of gone) {
        entry.cancel();
        letGo(entry, nowMs);
      }
    },
    release(id, nowMs) {
      for (const entry of named(id)) letGo(entry, nowMs);
    },
    reports: () =>
      entries.map(({ id, fault, matched, fired, held }) => ({
        id,
        effect: fault.effect.kind,
        matched,
        fired,
        holding: held.size,
      })),
    meet(request) {
      const met = entries.filter((entry) => fits(entry, request));
      for (const entry of met) entry.matched += 1;
      const used = met.filter(isDue);
      for (const entry of used) entry.fired += 1;
      return used.map(firedOf);
    },
  };
}

function refuseTwice(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`There is a fault '${twice}' already.`);
}

function letGo(entry: Entry, nowMs: number): void {
  for (const release of entry.held) {
    entry.held.delete(release);
    release(nowMs);
  }
}

function entryOf(fault: FullFault, id: string, planActor: PlanActor): Entry {
  const { effect, match } = fault;
  const entry: Entry = {
    id,
    fault,
    path: match.path === undefined ? null : new RegExp(match.path, "i"),
    query: match.query === undefined ? null : new RegExp(match.query),
    matched: 0,
    fired: 0,
    limitEndsMs: null,
    held: new Set(),
    cancel:
      effect.kind === "actor" && effect.atMs !== undefined
        ? planActor(effect.request, effect.atMs, () => {
            entry.fired += 1;
          })
        : () => undefined,
  };
  return entry;
}

function firedOf(entry: Entry): FiredFault {
  return {
    id: entry.id,
    effect: entry.fault.effect,
    meetsLimit: (windowMs, nowMs) => {
      if (entry.limitEndsMs !== null && nowMs >= entry.limitEndsMs) return false;
      entry.limitEndsMs = nowMs + windowMs;
      return true;
    },
    hold: (release) => {
      entry.held.add(release);
      return () => entry.held.delete(release);
    },
  };
}

function fits({ fault, path, query }: Entry, request: MetRequest): boolean {
  const { match, effect } = fault;
  if (effect.kind === "actor" && effect.atMs !== undefined) return false;
  // A fault that does not say where it strikes is meant for ARM, not for the token endpoint.
  if (path === null && isIdentityPath(request.path)) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.principal !== undefined && match.principal !== request.principal) return false;
  if (path !== null && !path.test(request.path)) return false;
  return query === null || query.test(request.query);
}

function isDue({ fault, matched }: Entry): boolean {
  const { occurrence } = fault;
  if (occurrence === "every") return true;
  return "nth" in occurrence ? matched === occurrence.nth : matched <= occurrence.first;
}
