/**
 * Reads what the SDK answers for one episode: the complete list of actions from the beginning, and
 * whether the orchestrator has ended. A failure arrives as a thrown error whose message carries the
 * same record behind a marker (durable-functions 3.5.0, OrchestrationFailureError).
 */
import { z } from "zod";

const retryOptionsSchema = z.object({
  firstRetryIntervalInMilliseconds: z.number(),
  maxNumberOfAttempts: z.number(),
  backoffCoefficient: z.number().optional(),
  maxRetryIntervalInMilliseconds: z.number().optional(),
  retryTimeoutInMilliseconds: z.number().optional(),
});

export type RetryOptions = z.infer<typeof retryOptionsSchema>;

const input = z.unknown().optional();
const text = z.string();

const simpleActionSchema = z.discriminatedUnion("actionType", [
  z.object({ actionType: z.literal(0), functionName: text, input }),
  z.object({
    actionType: z.literal(1),
    functionName: text,
    input,
    retryOptions: retryOptionsSchema,
  }),
  z.object({
    actionType: z.literal(2),
    functionName: text,
    instanceId: text.nullish(),
    version: text.nullish(),
    input,
  }),
  z.object({
    actionType: z.literal(3),
    functionName: text,
    instanceId: text.nullish(),
    version: text.nullish(),
    input,
    retryOptions: retryOptionsSchema,
  }),
  z.object({ actionType: z.literal(4), input }),
  z.object({ actionType: z.literal(5), fireAt: text, isCanceled: z.boolean() }),
  z.object({ actionType: z.literal(6), externalEventName: text }),
  z.object({ actionType: z.literal(7), instanceId: text, operation: text, input }),
  z.object({ actionType: z.literal(8) }),
  z.object({ actionType: z.literal(9), instanceId: text, operation: text, input }),
  z.object({ actionType: z.literal(13) }),
  z.object({ actionType: z.literal(14) }),
]);

export type SimpleAction = z.infer<typeof simpleActionSchema>;

/** WhenAny is 11, WhenAll is 12. */
export interface CompoundAction {
  readonly actionType: 11 | 12;
  readonly compoundActions: readonly Action[];
}

export type Action = SimpleAction | CompoundAction;

const actionSchema: z.ZodType<Action> = z.lazy(() =>
  z.union([
    simpleActionSchema,
    z.object({
      actionType: z.union([z.literal(11), z.literal(12)]),
      compoundActions: z.array(actionSchema),
    }),
  ]),
);

const stateSchema = z.object({
  isDone: z.boolean(),
  actions: z.array(z.array(actionSchema)),
  output: z.unknown().optional(),
  customStatus: z.unknown().optional(),
  /** The message of what was thrown, whatever that was. */
  error: z.unknown().optional(),
});

export interface OrchestratorAnswer {
  readonly actions: readonly Action[];
  readonly outcome:
    | { readonly kind: "waiting" }
    | { readonly kind: "returned"; readonly output: unknown }
    /** The orchestrator threw; `message` is null when it was not an Error with a message. */
    | { readonly kind: "threw"; readonly message: string | null }
    /** The call failed outside of the orchestrator's code, so that there is no list of actions. */
    | { readonly kind: "broken"; readonly message: string };
  readonly customStatus?: unknown;
}

const marker = "\n\n$OutOfProcData$:";

export function readAnswer(json: string): OrchestratorAnswer {
  const state = stateSchema.parse(JSON.parse(json));
  return {
    actions: flatten(state.actions),
    outcome: state.isDone ? { kind: "returned", output: state.output } : { kind: "waiting" },
    customStatus: state.customStatus,
  };
}

export function readThrownAnswer(thrown: unknown): OrchestratorAnswer {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const at = message.indexOf(marker);
  if (at < 0) return { actions: [], outcome: { kind: "broken", message } };
  const state = stateSchema.parse(JSON.parse(message.slice(at + marker.length)));
  return {
    actions: flatten(state.actions),
    outcome: { kind: "threw", message: typeof state.error === "string" ? state.error : null },
    customStatus: state.customStatus,
  };
}

/** From replay schema V2 on the outer array has exactly one element. */
function flatten(actions: readonly (readonly Action[])[]): readonly Action[] {
  const [only, ...more] = actions;
  if (only === undefined || more.length > 0) {
    throw new Error(`The SDK answered ${actions.length} lists of actions where one is expected.`);
  }
  return only;
}
