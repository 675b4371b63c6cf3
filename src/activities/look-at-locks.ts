// Reads which management locks forbid an operation's writes now. Cheaper than a plan, so that a lock can be
// waited for without reading the whole machine each time.
//
// Safe to run twice: it only reads.

import { judge } from "../conflicts/judge.ts";
import type { LookAtLocksAnswer, LookAtLocksInput } from "../contracts/activity-messages.ts";
import type { Clock, LockPort } from "../contracts/ports.ts";
import { forbidsWrites } from "../domain/observation.ts";
import { partsOf, resourceTypeOf } from "../domain/resource-id.ts";
import { readContext } from "./read-context.ts";
import { unreadable } from "./unreadable.ts";

export interface LockLookPorts {
  readonly locks: LockPort;
  readonly clock: Clock;
}

export function createLookAtLocks(
  ports: LockLookPorts,
): (input: LookAtLocksInput) => Promise<LookAtLocksAnswer> {
  return async (input) => {
    const { target } = input;
    const context = readContext(input, { purpose: "look", now: ports.clock.now() });
    const read = await ports.locks.listLocks(target, context);
    if (read.kind === "read") {
      const locks = read.value.filter(forbidsWrites);
      return locks.length === 0 ? { kind: "clear" } : { kind: "locked", locks };
    }
    const answer = unreadable(read, target, ports.clock.now());
    if (read.kind === "no-answer") return answer;
    const resourceType = resourceTypeOf(partsOf(target));
    const verdict = judge(read.refusal, { write: null, resourceType });
    return verdict.recovery === "stop" ? { ...answer, verdict } : answer;
  };
}
