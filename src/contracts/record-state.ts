// The state of an operation's record as it is kept, how it is read back, and what of it is shown. The
// request and the report are kept as they came: this record outlives the code that wrote it, so it
// checks only what it decides by.

import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import type { OperationRequest } from "../domain/operation-request.ts";
import type { OperationReport } from "../domain/outcome.ts";
import type { Step } from "../domain/plan.ts";
import type { StateRead } from "./entity-definition.ts";
import type { WakeTarget } from "./lease-messages.ts";
import type { Cancellation, OperationRecordView } from "./operation-record-messages.ts";
import { instantSchema, principalSchema, readStored, wakeTargetSchema } from "./stored-state.ts";

export interface RecordState {
  readonly version: 1;
  /** As the start that goes on has sent it, with that start's token. */
  readonly request: OperationRequest;
  /** When the first start claimed it. */
  readonly claimedAt: Instant;
  /** Whether the start that goes on came after another one that had claimed it. */
  readonly again: boolean;
  /** The machine before the first step that was noted; absent before. */
  readonly found?: VmState;
  /** Steps that were or may have been sent, by when that was last, oldest first. */
  readonly steps?: readonly Step[];
  readonly report: OperationReport | null;
  readonly final: boolean;
  readonly watchers: readonly WakeTarget[];
  /** Absent while nobody wants it to stop. */
  readonly cancelled?: Cancellation;
}

// The casts stand for fields that are carried and not looked at.
export const requestSchema = z.looseObject({
  operationId: z.string().min(1),
  requestDigest: z.string().min(1),
  startToken: z.string().min(1),
}) as unknown as z.ZodType<OperationRequest>;

export const reportSchema = z.looseObject({
  outcome: z.string().min(1),
  sentence: z.string(),
}) as unknown as z.ZodType<OperationReport>;

export const foundSchema = z.looseObject({
  resourceId: z.string(),
  powerState: z.string(),
}) as unknown as z.ZodType<VmState>;

export const stepSchema = z.looseObject({
  id: z.string().min(1).max(100),
  write: z.looseObject({ kind: z.string(), resourceId: z.string() }),
  undo: z.looseObject({ kind: z.string() }),
}) as unknown as z.ZodType<Step>;

const cancellationSchema: z.ZodType<Cancellation> = z.object({
  by: principalSchema,
  at: instantSchema,
});

const recordStateSchema: z.ZodType<RecordState> = z.object({
  version: z.literal(1),
  request: requestSchema,
  claimedAt: instantSchema,
  again: z.boolean(),
  found: foundSchema.exactOptional(),
  steps: z.array(stepSchema).exactOptional(),
  report: reportSchema.nullable(),
  final: z.boolean(),
  watchers: z.array(wakeTargetSchema),
  cancelled: cancellationSchema.exactOptional(),
});

export function readRecordState(raw: unknown): StateRead<RecordState> {
  return readStored(recordStateSchema, raw);
}

/** Null for an operation of which nothing is known. */
export function recordViewOf(state: RecordState | null): OperationRecordView | null {
  if (state === null) return null;
  const { request, claimedAt, report, final, cancelled } = state;
  return {
    request,
    claimedAt,
    report,
    final,
    ...(cancelled === undefined ? {} : { cancelled }),
  };
}
