// The record entity: one per operation, keyed by operation ID. What it decides is in `src/leases`.

import { z } from "zod";
import type { RecordCommands } from "../contracts/operation-record-messages.ts";
import {
  foundSchema,
  readRecordState,
  reportSchema,
  requestSchema,
  stepSchema,
} from "../contracts/record-state.ts";
import {
  commandInstantSchema,
  principalSchema,
  wakeTargetSchema,
} from "../contracts/stored-state.ts";
import {
  cancel,
  claim,
  complete,
  mayGoOn,
  noteStep,
  read,
  watch,
} from "../leases/operation-record.ts";
import { commandHandler, defineEntity } from "./define-entity.ts";

const claimSchema: z.ZodType<RecordCommands["claim"]> = z.object({
  request: requestSchema,
  at: commandInstantSchema,
});

const noteStepSchema: z.ZodType<RecordCommands["noteStep"]> = z.object({
  startToken: z.string(),
  found: foundSchema,
  step: stepSchema,
  keeps: z.array(z.string()).exactOptional(),
  at: commandInstantSchema,
});

const completeSchema: z.ZodType<RecordCommands["complete"]> = z.object({
  startToken: z.string(),
  report: reportSchema,
  final: z.boolean(),
  at: commandInstantSchema,
});

const watchSchema: z.ZodType<RecordCommands["watch"]> = z.object({
  waiter: wakeTargetSchema,
  at: commandInstantSchema,
});

const cancelSchema: z.ZodType<RecordCommands["cancel"]> = z.object({
  by: principalSchema,
  at: commandInstantSchema,
});

const mayGoOnSchema: z.ZodType<RecordCommands["mayGoOn"]> = z.object({ at: commandInstantSchema });

const readSchema: z.ZodType<RecordCommands["read"]> = z.object({ at: commandInstantSchema });

export const operationRecordEntity = defineEntity({
  name: "operationRecord",
  readState: readRecordState,
  commands: {
    claim: commandHandler(claimSchema, claim),
    noteStep: commandHandler(noteStepSchema, noteStep),
    complete: commandHandler(completeSchema, complete),
    watch: commandHandler(watchSchema, watch),
    cancel: commandHandler(cancelSchema, cancel),
    mayGoOn: commandHandler(mayGoOnSchema, mayGoOn),
    read: commandHandler(readSchema, read),
  },
});
