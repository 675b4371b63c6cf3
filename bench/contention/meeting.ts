// Lets the crowd come, kills the host on the way, looks at the queues, and waits until everybody has
// gone and nothing is held any more.

import { seededRandom } from "../../simulator/random.ts";
import type { CallerPlan } from "./crowd.ts";
import type { Ground } from "./ground.ts";
import { callHold } from "./hold-caller.ts";
import { callOperation } from "./operation-caller.ts";
import { queueWatch, sayOccupied } from "./queue-watch.ts";
import type { QueueWatch } from "./queue-watch.ts";
import type { CallerTrace, QueueSample } from "./traces.ts";

export interface MeetingOptions {
  readonly ground: Ground;
  readonly crowd: readonly CallerPlan[];
  readonly seed: number;
  readonly kills: number;
  /** Kills the host without a warning; resolves when another one has begun. */
  readonly killHost: () => Promise<void>;
  /** In the time of Azure. */
  readonly lookEveryMs: number;
  readonly onProgress: (progress: { readonly answered: number; readonly kills: number }) => void;
}

export interface Meeting {
  readonly traces: readonly CallerTrace[];
  readonly samples: readonly QueueSample[];
  readonly kills: number;
  /** What somebody still holds or waits for; null when the queues could not be seen. */
  readonly leftOver: readonly string[] | null;
}

/** A dead holder's lease lasts as long as it was taken for, and then the longest request and a sweep. */
const emptyWithinMs = 15 * 60_000;
const killWithinMs = 15_000;

export async function meet(options: MeetingOptions): Promise<Meeting> {
  const { ground, crowd, onProgress } = options;
  const watch = queueWatch(ground);
  const state = { answered: 0, kills: 0 };
  const calls = crowd.map(async (plan) => {
    const trace = await call(ground, plan);
    state.answered += 1;
    onProgress(state);
    return trace;
  });
  const isOver = (): boolean => state.answered === crowd.length;
  const [traces] = await Promise.all([
    Promise.all(calls),
    killNowAndThen(options, state, isOver),
    lookNowAndThen(options, watch, isOver),
  ]);
  const leftOver = await whatStays(ground, watch);
  return { traces, samples: watch.samples, kills: state.kills, leftOver };
}

function call(ground: Ground, plan: CallerPlan): Promise<CallerTrace> {
  return plan.kind === "operation" ? callOperation(ground, plan) : callHold(ground, plan);
}

/** Spread over the run: each when its share of the callers has been answered, at a moment by chance. */
async function killNowAndThen(
  { ground, crowd, seed, kills, killHost, onProgress }: MeetingOptions,
  state: { answered: number; kills: number },
  isOver: () => boolean,
): Promise<void> {
  const random = seededRandom(seed + 2);
  for (let kill = 0; kill < kills; kill += 1) {
    const after = Math.floor((crowd.length * kill) / kills);
    while (state.answered < after && !isOver()) await ground.pause(1_000);
    await ground.pause(killWithinMs * random.next());
    if (isOver()) return;
    await killHost();
    state.kills += 1;
    onProgress(state);
  }
}

async function lookNowAndThen(
  { ground, lookEveryMs }: MeetingOptions,
  watch: QueueWatch,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await watch.look();
    await ground.pause(lookEveryMs);
  }
}

async function whatStays(ground: Ground, watch: QueueWatch): Promise<readonly string[] | null> {
  const untilMs = ground.now() + emptyWithinMs;
  for (;;) {
    const sample = await watch.look();
    const occupied = sample === null ? null : sayOccupied(sample);
    if (occupied?.length === 0 || ground.now() > untilMs) return occupied;
    await ground.pause(10_000);
  }
}
