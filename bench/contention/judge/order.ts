// Whether everybody came in the order in which he had queued: for the turn on a machine by the number
// of his ticket, for a lease by his place in its queue, as somebody saw them who looked now and then.
// Fencing numbers of writes, which tell the order of grants to Azure, must never go back.

import { msBetween } from "../../../src/domain/instant.ts";
import { resourceKey } from "../../../src/domain/resource-id.ts";
import { writersOf } from "../overlapping-writers.ts";
import type { QueueSample, SampledOwner, SampledResource } from "../traces.ts";
import { correlationOf, count, operationTraces } from "./claim.ts";
import type { Claim, RunRecord } from "./claim.ts";

export function orderClaims(run: RunRecord): readonly Claim[] {
  return [ticketClaim(run), leaseQueueClaim(run), fencingClaim(run)];
}

function ticketClaim(run: RunRecord): Claim {
  const tickets = ticketsOf(run.samples);
  const asked = firstRequests(run).filter(({ operationId }) => tickets.has(operationId));
  const perMachine = [...Map.groupBy(asked, ({ machine }) => machine).values()];
  const late = perMachine.flatMap((inOrder) =>
    inOrder.flatMap((second, index) => {
      const first = inOrder[index - 1];
      if (first === undefined) return [];
      const [number = 0, before = 0] = [second, first].map((each) => tickets.get(each.operationId));
      return number > before
        ? []
        : [
            `${second.name} with ticket ${number} asked Azure for ${second.machine} after ${first.name} with ticket ${before}.`,
          ];
    }),
  );
  const looked = run.samples.flatMap(({ at, resources }) =>
    resources.flatMap((resource) => overtakenTickets(resource, at)),
  );
  return {
    what: "Turns are taken in the order of the tickets",
    counted: `${count(asked.length, "operation")} by their tickets and first requests in the tap, ${count(perMachine.length, "machine")}`,
    looked: asked.length,
    violations: [...late, ...looked],
  };
}

function overtakenTickets({ head, tickets, resourceId }: SampledResource, at: string) {
  return tickets
    .filter(({ number }) => head !== null && number < head.number)
    .map(
      ({ number }) =>
        `At ${at} ticket ${head?.number} had the turn on ${resourceId}, and ${number} waited.`,
    );
}

function ticketsOf(samples: readonly QueueSample[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { head, tickets } of samples.flatMap(({ resources }) => resources)) {
    for (const { operationId, number } of head === null ? tickets : [head, ...tickets]) {
      numbers.set(operationId, number);
    }
  }
  return numbers;
}

/** When each operation first asked Azure anything, the earliest first. */
function firstRequests(run: RunRecord) {
  const known = new Map(
    operationTraces(run).flatMap(({ plan, answer }) =>
      answer === null ? [] : [[answer.correlationId, { plan, answer }] as const],
    ),
  );
  const firsts = new Map<string, string>();
  for (const exchange of run.exchanges) {
    const id = correlationOf(exchange);
    if (exchange.principal !== run.appPrincipal || id === null) continue;
    const before = firsts.get(id);
    if (before === undefined || msBetween(exchange.startedAt, before) > 0) {
      firsts.set(id, exchange.startedAt);
    }
  }
  return [...firsts]
    .flatMap(([id, at]) => {
      const found = known.get(id);
      if (found === undefined) return [];
      const { plan, answer } = found;
      return [{ at, name: plan.name, machine: plan.machine.name, ...answer }];
    })
    .toSorted((one, other) => msBetween(other.at, one.at));
}

function leaseQueueClaim(run: RunRecord): Claim {
  // A group's lease is kept in several parts with a queue each, which are shown as one.
  const perLease = Map.groupBy(
    run.samples.flatMap(({ at, resources }) =>
      resources.filter(isOneQueue).map((resource) => ({ at, resource })),
    ),
    ({ resource }) => resourceKey(resource.resourceId),
  );
  const judged = [...perLease.values()].map(judgeQueue);
  const grants = judged.reduce((sum, queue) => sum + queue.grants, 0);
  return {
    what: "Leases are granted in the order of their queues",
    counted: `${count(run.samples.length, "look")} at the queues, ${count(grants, "grant")} after a wait that was seen`,
    looked: grants,
    violations: judged.flatMap(({ violations }) => violations),
  };
}

function isOneQueue({ resourceId }: SampledResource): boolean {
  return /\/providers\//i.test(resourceId);
}

/** A grant is wrong when somebody waits on who stood before its owner and could not have shared it. */
function judgeQueue(looks: readonly { readonly at: string; readonly resource: SampledResource }[]) {
  const violations: string[] = [];
  let grants = 0;
  let before: readonly SampledOwner[] = [];
  for (const { at, resource } of looks) {
    const { holders, waiting, resourceId } = resource;
    for (const holder of holders) {
      const place = before.findIndex(({ ownerId }) => ownerId === holder.ownerId);
      if (place === -1 || waiting.some((each) => each.ownerId === holder.ownerId)) continue;
      grants += 1;
      const passed = before
        .slice(0, place)
        .filter((each) => waiting.some((still) => isSameWait(still, each)))
        .filter(({ mode }) => mode === "exclusive" || holder.mode === "exclusive");
      for (const { ownerId, since } of passed) {
        violations.push(
          `At ${at} ${holder.ownerId} held ${resourceId}, and ${ownerId}, who had come before (${since}), waited.`,
        );
      }
    }
    before = waiting;
  }
  return { grants, violations };
}

function isSameWait(one: SampledOwner, other: SampledOwner): boolean {
  return one.ownerId === other.ownerId && one.since === other.since;
}

function fencingClaim(run: RunRecord): Claim {
  const writers = writersOf(run.exchanges, run.operations);
  const unnumbered = writers
    .filter(({ principal, fencing }) => principal === run.appPrincipal && fencing === null)
    .map(({ what, machine, from }) => `${what} on ${machine} at ${from} has no fencing number.`);
  const numbered = writers.flatMap((writer) =>
    writer.fencing === null ? [] : [{ ...writer, fencing: writer.fencing }],
  );
  const backwards = [...Map.groupBy(numbered, ({ machine }) => machine).values()].flatMap(
    (onMachine) =>
      onMachine.flatMap((second, index) => {
        const first = onMachine[index - 1];
        if (first === undefined || first.fencing < second.fencing) return [];
        const isSameGrant =
          first.fencing === second.fencing &&
          first.principal === second.principal &&
          first.correlationId === second.correlationId;
        return isSameGrant
          ? []
          : [
              `${second.what} on ${second.machine} at ${second.from} came with number ${second.fencing} after one with ${first.fencing}.`,
            ];
      }),
  );
  return {
    what: "Fencing numbers of writes never go back, and no two grants have the same",
    counted: `${count(numbered.length, "write")} with a number, ${count(new Set(numbered.map(({ fencing, machine }) => `${machine} ${fencing}`)).size, "grant")}`,
    looked: numbered.length,
    violations: [...unnumbered, ...backwards],
  };
}
