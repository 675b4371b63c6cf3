// Sends the wishes of the incident to Interlock, each as its own caller, and hands on what happens to
// them as it happens, in the order of time.

import { setTimeout as wait } from "node:timers/promises";
import { createServiceClient } from "../../src/cli/service-client.ts";
import type { ServiceClient } from "../../src/cli/service-client.ts";
import { createTimelineReader } from "../../src/cli/timeline-text.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import type { TimelineEntry } from "../../src/domain/outcome.ts";
import type { Wish } from "./incident.ts";

const betweenMs = 150;

export interface Asked {
  readonly wish: Wish;
  readonly client: ServiceClient;
  readonly started: OperationView;
}

export async function ask(wish: Wish, service: { url: string; token: string }): Promise<Asked> {
  const client = createServiceClient(service);
  const key = `start-${wish.caller.name}-${process.pid}-${Date.now()}`;
  return { wish, client, started: await client.start(wish.body, key) };
}

export interface Happening {
  readonly wish: Wish;
  readonly entry: TimelineEntry;
}

/** Resolves with the operations in the order of `asked` once all have ended. */
export async function followAll(
  asked: readonly Asked[],
  tell: (happening: Happening) => void,
): Promise<readonly OperationView[]> {
  const followed = asked.map((each) => ({ ...each, timeline: createTimelineReader() }));
  for (;;) {
    const views = await Promise.all(followed.map(({ client, started }) => client.read(started.id)));
    const fresh = followed.flatMap(({ wish, timeline }, index) => {
      const view = views[index];
      return view === undefined ? [] : timeline.fresh(view).map((entry) => ({ wish, entry }));
    });
    for (const happening of fresh.toSorted(byTime)) tell(happening);
    if (views.every((view) => view.status === "ended")) return views;
    await wait(betweenMs);
  }
}

function byTime(one: Happening, other: Happening): number {
  return one.entry.at < other.entry.at ? -1 : one.entry.at > other.entry.at ? 1 : 0;
}
