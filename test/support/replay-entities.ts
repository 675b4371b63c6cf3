// The app's own entities in memory, for orchestrations that run without a host.

import type { EntityDefinition } from "../../src/contracts/entity-definition.ts";
import { overTheWire } from "./replay-engine.ts";

export interface EntityCommand {
  readonly entity: string;
  readonly key: string;
  readonly command: string;
  readonly input: unknown;
}

export class ReplayEntities {
  readonly #definitions: readonly EntityDefinition[];
  readonly #states = new Map<string, unknown>();

  constructor(definitions: readonly EntityDefinition[]) {
    this.#definitions = definitions;
  }

  state(entity: string, key: string): unknown {
    return this.#states.get(`${entity}@${key}`) ?? null;
  }

  tell(command: EntityCommand): unknown {
    const { entity, key, input } = command;
    const definition = this.#definitions.find((each) => each.name === entity);
    if (definition === undefined) throw new Error(`There is no entity ${entity}.`);
    const { state, answer } = definition.apply(
      overTheWire(this.state(entity, key)),
      command.command,
      overTheWire(input),
    );
    this.#states.set(`${entity}@${key}`, overTheWire(state));
    return overTheWire(answer);
  }

  /** What an orchestrator's action asks of which entity; entity names travel in lower case. */
  commandOf(action: {
    readonly entityId: string;
    readonly operation: string;
    readonly input: unknown;
  }): EntityCommand {
    const [, name = "", key = ""] = action.entityId.split("@");
    const definition = this.#definitions.find(
      (each) => each.name.toLowerCase() === name.toLowerCase(),
    );
    if (definition === undefined) throw new Error(`There is no entity ${name}.`);
    const input = overTheWire(action.input);
    return { entity: definition.name, key, command: action.operation, input };
  }
}
