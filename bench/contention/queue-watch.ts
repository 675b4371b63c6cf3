// Looks at all leases and queues now and then, while the callers are at work.

import type { LeaseListEntry, LeaseListView } from "../../src/contracts/lease-http-shapes.ts";
import type { TurnTicketView } from "../../src/contracts/turn-messages.ts";
import { instantOf } from "../../src/domain/instant.ts";
import type { Ground } from "./ground.ts";
import type { QueueSample, SampledResource } from "./traces.ts";

export interface QueueWatch {
  readonly samples: readonly QueueSample[];
  /** Looks once; null when there was no answer. */
  look(): Promise<QueueSample | null>;
}

export function queueWatch(ground: Ground): QueueWatch {
  const samples: QueueSample[] = [];
  return {
    samples,
    async look() {
      const sample = await sampleOf(ground);
      if (sample !== null) samples.push(sample);
      return sample;
    },
  };
}

async function sampleOf(ground: Ground): Promise<QueueSample | null> {
  try {
    const question = { principal: 0, method: "GET", path: "/api/v1/leases" } as const;
    const { status, body } = await ground.ask(question);
    if (status !== 200) return null;
    // The cast names what the API's contract promises.
    const { resources } = body as LeaseListView;
    return { at: instantOf(ground.now()), resources: resources.map(sampledOf) };
  } catch {
    return null;
  }
}

function sampledOf({ resourceId, lease, turn }: LeaseListEntry): SampledResource {
  return {
    resourceId,
    holders: lease.holders.map(({ owner, mode, since }) => ({ ownerId: owner.id, mode, since })),
    waiting: lease.queue.map(({ owner, mode, since }) => ({ ownerId: owner.id, mode, since })),
    head: turn === null || turn.head === null ? null : ticketOf(turn.head),
    tickets: (turn?.queue ?? []).map(ticketOf),
  };
}

function ticketOf({ owner, number }: TurnTicketView) {
  return { operationId: owner.operationId, number };
}

/** What is still held or waited for. */
export function sayOccupied({ resources }: QueueSample): readonly string[] {
  return resources.flatMap(({ resourceId, holders, waiting, head, tickets }) => {
    const [held, queued] = [holders.length, waiting.length + tickets.length];
    if (held + queued === 0 && head === null) return [];
    const names = [...holders, ...waiting].map(({ ownerId }) => ownerId);
    const turn = head === null ? "" : `, the turn is ${head.operationId}'s`;
    return [`${resourceId}: ${held} hold it, ${queued} wait (${names.join(", ")})${turn}.`];
  });
}
