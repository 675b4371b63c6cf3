// One entity as its senders meet it: commands and states go through JSON, as they do between hosts,
// and are frozen, so that a reducer that changes what it was given fails. Beside it the builders of
// owners and of the commands that most tests send.

import type { EntityDefinition } from "../../src/contracts/entity-definition.ts";
import type { Entities } from "../../src/contracts/function-names.ts";
import type {
  LeaseCommands,
  LeaseOwner,
  OpenOperation,
} from "../../src/contracts/lease-messages.ts";
import type { TurnCommands } from "../../src/contracts/turn-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";

export const start: Instant = "2026-01-05T08:00:00.000Z";
export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;
export const resourceId =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01";

/** So many milliseconds after the start of the test's time. */
export function after(ms: number): Instant {
  return addMs(start, ms);
}

type Commands<Name extends keyof Entities> = Entities[Name]["commands"];
type Answers<Name extends keyof Entities> = Entities[Name]["answers"];

export class EntityScene<Name extends keyof Entities> {
  state: unknown = null;
  readonly #definition: EntityDefinition;

  constructor(name: Name, definition: EntityDefinition) {
    if (definition.name !== name) throw new Error(`This is the definition of ${definition.name}.`);
    this.#definition = definition;
  }

  send<Command extends keyof Commands<Name> & keyof Answers<Name> & string>(
    command: Command,
    input: Commands<Name>[Command],
  ): Answers<Name>[Command] {
    return this.sendUnchecked(command, input) as Answers<Name>[Command];
  }

  sendUnchecked(command: string, input: unknown): unknown {
    const before = JSON.stringify(this.state);
    const result = this.#definition.apply(frozen(json(this.state)), command, frozen(json(input)));
    this.state = json(result.state);
    const answer = json(result.answer);
    if (JSON.stringify(result.state) === undefined) throw new Error("A state is JSON or null.");
    if ((answer as { kind?: string } | null)?.kind === "invalid") {
      if (JSON.stringify(this.state) !== before) throw new Error("Invalid, and yet it changed.");
    }
    return answer;
  }
}

export function anOwner(name: string, changes: Partial<LeaseOwner> = {}): LeaseOwner {
  return {
    id: `op-${name}:start-1`,
    operationId: `op-${name}`,
    instanceId: `op-${name}`,
    kind: "vm-resize",
    principal: { id: `local:${name}`, name },
    purpose: `resize for ${name}`,
    ...changes,
  };
}

let commands = 0;

/** Greater with each call, as the numbers of one owner's commands are. */
export function nextCommand(): number {
  commands += 1;
  return commands;
}

export function anAcquire(
  name: string,
  at: Instant,
  changes: Partial<LeaseCommands["acquire"]> = {},
): LeaseCommands["acquire"] {
  return {
    resourceId,
    mode: "exclusive",
    owner: anOwner(name),
    commandId: nextCommand(),
    whenBusy: "queue",
    at,
    leaseMs: 15 * minute,
    waitEvent: `lease-for-${name}`,
    waitUntil: addMs(at, 6 * hour),
    ...changes,
  };
}

export function anOpenOperation(
  stepId: string,
  at: Instant,
  changes: Partial<OpenOperation> = {},
): OpenOperation {
  return {
    stepId,
    write: { kind: "vm-deallocate", resourceId },
    clientRequestId: `request-${stepId}-1`,
    intendedAt: at,
    address: null,
    undoCommands: [`az vm start --ids ${resourceId}`],
    ...changes,
  };
}

export function anEnter(
  name: string,
  at: Instant,
  changes: Partial<Omit<TurnCommands["enter"], "ticket">> & {
    readonly ticket?: Partial<TurnCommands["enter"]["ticket"]>;
  } = {},
): TurnCommands["enter"] {
  const { ticket, ...rest } = changes;
  return {
    resourceId,
    ticket: {
      owner: anOwner(name),
      effectDigest: digestOf(name),
      dryRun: false,
      holdUntil: addMs(at, 6 * hour),
      ...ticket,
    },
    whenBusy: "queue",
    at,
    waitEvent: `turn-for-${name}`,
    ...rest,
  };
}

/** 64 hex digits that differ with the text. */
export function digestOf(text: string): string {
  return Buffer.from(text, "utf8")
    .toString("hex")
    .padStart(64, "0")
    .slice(-64)
    .split("")
    .toReversed()
    .join("");
}

function json(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function frozen(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
