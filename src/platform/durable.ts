// What orchestrators say to Durable Functions, typed from the name tables in `contracts`. It is the
// only code that casts what the SDK hands back, and it keeps the rules that the SDK does not:
//
// D1. Results and inputs are frozen. The SDK keeps references until the episode ends, so an object
//     changed after a call would change the call that was made with it.
// D2. Every activity and entity call is tried again a few times with durable timers between. Nothing
//     else retries one whose worker died, and all of them may run twice. `RetryOptions` is not used:
//     its time-out can leave an instance running for ever.
// D3. A timer that lost a race is cancelled; left alone it keeps the instance alive until it fires.
// D4. Only Error objects are thrown; a thrown string leaves the instance running for ever.

import * as df from "durable-functions";
import type { OrchestrationContext as SdkContext, Task } from "durable-functions";
import type { Activities, Entities, Orchestrations } from "../contracts/function-names.ts";
import type { OperationProgress } from "../contracts/http-shapes.ts";
import type { ToolLeaseProgress } from "../contracts/tool-lease-messages.ts";
import { addMs, earlierOf, instantOf, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { boundedProgress } from "./durable-progress.ts";
import { frozen } from "./durable-values.ts";

export type OrchestrationContext = SdkContext;

/** A phase of an orchestrator: yields tasks, is run with `yield*`, returns its result. */
export type Workflow<T> = Generator<Task, T, unknown>;

/** Something that can be started, alone or together with others. */
export interface Call<T> {
  /** For messages: what was called. */
  readonly what: string;
  readonly start: (context: OrchestrationContext) => Task;
  /** Never set; it carries the type of the answer. */
  readonly answers?: T;
}

/** Waits before a call is made again after it failed; together long enough for a worker, a host or a
 * storage account to come back, and far shorter than a lease. */
const retryDelaysMs = [1_000, 5_000, 15_000, 60_000, 180_000] as const;

/** Longer timers are sliced by the host in ways that differ between its versions. */
const waitMaxMs = 24 * 60 * 60 * 1000;

/** A call failed as often as it may. The outside world's refusals are answers, so this is a fault of
 * ours or of the platform. */
export class CallFault extends Error {
  override readonly name = "CallFault";
}

export function activity<N extends keyof Activities>(
  name: N,
  input: Activities[N]["input"],
): Call<Activities[N]["output"]> {
  const kept = frozen(input);
  return { what: `activity ${name}`, start: (context) => context.df.callActivity(name, kept) };
}

export function entity<
  E extends keyof Entities,
  C extends keyof Entities[E]["commands"] & keyof Entities[E]["answers"] & string,
>(
  name: E,
  key: string,
  command: C,
  input: Entities[E]["commands"][C],
): Call<Entities[E]["answers"][C]> {
  const kept = frozen(input);
  return {
    what: `command ${command} of entity ${name}`,
    start: (context) => context.df.callEntity(new df.EntityId(name, key), command, kept),
  };
}

/** Makes one call and answers its result. Throws a CallFault when it keeps failing. */
export function* call<T>(context: OrchestrationContext, one: Call<T>): Workflow<T> {
  const result = yield* persistently(context, one.what, () => one.start(context));
  assertValid(one.what, result);
  // The name tables say what the function answers; payloads are JSON values on both sides.
  return frozen(result as T);
}

/** Makes calls at the same time and answers their results in order. Throws a CallFault when one of
 * them keeps failing; then all are made again, because each may run twice. */
export function* all<T extends readonly Call<unknown>[]>(
  context: OrchestrationContext,
  calls: readonly [...T],
): Workflow<{ readonly [I in keyof T]: T[I] extends Call<infer A> ? A : never }> {
  const what = calls.map((each) => each.what).join(" and ");
  const results = yield* persistently(context, what, () =>
    context.df.Task.all(calls.map((each) => each.start(context))),
  );
  if (!Array.isArray(results)) throw new CallFault(`The ${what} answered no list.`);
  calls.forEach((each, index) => assertValid(each.what, results[index]));
  // As in `call`, once per element and in order.
  return frozen(
    results as unknown as { readonly [I in keyof T]: T[I] extends Call<infer A> ? A : never },
  );
}

/** Makes calls of two sorts at the same time and answers the results of each sort by themselves. */
export function* allInTwo<A, B>(
  context: OrchestrationContext,
  ones: readonly Call<A>[],
  others: readonly Call<B>[],
): Workflow<{ readonly ones: readonly A[]; readonly others: readonly B[] }> {
  const results = yield* all(context, [...ones, ...others]);
  // They come in the order of the calls.
  return {
    ones: results.slice(0, ones.length) as readonly A[],
    others: results.slice(ones.length) as readonly B[],
  };
}

/** Runs a child orchestration to its end. The ID must be one that no other child of this or of an
 * earlier execution of the instance has: a terminated parent leaves its children running. */
export function* callSubOrchestration<N extends keyof Orchestrations>(
  context: OrchestrationContext,
  name: N,
  child: { readonly id: string; readonly input: Orchestrations[N]["input"] },
): Workflow<Orchestrations[N]["output"]> {
  const kept = frozen(child.input);
  try {
    const result = yield context.df.callSubOrchestrator(name, kept, child.id);
    return frozen(result as Orchestrations[N]["output"]);
  } catch (thrown) {
    throw new CallFault(`The orchestration ${name} (${child.id}) failed.`, { cause: thrown });
  }
}

/** The orchestration's clock: moves with each episode, never within one. */
export function now(context: OrchestrationContext): Instant {
  return instantOf(context.df.currentUtcDateTime.getTime());
}

/** Waits until the instant, or not at all when it has passed. The host may wake up to a second
 * early, so whoever needs the instant itself compares again. */
export function* sleepUntil(context: OrchestrationContext, instant: Instant): Workflow<void> {
  while (isBefore(now(context), instant)) {
    const slice = earlierOf(instant, addMs(now(context), waitMaxMs));
    yield context.df.createTimer(new Date(slice));
    if (slice === instant) return;
  }
}

/** Waits for an event, at the longest until the instant and never longer than a day: an event is a
 * hint, and whoever waits asks again. Each wait needs an event name of its own, because an abandoned
 * wait eats the next event of its name. */
export function* waitForEvent(
  context: OrchestrationContext,
  name: string,
  until: Instant,
): Workflow<"raised" | "timeout"> {
  if (!isBefore(now(context), until)) return "timeout";
  const event = context.df.waitForExternalEvent(name);
  const timer = context.df.createTimer(new Date(earlierOf(until, addMs(now(context), waitMaxMs))));
  const winner = yield context.df.Task.any([event, timer]);
  if (winner !== event) return "timeout";
  if (!timer.isCompleted) timer.cancel();
  return "raised";
}

/** Ends this generation; the next one starts with a fresh history. Whoever calls it returns at once. */
export function continueAsNew(context: OrchestrationContext, input: unknown): void {
  context.df.continueAsNew(frozen(input));
}

/** Tells how far the operation is; cut to what a custom status may hold. */
export function setProgress(context: OrchestrationContext, progress: OperationProgress): void {
  context.df.setCustomStatus(boundedProgress(progress));
}

/** Tells how far a tool's lease is; bounded by what it is made of. */
export function setToolLeaseProgress(
  context: OrchestrationContext,
  progress: ToolLeaseProgress,
): void {
  context.df.setCustomStatus(progress);
}

/** Logs once and not again in each replay. */
export function logOnce(context: OrchestrationContext, sentence: string): void {
  if (!context.df.isReplaying) context.info(`${context.df.instanceId}: ${sentence}`);
}

/** An entity answers `invalid` to what it cannot carry out at all; sending it again cannot help. */
function assertValid(what: string, result: unknown): void {
  if (typeof result !== "object" || result === null || !("kind" in result)) return;
  if (result.kind !== "invalid") return;
  const problem = "problem" in result ? String(result.problem) : "";
  throw new CallFault(`The ${what} was not understood: ${problem}`);
}

function* persistently(
  context: OrchestrationContext,
  what: string,
  start: () => Task,
): Workflow<unknown> {
  let failure: unknown;
  for (const delayMs of [0, ...retryDelaysMs]) {
    if (delayMs > 0) yield* sleepUntil(context, addMs(now(context), delayMs));
    try {
      return yield start();
    } catch (thrown) {
      failure = thrown;
      logOnce(context, `The ${what} failed and is tried again.`);
    }
  }
  throw new CallFault(`The ${what} failed ${retryDelaysMs.length + 1} times.`, { cause: failure });
}
