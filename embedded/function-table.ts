/**
 * The app's functions by what triggers them. Durable names ignore letter case, as in the extension.
 * A trigger or binding that this host cannot serve is refused when the app loads, not when it fires.
 */
import type { RegisteredFunction } from "./functions-core.ts";
import { triggerOf } from "./invocation.ts";

export interface FunctionTable {
  readonly all: readonly { readonly name: string; readonly type: string }[];
  readonly http: readonly RegisteredFunction[];
  readonly timers: readonly RegisteredFunction[];
  readonly eventGrid: readonly RegisteredFunction[];
  readonly orchestrators: NameMap;
  readonly activities: NameMap;
  readonly entities: NameMap;
}

/** A map whose names ignore letter case. */
export class NameMap {
  readonly #kind: string;
  readonly #byName = new Map<string, RegisteredFunction>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  add(target: RegisteredFunction): void {
    this.#byName.set(target.metadata.name.toLowerCase(), target);
  }

  find(name: string): RegisteredFunction | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The extension's own text for a name that is not there. */
  missing(name: string): string {
    const known = [...this.#byName.values()].map((each) => `'${each.metadata.name}'`);
    const list =
      known.length === 0
        ? `No ${this.#kind} functions are currently registered!`
        : `The following are the known ${this.#kind} functions: ${known.join(", ")}.`;
    return `The function '${name}' doesn't exist, is disabled, or is not an ${this.#kind} function. Additional info: ${list}`;
  }
}

/** Input bindings beside the trigger that this host can fill. */
const servedInputs = new Set(["durableclient", "orchestrationclient"]);

export function tabulate(functions: readonly RegisteredFunction[]): FunctionTable {
  const table = {
    all: functions.map((each) => ({
      name: each.metadata.name,
      type: triggerOf(each).binding.type,
    })),
    http: [] as RegisteredFunction[],
    timers: [] as RegisteredFunction[],
    eventGrid: [] as RegisteredFunction[],
    orchestrators: new NameMap("orchestrator"),
    activities: new NameMap("activity"),
    entities: new NameMap("entity"),
  };
  for (const each of functions) {
    refuseUnservedBindings(each);
    switch (triggerOf(each).binding.type) {
      case "httpTrigger":
        table.http.push(each);
        break;
      case "timerTrigger":
        table.timers.push(each);
        break;
      case "eventGridTrigger":
        table.eventGrid.push(each);
        break;
      case "orchestrationTrigger":
        table.orchestrators.add(each);
        break;
      case "activityTrigger":
        table.activities.add(each);
        break;
      case "entityTrigger":
        table.entities.add(each);
        break;
      default:
        throw new Error(
          `Function ${each.metadata.name} has the trigger ${triggerOf(each).binding.type}, which the embedded host cannot serve.`,
        );
    }
  }
  return table;
}

function refuseUnservedBindings(target: RegisteredFunction): void {
  const trigger = triggerOf(target).name;
  for (const [name, binding] of Object.entries(target.metadata.bindings)) {
    if (name === trigger || name === "$return") continue;
    if (binding.direction === "in" && servedInputs.has(binding.type.toLowerCase())) continue;
    throw new Error(
      `Function ${target.metadata.name} has the binding ${name} of type ${binding.type} (${binding.direction}), which the embedded host cannot serve.`,
    );
  }
}
