// A management lock as what stands in an operation's way, in words.

import { quoted } from "./az-command.ts";
import type { LockObservation } from "./observation.ts";
import type { Blocker } from "./plan.ts";

/** What can be done about a lock; the command follows. */
export const lockAdvice =
  'Whoever owns the lock can remove it, which Interlock waits for with onLock "wait" (--on-lock wait)';

/** `name`: of what it covers. */
export function lockBlocker(lock: LockObservation, name: string): Blocker {
  return {
    class: "management-lock",
    rule: "management-lock",
    sentence:
      `${sayLock(lock)} covers ${name} and forbids every write` +
      `${lock.notes === null ? "" : ` ("${lock.notes}")`}.`,
    nextAction: `${lockAdvice}: az lock delete --ids ${quoted(lock.id)}`,
    mustAccept: [],
    lock,
  };
}

/** `The ReadOnly lock freeze on /subscriptions/…`. */
export function sayLock({ level, name, scope }: Omit<LockObservation, "id" | "notes">): string {
  return `The ${level} lock ${name} on ${scope}`;
}

/** The locks, where nothing but locks stands in the way; else null. */
export function nothingButLocks(blockers: readonly Blocker[]): readonly LockObservation[] | null {
  const locks = blockers.flatMap(({ lock }) => (lock === undefined ? [] : [lock]));
  return locks.length > 0 && locks.length === blockers.length ? locks : null;
}
