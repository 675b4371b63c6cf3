// Who comes, when, and what for: the callers of a run, drawn from a seed. Plain data, so that a run
// that ends badly can be looked at, and the same crowd sent again.

import { seededRandom } from "../../simulator/random.ts";
import type { Random } from "../../simulator/random.ts";
import type { LeaseMode } from "../../src/contracts/lease-messages.ts";
import { sizes } from "./place.ts";
import type { MachinePlace, Place } from "./place.ts";

export type CallerPlan = OperationPlan | HoldPlan;

interface Arrival {
  readonly name: string;
  /** After the beginning, in the time of Azure. */
  readonly atMs: number;
  /** As which of the known principals it asks. */
  readonly principal: number;
  readonly key: string;
  /** How many of the answers to its request it does not wait for. */
  readonly losesAnswers: number;
}

/** Asks for a resize. */
export interface OperationPlan extends Arrival {
  readonly kind: "operation";
  readonly machine: MachinePlace;
  /** The machine's ID as this caller spells it. */
  readonly spelling: string;
  readonly size: string;
  readonly whenBusy: "queue" | "join" | "reject";
  readonly dryRun: boolean;
}

/** Takes a lease from outside and writes to Azure by itself, as a principal of its own. */
export interface HoldPlan extends Arrival {
  readonly kind: "hold";
  /** Its name in Azure. */
  readonly writesAs: string;
  readonly resources: readonly { readonly resourceId: string; readonly mode: LeaseMode }[];
  readonly whenBusy: "queue" | "reject";
  readonly durationMs: number;
  /** What must hold before it is granted; null for what the service takes for right. */
  readonly until: readonly string[] | null;
  /** Deallocates and starts each of these, or starts and deallocates, as it finds it. */
  readonly writesTo: readonly string[];
  /** How long it holds beyond its writes. */
  readonly lingersMs: number;
  /** How it ends; whoever dies says nothing more, in the middle of its writes where it has any. */
  readonly end: "release" | "die";
}

export interface CrowdOptions {
  readonly seed: number;
  readonly callers: number;
  readonly place: Place;
  /** In which they arrive. */
  readonly arrivalMs: number;
  readonly principals: number;
  /** Whether tools from outside take part. */
  readonly holds: boolean;
}

/** How many of a hundred callers hold something from outside. */
const holdersOfHundred = 30;

export function crowdOf(options: CrowdOptions): readonly CallerPlan[] {
  const draw = new Draw(options.seed);
  const plans: CallerPlan[] = [];
  while (plans.length < options.callers) {
    const isHold = options.holds && draw.is(holdersOfHundred / 100);
    const made = isHold
      ? [holdOf(draw, options, plans.length)]
      : operationsOf(draw, options, plans);
    plans.push(...made.slice(0, options.callers - plans.length));
  }
  return plans;
}

/** One caller, or two that send the same key at the same moment. */
function operationsOf(
  draw: Draw,
  options: CrowdOptions,
  before: readonly CallerPlan[],
): readonly OperationPlan[] {
  const machine = draw.of(options.place.machines);
  const dryRun = draw.is(0.1);
  const plan: OperationPlan = {
    kind: "operation",
    ...arrivalOf(draw, options, before.length),
    machine,
    spelling: draw.spelling(machine.id),
    size: draw.of(sizes),
    whenBusy: draw.of(["queue", "queue", "queue", "join", "join", "reject"] as const),
    dryRun,
  };
  if (!draw.is(0.15)) return [plan];
  const twin = { ...plan, name: nameOf(before.length + 1), losesAnswers: draw.below(2) };
  return [plan, twin];
}

function holdOf(draw: Draw, options: CrowdOptions, index: number): HoldPlan {
  const arrival = arrivalOf(draw, options, index);
  return {
    kind: "hold",
    ...arrival,
    writesAs: `tool-${arrival.name}`,
    whenBusy: draw.is(0.2) ? "reject" : "queue",
    durationMs: 60_000 * (2 + draw.below(3)),
    lingersMs: 1000 * (5 + draw.below(25)),
    end: draw.is(0.15) ? "die" : "release",
    ...holdingOf(draw, options.place),
  };
}

/** What it holds, and what it writes to under that. */
function holdingOf(draw: Draw, place: Place): Pick<HoldPlan, "resources" | "until" | "writesTo"> {
  const machine = draw.of(place.machines);
  const exclusive = (...ids: readonly string[]) =>
    ids.map((resourceId) => ({ resourceId, mode: "exclusive" as const }));
  switch (draw.below(10)) {
    case 0:
      // There is no extension yet that could be waited for.
      return { resources: exclusive(machine.extensionId), until: [], writesTo: [] };
    case 1:
      return { resources: exclusive(machine.diskId), until: null, writesTo: [] };
    case 2:
      return { resources: exclusive(machine.group.id), until: null, writesTo: [machine.id] };
    case 3:
      return {
        resources: [{ resourceId: machine.group.id, mode: "intent" }],
        until: null,
        writesTo: [],
      };
    case 4:
    case 5: {
      const other = draw.of(place.machines);
      const both = [...new Set([machine.id, other.id])];
      return { resources: exclusive(...both), until: null, writesTo: both };
    }
    default:
      return { resources: exclusive(machine.id), until: null, writesTo: [machine.id] };
  }
}

function arrivalOf(draw: Draw, options: CrowdOptions, index: number): Arrival {
  return {
    name: nameOf(index),
    atMs: draw.below(options.arrivalMs),
    principal: draw.below(options.principals),
    key: `${options.seed}-${nameOf(index)}`,
    losesAnswers: draw.is(0.2) ? 1 + draw.below(2) : 0,
  };
}

function nameOf(index: number): string {
  return `caller-${String(index + 1).padStart(3, "0")}`;
}

class Draw {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  is(probability: number): boolean {
    return this.#random.next() < probability;
  }

  below(limit: number): number {
    return Math.floor(this.#random.next() * limit);
  }

  of<T>(options: readonly T[]): T {
    const drawn = options[this.below(options.length)];
    if (drawn === undefined) throw new Error("There is nothing to draw from.");
    return drawn;
  }

  /** ARM does not mind letter case, and people do not keep to one. */
  spelling(id: string): string {
    if (this.is(0.7)) return id;
    return this.is(0.5) ? id.toLowerCase() : id.replace("/resourceGroups/", "/RESOURCEGROUPS/");
  }
}
