// What is remembered of one operation: the commands of the record entity. It is kept after the
// operation's end, and after the history of its orchestration is gone.
//
// M1. One request: whoever comes under the same ID with another digest is turned away.
// M2. One start goes on. Only one execution of an instance ID can be alive, so the one that claims
//     last is the living one; what an earlier one still says is not heard.
// M3. An outcome that was told is kept. A final one never changes; one that was not final is replaced
//     by the final one only.
// M4. Who watches is woken by whatever outcome is told first, and again by the final one.
// M5. The same command said twice leaves the same state and is answered the same.
// M6. What may have been sent is kept over the death of the execution that sent it: the next one is
//     told the steps, and the machine as it was before the first of them.
// M7. Whoever wants it to stop first is kept, over the death of an execution too; no step is noted after
//     that.

import type { InvalidCommand } from "../contracts/entity-definition.ts";
import type { RecordAnswers, RecordCommands } from "../contracts/operation-record-messages.ts";
import { recordViewOf } from "../contracts/record-state.ts";
import type { RecordState } from "../contracts/record-state.ts";
import type { Reduction } from "./reduction.ts";

/** Watchers beyond these are answered like the others but not woken: they learn of the outcome when
 * they ask again, which every watcher does, because a wake-up may be lost. */
const watchersMax = 200;

export function claim(
  state: RecordState | null,
  command: RecordCommands["claim"],
): Reduction<RecordState, RecordAnswers["claim"]> {
  const { request, at } = command;
  if (state === null) {
    const claimed: RecordState = {
      version: 1,
      request,
      claimedAt: at,
      again: false,
      report: null,
      final: false,
      watchers: [],
    };
    return { state: claimed, answer: claimedAs(claimed) };
  }
  if (state.request.requestDigest !== request.requestDigest) {
    return { state, answer: { kind: "other-request" } }; // M1
  }
  if (state.final && state.report !== null) {
    return { state, answer: { kind: "ended", report: state.report } };
  }
  if (state.request.startToken === request.startToken) {
    return { state, answer: claimedAs(state) }; // M5
  }
  const taken: RecordState = { ...state, request, again: true }; // M2
  return { state: taken, answer: claimedAs(taken) };
}

/** M6. */
function claimedAs(state: RecordState): RecordAnswers["claim"] {
  const { again, found, steps } = state;
  return { kind: "claimed", again, found: found ?? null, steps: steps ?? [] };
}

/** Notes a step before it is sent, with the machine as it was before the first one that counts. One
 * that was noted before stays as it was first planned and becomes the newest: undone is in the opposite
 * order of what was sent last. */
export function noteStep(
  state: RecordState | null,
  command: RecordCommands["noteStep"],
): Reduction<RecordState, RecordAnswers["noteStep"] | InvalidCommand> {
  if (state === null) {
    const problem = "An operation that nobody has claimed cannot send a step.";
    return { state: null, answer: { kind: "invalid", problem } };
  }
  if (state.request.startToken !== command.startToken) {
    return { state, answer: { kind: "superseded" } }; // M2
  }
  const { cancelled } = state;
  if (cancelled !== undefined) return { state, answer: { kind: "stop", cancelled } }; // M7
  const { keeps } = command;
  const noted = state.steps ?? [];
  const steps = keeps === undefined ? noted : noted.filter((step) => keeps.includes(step.id));
  const first = steps.find((step) => step.id === command.step.id);
  const others = steps.filter((step) => step !== first);
  return {
    state: {
      ...state,
      found: steps.length > 0 ? (state.found ?? command.found) : command.found,
      steps: [...others, first ?? command.step],
    },
    answer: { kind: "noted" },
  };
}

export function complete(
  state: RecordState | null,
  command: RecordCommands["complete"],
): Reduction<RecordState, RecordAnswers["complete"] | InvalidCommand> {
  if (state === null) {
    const problem = "An operation that nobody has claimed cannot have an outcome.";
    return { state: null, answer: { kind: "invalid", problem } };
  }
  const { startToken, report, final } = command;
  if (state.request.startToken !== startToken) {
    return { state, answer: { kind: "noted", wake: [] } }; // M2
  }
  const isKept = state.final || (state.report !== null && !final);
  return {
    state: isKept ? state : { ...state, report, final }, // M3
    answer: { kind: "noted", wake: state.watchers }, // M4
  };
}

export function cancel(
  state: RecordState | null,
  command: RecordCommands["cancel"],
): Reduction<RecordState, RecordAnswers["cancel"]> {
  if (state === null) return { state: null, answer: { kind: "unknown-operation" } };
  if (state.final) return { state, answer: { kind: "ended" } };
  const { by, at } = command;
  return {
    state: { ...state, cancelled: state.cancelled ?? { by, at } }, // M7
    answer: { kind: "cancelling" },
  };
}

export function mayGoOn(
  state: RecordState | null,
  _command: RecordCommands["mayGoOn"],
): Reduction<RecordState, RecordAnswers["mayGoOn"]> {
  const cancelled = state?.cancelled;
  return {
    state,
    answer: cancelled === undefined ? { kind: "go-on" } : { kind: "stop", cancelled },
  };
}

/** Asks for the outcome. A later wait of the same orchestration takes the place of its earlier one. */
export function watch(
  state: RecordState | null,
  command: RecordCommands["watch"],
): Reduction<RecordState, RecordAnswers["watch"]> {
  if (state === null) return { state: null, answer: { kind: "unknown-operation" } };
  if (state.report !== null) return { state, answer: { kind: "ended", report: state.report } };
  const { waiter } = command;
  const others = state.watchers.filter((other) => other.instanceId !== waiter.instanceId);
  const watchers = others.length < watchersMax ? [...others, waiter] : others;
  return { state: { ...state, watchers }, answer: { kind: "watching" } };
}

export function read(
  state: RecordState | null,
  _command: RecordCommands["read"],
): Reduction<RecordState, RecordAnswers["read"]> {
  return { state, answer: recordViewOf(state) };
}
