// Walks over the leases and turns and finds those that a sweep has to visit. Reads committed states and
// the owners' statuses, and writes nothing; it is run by the timer, and by the sweep itself, which goes
// on from page to page.
//
// Bounded: it ends with the first page on which something was found or after a number of pages, and on a
// page it asks about so many owners only. Of each entity the first in line are asked about in any case, as
// they are in somebody's way; of those behind them some, others from one minute to the next.

import type { OrchestrationPort } from "../contracts/orchestration-port.ts";
import { readLeaseState } from "../contracts/stored-lease.ts";
import { sweptEntities } from "../contracts/sweep-messages.ts";
import type {
  SurveyAnswer,
  SurveyInput,
  SweepFinding,
  SweepPlace,
} from "../contracts/sweep-messages.ts";
import { readTurnState } from "../contracts/turn-state.ts";
import { epochMsOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import {
  leaseNeedsSweep,
  leaseOwnersToAsk,
  turnNeedsSweep,
  turnOwnersToAsk,
} from "../leases/sweep-needs.ts";
import type { PresentOwner } from "../leases/sweep-needs.ts";
import { LivingOwners } from "./living-owners.ts";
import type { OwnerPorts } from "./living-owners.ts";

export interface SurveyPorts extends OwnerPorts {
  readonly orchestrations: Pick<OrchestrationPort, "status" | "entityState" | "entityPage">;
}

export const surveyLimits = {
  pageSize: 50,
  pagesMax: 40,
  ownersPerPage: 300,
  /** Of each entity at least, and at most. */
  ownersMin: 4,
  ownersMax: 20,
} as const;

const minuteMs = 60_000;

interface Present {
  readonly key: string;
  readonly owners: readonly PresentOwner[];
  readonly needsSweep: (dead: readonly string[]) => boolean;
}

export function createSurveyLeases(
  ports: SurveyPorts,
): (input: SurveyInput) => Promise<SurveyAnswer> {
  return async ({ from }) => {
    const living = new LivingOwners(ports);
    let place = from;
    let unreadable = 0;
    for (let pages = 1; ; pages += 1) {
      const page = await surveyPage(ports, living, place);
      unreadable += page.unreadable;
      const { found, next } = page;
      if (found.length > 0 || next === null || pages >= surveyLimits.pagesMax) {
        return { found, place, next, unreadable };
      }
      place = next;
    }
  };
}

async function surveyPage(
  { orchestrations, clock }: SurveyPorts,
  living: LivingOwners,
  { entity, from }: SweepPlace,
): Promise<Omit<SurveyAnswer, "place">> {
  const at = clock.now();
  // The states come first: whoever stands in one has been there, so a status that is read later and says
  // otherwise is news.
  const page = await orchestrations.entityPage({ entity, from, top: surveyLimits.pageSize });
  const read = page.entities.map(({ key, state }) => presentIn(entity, key, { state, at }));
  const present = read.filter((one) => one !== null);
  const share = shareOf(present);
  const gone = new Set(
    await living.deadAmong(present.flatMap(({ owners }) => sampleOf(owners, share, at))),
  );
  const found = present
    .map(({ key, owners, needsSweep }) => {
      const dead = owners.map(({ id }) => id).filter((id) => gone.has(id));
      return { finding: { entity, key, dead } satisfies SweepFinding, isDue: needsSweep(dead) };
    })
    .filter(({ isDue }) => isDue)
    .map(({ finding }) => finding);
  const next = page.next === null ? firstOfNext(entity) : { entity, from: page.next };
  return { found, next, unreadable: read.length - present.length };
}

/** Null for what cannot be understood. */
function presentIn(
  entity: SweepPlace["entity"],
  key: string,
  { state: raw, at }: { readonly state: unknown; readonly at: Instant },
): Present | null {
  const nothing: Present = { key, owners: [], needsSweep: () => false };
  if (entity === "resourceLease") {
    const read = readLeaseState(raw);
    if (!read.ok) return null;
    const { state } = read;
    if (state === null) return nothing;
    const needsSweep = (dead: readonly string[]) => leaseNeedsSweep(state, dead, at);
    return { key, owners: leaseOwnersToAsk(state, at), needsSweep };
  }
  const read = readTurnState(raw);
  if (!read.ok) return null;
  const { state } = read;
  if (state === null) return nothing;
  const needsSweep = (dead: readonly string[]) => turnNeedsSweep(state, dead, at);
  return { key, owners: turnOwnersToAsk(state, at), needsSweep };
}

/** About how many owners of each entity it is asked. */
function shareOf(present: readonly Present[]): number {
  const asked = present.filter(({ owners }) => owners.length > 0).length;
  const { ownersPerPage, ownersMin, ownersMax } = surveyLimits;
  const share = Math.floor(ownersPerPage / Math.max(asked, 1));
  return Math.min(Math.max(share, ownersMin), ownersMax);
}

/** The first half from the front, the rest from what follows, from a place that moves on each minute. */
function sampleOf(
  owners: readonly PresentOwner[],
  share: number,
  at: Instant,
): readonly PresentOwner[] {
  if (owners.length <= share) return owners;
  const front = Math.ceil(share / 2);
  const behind = owners.slice(front);
  const size = share - front;
  const from = (Math.floor(epochMsOf(at) / minuteMs) * size) % behind.length;
  return [...owners.slice(0, front), ...[...behind, ...behind].slice(from, from + size)];
}

function firstOfNext(entity: SweepPlace["entity"]): SweepPlace | null {
  const next = sweptEntities[sweptEntities.indexOf(entity) + 1];
  return next === undefined ? null : { entity: next, from: null };
}
