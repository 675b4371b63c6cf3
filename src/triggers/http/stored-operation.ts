// What is kept of an operation, read back: its request from the orchestration's input, its progress
// from the custom status, its report from the output. All of it was written by this
// app, perhaps by an older version of it; so only what is relied on is checked, and what does not
// fit counts as absent rather than failing the answer.

import { z } from "zod";
import type { OperationProgress } from "../../contracts/http-shapes.ts";
import type { OperationRequest } from "../../domain/operation-request.ts";
import type { OperationReport } from "../../domain/outcome.ts";

const requestSchema = z.looseObject({
  operationId: z.string(),
  kind: z.string(),
  target: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  accept: z.array(z.string()),
  whenBusy: z.string(),
  // Older requests have neither, which means the same.
  onLock: z.string().default("refuse"),
  onNoCapacity: z.string().default("go-back"),
  deadlineAt: z.string(),
  dryRun: z.boolean(),
  principal: z.looseObject({ id: z.string(), name: z.string() }),
  requestDigest: z.string(),
  acceptedAt: z.string(),
  correlationId: z.string(),
});

const reportSchema = z.looseObject({
  outcome: z.string(),
  sentence: z.string(),
  blockers: z.array(z.unknown()),
  steps: z.array(z.unknown()),
  leftBehind: z.array(z.string()),
  commands: z.array(z.string()),
  timeline: z.array(z.unknown()),
  endedAt: z.string(),
});

const progressSchema = z.looseObject({
  phase: z.string(),
  sentence: z.string(),
  steps: z.array(z.unknown()),
  timeline: z.array(z.unknown()),
});

// The casts below name what this app wrote: the fields that are relied on have just been checked.

export function storedRequest(value: unknown): OperationRequest | null {
  const parsed = requestSchema.safeParse(value);
  return parsed.success ? (parsed.data as unknown as OperationRequest) : null;
}

export function storedReport(value: unknown): OperationReport | null {
  const parsed = reportSchema.safeParse(value);
  return parsed.success ? (parsed.data as unknown as OperationReport) : null;
}

export function storedProgress(value: unknown): OperationProgress | null {
  const parsed = progressSchema.safeParse(value);
  if (!parsed.success) return null;
  const { waitEvent: _, ...shown } = parsed.data as unknown as OperationProgress;
  return shown;
}

/** The event that wakes the operation, as far as it is known. */
export function storedWaitEvent(value: unknown): string | null {
  const parsed = z.looseObject({ waitEvent: z.string().max(150) }).safeParse(value);
  return parsed.success ? parsed.data.waitEvent : null;
}
