// Sends the wishes of the incident to Interlock, each as its own caller, and hands on what happens to
// them as it happens, in the order of time.

import { setTimeout as wait } from "node:timers/promises";
import { createServiceClient } from "../../src/cli/service-client.ts";
import type { ServiceClient } from "../../src/cli/service-client.ts";
import { createTimelineReader } from "../../src/cli/timeline-text.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import type { Instant } from "../../src/domain/instant.ts";
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
  readonly at: Instant;
  readonly sentence: string;
}

/** Where what happens is shown. */
export interface Stage {
  tell(happening: Happening): void;
  /** What is waited for now, shown until something else is. */
  now(sentence: string): void;
}

/** Resolves with the operations in the order of `asked` once all have ended. */
export async function followAll(
  asked: readonly Asked[],
  stage: Stage,
): Promise<readonly OperationView[]> {
  const followed = asked.map((each) => ({ ...each, fresh: createReader() }));
  for (;;) {
    const views = await Promise.all(followed.map(({ client, started }) => client.read(started.id)));
    const happenings = followed.flatMap(({ wish, fresh }, index) => {
      const view = views[index];
      return view === undefined ? [] : fresh(view).map((each) => ({ wish, ...each }));
    });
    for (const happening of happenings.toSorted(byTime)) stage.tell(happening);
    const working = views.find((view) => view.progress?.phase === "applying");
    stage.now(working?.progress?.sentence ?? "");
    if (views.every((view) => view.status === "ended")) return views;
    await wait(betweenMs);
  }
}

type Told = Omit<Happening, "wish">;

/** Gives each entry once. Two things are left out: a plan that is made again under the lease and
 * comes out the same, and the timeline of another operation in the report of one that joined it. */
function createReader(): (view: OperationView) => readonly Told[] {
  const timeline = createTimelineReader();
  const said = new Set<string>();
  return (view) => {
    const { report } = view;
    if (report !== null && report.joined !== null) {
      const last = { at: report.endedAt, sentence: report.sentence };
      return said.has(last.sentence) ? [] : [once(last)];
    }
    return timeline.fresh(view).flatMap((entry) => (said.has(entry.sentence) ? [] : [once(entry)]));
  };

  function once({ at, sentence }: Told): Told {
    said.add(sentence);
    return { at, sentence };
  }
}

function byTime(one: Happening, other: Happening): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}
