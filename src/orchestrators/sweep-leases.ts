// The sweep: visits the leases and turns that a survey has found to be in need of it, page by page, and
// wakes whoever could go on. The timer starts it when there is something to do, under an ID of its own, so
// that there is one at most.
//
// W1. It may end anywhere, and may run twice: the next survey finds what it has left, and whoever was
//     removed or woken before is not there to be removed, or asks once more.
// W2. What fails on one page keeps nobody from the next one.

import type { LeaseAnswers } from "../contracts/lease-messages.ts";
import type { SweepEnd, SweepFinding, SweepInput } from "../contracts/sweep-messages.ts";
import type { TurnAnswers } from "../contracts/turn-messages.ts";
import { activity, all, call, continueAsNew, entity, logOnce, now } from "../platform/durable.ts";
import type { Call, OrchestrationContext, Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";
import { wake } from "./wake.ts";

type Swept = LeaseAnswers["sweep"] | TurnAnswers["sweep"];

const nothingDone: SweepEnd = { pages: 0, swept: 0, removed: 0, woken: 0 };

/** Answers undefined in a generation that continues as new. */
export function* sweepLeases(
  context: OrchestrationContext,
  input: SweepInput,
): Workflow<SweepEnd | undefined> {
  const { found, next } = yield* call(context, activity("surveyLeases", { from: input.from }));
  const answers = yield* visit(context, found);
  const targets = answers.flatMap((answer) => answer.wake);
  for (let from = 0; from < targets.length; from += limits.wakesAtOnce) {
    yield* wake(context, targets.slice(from, from + limits.wakesAtOnce));
  }
  const before = input.done ?? nothingDone;
  const done: SweepEnd = {
    pages: before.pages + 1,
    swept: before.swept + answers.length,
    removed: before.removed + answers.flatMap((answer) => answer.removed).length,
    woken: before.woken + targets.length,
  };
  if (next !== null && done.pages < limits.sweepPagesMax) {
    continueAsNew(context, { from: next, done } satisfies SweepInput);
    return undefined;
  }
  logOnce(
    context,
    `Swept ${done.swept} leases and turns: ${done.removed} owners removed, ${done.woken} waiters woken.`,
  );
  return done;
}

function* visit(
  context: OrchestrationContext,
  found: readonly SweepFinding[],
): Workflow<readonly Swept[]> {
  if (found.length === 0) return [];
  try {
    return yield* all(
      context,
      found.map((finding) => sweepOf(finding, now(context))),
    );
  } catch {
    // W2. The call has logged why.
    logOnce(context, "A page of leases and turns could not be swept.");
    return [];
  }
}

function sweepOf({ entity: name, key, dead }: SweepFinding, at: string): Call<Swept> {
  return name === "resourceLease"
    ? entity(name, key, "sweep", { dead, at })
    : entity(name, key, "sweep", { dead, at });
}
