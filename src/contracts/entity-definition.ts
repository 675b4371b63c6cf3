// What an entity is before the durable runtime knows of it: a name and a pure function. The adapters
// in `src/entities` make definitions; `src/platform` registers them and moves state and answers.
//
// E1. `apply` is pure and does not throw: what it cannot read or does not know it answers with
//     `invalid` and leaves the state as it was. An error thrown in an entity reaches its caller
//     without a message, and does not take back the state that was set before it.

import type { Entities } from "./function-names.ts";

export interface EntityResult {
  /** The state to be kept, JSON; null removes the entity. */
  readonly state: unknown;
  readonly answer: unknown;
}

export interface EntityDefinition {
  readonly name: keyof Entities;
  /** The state is what was kept last, null or undefined where there is none. */
  apply(state: unknown, command: string, input: unknown): EntityResult;
}

/** The answer to a command that cannot be carried out at all: a fault of the sender, never of the
 * situation. */
export interface InvalidCommand {
  readonly kind: "invalid";
  readonly problem: string;
}

/** What a reader of committed state found: the state, none, or something that it cannot read. */
export type StateRead<State> =
  | { readonly ok: true; readonly state: State | null }
  | { readonly ok: false; readonly problem: string };
