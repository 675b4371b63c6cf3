// Refusals drawn from a seed: of any kind, in any manner, at any of the writes of a resize, the undo's too;
// and what has to hold of the operation that met them, however they come together.

import type { Fault } from "../../simulator/fault.ts";
import type { Random } from "../../simulator/random.ts";
import * as azure from "./azure-says.ts";
import type { Words } from "./azure-says.ts";
import { newSize, oldSize, writeMatch } from "./fault-scene.ts";
import type { Resized } from "./fault-scene.ts";

const stopping = [
  azure.locked,
  azure.forbiddenByPolicy,
  azure.noQuota,
  azure.noRoom,
  azure.noRight,
  azure.badRequest,
] as const;

const passing = [
  azure.neighbourBusy,
  azure.nicReserved,
  azure.preempted,
  azure.tooMany,
  azure.stale,
  azure.generalized,
  azure.sizeNotHere,
  azure.nicMissing,
  azure.taken,
  azure.serviceTrouble,
  azure.neverHeard,
] as const;

type Manner = (says: Words) => Fault["effect"];

const manners: readonly [Manner, ...Manner[]] = [
  (says) => azure.atOnce(says),
  (says) => azure.atOnce({ ...says, status: 503 }),
  (says) => azure.atOnce({ ...says, status: 200 }),
  (says) => azure.wrapped(says),
  (says) => azure.late(says),
  (says) => azure.late(says, { takesEffect: true }),
  (says) => azure.lateAndPlain(says, { status: "Canceled" }),
];

const writes = [writeMatch.deallocate, writeMatch.resize, writeMatch.start] as const;

export function someRefusals(random: Random): readonly Fault[] {
  const count = random.pick([2, 3, 4, 5]);
  return Array.from({ length: count }, () => {
    const says = random.pick([...stopping, ...passing]);
    return {
      match: random.pick<Fault["match"]>(writes),
      occurrence: { nth: random.pick([1, 2]) },
      effect: random.pick(manners)(says),
    };
  });
}

/** What is wrong with how it ended. It is as it was wanted, as it was found, or told with the commands
 * that a person needs. */
export function wrongsOf({ report, system }: Resized): readonly string[] {
  const { size, power } = system.vm();
  const { outcome, commands, nextAction } = report;
  const state = `${size} ${power}`;
  const goal = outcome === "succeeded" ? newSize : oldSize;
  const ends = ["succeeded", "refused", "conflict", "failed", "stuck"];
  return [
    ends.includes(outcome) ? null : `it ended as ${outcome}`,
    outcome === "stuck" || state === `${goal} running` ? null : `${outcome} leaves it ${state}`,
    outcome !== "stuck" || commands.length > 0 ? null : "it is stuck without commands",
    outcome === "succeeded" || nextAction !== null ? null : `${outcome} says nothing to do`,
    outcome === "succeeded" || report.class !== null ? null : `${outcome} has no class`,
    ...takenApartLate({ report, system }),
  ].filter((wrong) => wrong !== null);
}

/** Once it is being put back, nothing is taken apart any more. */
function takenApartLate({ report, system }: Pick<Resized, "report" | "system">): readonly string[] {
  const undoing = report.timeline.find(({ event }) => event === "undoing");
  if (undoing === undefined) return [];
  return system.exchanges
    .filter(({ startedAt }) => startedAt > undoing.at)
    .filter(
      ({ request }) =>
        request.url.includes("/deallocate?") || JSON.stringify(request.body).includes(newSize),
    )
    .map(({ request, startedAt }) => `${request.method} at ${startedAt}, after the undo began`);
}
