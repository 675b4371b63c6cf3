// Everything that is held to be true of a run with many callers.

import { answersClaim } from "./answers.ts";
import type { Claim, RunRecord } from "./claim.ts";
import { duplicateClaims } from "./duplicates.ts";
import { oneWriterClaims } from "./one-writer.ts";
import { orderClaims } from "./order.ts";

export function verdictOn(run: RunRecord): readonly Claim[] {
  return [...oneWriterClaims(run), ...duplicateClaims(run), ...orderClaims(run), answersClaim(run)];
}
