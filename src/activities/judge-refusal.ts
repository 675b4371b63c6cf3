// Judges a refusal by the decision table of src/conflicts. An activity, so that the verdict stands in
// the history and the table may change under running operations: docs/decisions/0008.
//
// Safe to run twice: it is a pure function.

import { judge } from "../conflicts/judge.ts";
import type { JudgeInput } from "../contracts/activity-messages.ts";
import type { Verdict } from "../domain/verdict.ts";

export function createJudgeRefusal(): (input: JudgeInput) => Promise<Verdict> {
  return ({ refusal, write, resourceType }) =>
    Promise.resolve(judge(refusal, { write, resourceType }));
}
