// What goes over HTTP and out of the command line when an error is classified: `POST /api/v1/classify`
// and `interlock classify`.

import { z } from "zod";
import type { ConflictClass, Confidence, Recovery } from "../domain/verdict.ts";

/** A pipeline's log is longer than any other body; a longer one is for the command line. */
export const classifyBytesMax = 1024 * 1024;

const nullable = <T extends z.ZodType>(type: T) => type.nullable().optional();
const statusProblem = "An HTTP status is needed: a whole number from 100 to 599, or null.";
const text = (charsMax: number) =>
  z.string(`A text of at most ${charsMax} characters, or null, is needed.`).max(charsMax);

/** One error as collections of errors have it; other fields are of no account. */
export const errorRowSchema = z.looseObject({
  id: z.union([z.string().max(200), z.number()], "An ID is a text or a number.").optional(),
  httpStatus: nullable(z.int(statusProblem).min(100, statusProblem).max(599, statusProblem)),
  code: nullable(text(500)),
  message: nullable(text(classifyBytesMax)),
  details: nullable(z.array(z.unknown(), "Details are a list.")),
  operation: nullable(text(500)),
  resourceType: nullable(text(500)),
});
export type ErrorRowBody = z.infer<typeof errorRowSchema>;

/** Whether it is a row and not one of Azure's own envelopes. */
export function isErrorRow(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const isTold = "code" in value || "message" in value;
  return "httpStatus" in value || (isTold && ("operation" in value || "resourceType" in value));
}

export interface ErrorReadView {
  readonly status: number | null;
  readonly code: string | null;
  /** From the outermost to the innermost. */
  readonly codes: readonly string[];
  readonly message: string;
  readonly operation: string | null;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly requestId: string | null;
  readonly correlationId: string | null;
}

export interface ClassificationView {
  readonly class: ConflictClass;
  readonly confidence: Confidence;
  /** Letter of the row of the decision table. */
  readonly row: string;
  /** One sentence: what came back and what it means. */
  readonly why: string;
  readonly recovery: Recovery;
  /** The least time before another attempt. */
  readonly delayMs: number;
  readonly attempts: number;
  readonly nextAction: string;
  /** To copy; what the error does not tell stands in them as a word in capitals. */
  readonly nextCommands: readonly string[];
  /** What not to do. */
  readonly avoid: string;
  /** Bring about another state, read the version again, ask who made the rule, wait, or something else. */
  readonly shortcut: "state" | "version" | "rule" | "wait" | "other";
  readonly read: ErrorReadView;
}

export interface ClassifyView extends ClassificationView {
  /** The other errors that were found, the one that decides being above. */
  readonly others: readonly ClassificationView[];
  /** How many more there were. */
  readonly othersLeftOut: number;
}

/** A line of `interlock classify --jsonl`. */
export interface ClassifiedLine {
  readonly id: string | number | null;
  readonly class: ConflictClass;
  readonly recovery: Recovery;
  readonly row: string;
  readonly confidence: Confidence;
}
