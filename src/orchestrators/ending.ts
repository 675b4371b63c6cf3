// How an operation ends before it is told: the outcome with its sentence, and what of it is left for
// a person. What the caller reads is made of it in `report.ts`.

import type { BusyWith } from "../domain/busy-with.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Blocker } from "../domain/plan.ts";
import type { ConflictClass, Verdict } from "../domain/verdict.ts";

export interface Ending {
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly class: ConflictClass | null;
  readonly nextAction: string | null;
  readonly blockers: readonly Blocker[];
  readonly leftBehind: readonly string[];
  readonly commands: readonly string[];
  /** Who was in the way of an operation that ends as busy. */
  readonly busyWith?: BusyWith;
}

export function ending(
  outcome: Outcome,
  sentence: string,
  more: Partial<Omit<Ending, "outcome" | "sentence">> = {},
): Ending {
  return {
    outcome,
    sentence,
    class: null,
    nextAction: null,
    blockers: [],
    leftBehind: [],
    commands: [],
    ...more,
  };
}

export function refusedWith(blockers: readonly Blocker[]): Ending {
  const [first] = blockers;
  return ending("refused", blockers.map((blocker) => blocker.sentence).join(" "), {
    class: first?.class ?? null,
    nextAction: first?.nextAction ?? null,
    blockers,
  });
}

/** What an operation that cannot go on ends as, by the class of what stopped it. */
export function stoppedBy(verdict: Verdict): Ending {
  return ending(outcomeOf(verdict.class), verdict.sentence, {
    class: verdict.class,
    nextAction: verdict.nextAction,
  });
}

function outcomeOf(met: ConflictClass): Outcome {
  switch (met) {
    case "management-lock":
    case "policy-or-sku":
    case "quota":
    case "authorization":
    case "invalid-request":
      return "refused";
    case "lifecycle-state":
    case "concurrent-operation":
    case "version-token":
    case "already-exists":
    // Azure has said no, and nobody knows why.
    case "unknown":
      return "conflict";
    case "capacity":
    case "throttled":
    case "not-found":
    case "transient-service":
      return "failed";
  }
}
