// Makes an entity definition of reducers: reads the state and the command, and answers what cannot be
// read with `invalid`. The one place where unknown values become typed ones.

import type { z } from "zod";
import type { EntityDefinition, EntityResult, StateRead } from "../contracts/entity-definition.ts";
import type { Entities } from "../contracts/function-names.ts";
import { problemOf } from "../contracts/stored-state.ts";
import type { Reduction } from "../leases/reduction.ts";

/** A reducer with the reading of its input in front of it. */
export type CommandHandler<State> = (
  state: State | null,
  input: unknown,
) =>
  | { readonly ok: true; readonly result: Reduction<State, unknown> }
  | { readonly ok: false; readonly problem: string };

export function commandHandler<State, Input>(
  schema: z.ZodType<Input>,
  reduce: (state: State | null, input: Input) => Reduction<State, unknown>,
): CommandHandler<State> {
  return (state, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { ok: false, problem: problemOf(parsed.error) };
    return { ok: true, result: reduce(state, parsed.data) };
  };
}

export function defineEntity<Name extends keyof Entities, State>(options: {
  readonly name: Name;
  readonly readState: (raw: unknown) => StateRead<State>;
  /** How a state is kept, where that is not as the reducers see it. */
  readonly writeState?: (state: State) => unknown;
  /** One for each command of the entity. */
  readonly commands: Readonly<
    Record<keyof Entities[Name]["commands"] & string, CommandHandler<State>>
  >;
}): EntityDefinition {
  const { name, readState, writeState = (state: State): unknown => state } = options;
  const handlers = new Map<string, CommandHandler<State>>(Object.entries(options.commands));
  const apply = (raw: unknown, command: string, input: unknown): EntityResult => {
    const invalid = (problem: string): EntityResult => ({
      state: raw ?? null,
      answer: { kind: "invalid", problem },
    });
    const handler = handlers.get(command);
    if (handler === undefined)
      return invalid(`${name} knows no command "${command.slice(0, 60)}".`);
    const state = readState(raw);
    if (!state.ok) return invalid(state.problem);
    const handled = handler(state.state, input);
    if (!handled.ok) return invalid(`${name}.${command}: ${handled.problem}`);
    const { state: kept, answer } = handled.result;
    return { state: kept === null ? null : writeState(kept), answer };
  };
  return { name, apply };
}
