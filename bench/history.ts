// How long the histories get when Azure takes twenty-five minutes for a deallocation: that of the
// operation itself, and that of each generation of the orchestrations that follow its steps. In
// virtual time, so it is the same on every machine.

import type { EmbeddedHost } from "../embedded/host.ts";
import type { Benchmark } from "./benchmark.ts";
import { wishOf, worldOf } from "./resize/world.ts";
import { sum } from "./statistics.ts";
import { startVirtualStack } from "./virtual-stack.ts";

const deallocateMs = 25 * 60_000;

export const history: Benchmark = {
  name: "history",
  title: "A deallocation of 25 minutes: events in the histories",
  async measure({ seed }) {
    const world = worldOf(["vm-1"], 0);
    const lengths = new GenerationLengths();
    const stack = await startVirtualStack({
      seed,
      world: { ...world, settings: { durationsMs: { deallocate: deallocateMs } } },
      onExchange: () => lengths.sample(stack.host),
    });
    try {
      const { resourceId, size } = wishOf("vm-1");
      const { id } = await stack.start({
        kind: "vm-resize",
        target: resourceId,
        parameters: { size },
        accept: ["downtime"],
      });
      let view = await stack.read(id);
      while (view.status !== "ended") {
        await stack.step();
        view = await stack.read(id);
      }
      if (view.outcome !== "succeeded") throw new Error(`It ended as ${String(view.outcome)}.`);
      lengths.sample(stack.host);
      const parent = lengths.of(id);
      const children = lengths.notOf(id);
      const rounds = [...parent, ...children.flat()];
      const longest = Math.max(...children.flat());
      return {
        tables: [
          {
            head: ["orchestration", "instances", "generations", "longest", "events in total"],
            rows: [
              [
                "vm-resize",
                "1",
                String(parent.length),
                String(Math.max(...parent)),
                String(sum(parent)),
              ],
              [
                "followOperation",
                String(children.length),
                String(children.flat().length),
                String(longest),
                String(sum(children.flat())),
              ],
              ["together", "", String(rounds.length), "", String(sum(rounds))],
            ],
          },
        ],
        bounds: [
          bound("the operation's longest history", Math.max(...parent), 120),
          bound("the longest generation of a follower", longest, 100),
        ],
        notes: [],
      };
    } finally {
      await stack.close();
    }
  },
};

function bound(what: string, value: number, limit: number) {
  return { what, value, digits: 0, is: "below", limit, kind: "bound" } as const;
}

/** Start of the last episode, what it was woken by, the end of the execution, the end of the episode. */
const closingEvents = 4;

/** A host forgets the history of a generation when the next one begins. So it is looked at whenever
 * the app asks Azure something, the last time in the last round of each generation; the one episode
 * that a generation had after that is added. */
class GenerationLengths {
  readonly #byInstance = new Map<string, Map<string, number>>();

  sample(host: EmbeddedHost): void {
    for (const { id, executionId } of host.instances()) {
      const generations = this.#byInstance.get(id) ?? new Map<string, number>();
      generations.set(executionId, host.history(id).length);
      this.#byInstance.set(id, generations);
    }
  }

  of(instanceId: string): readonly number[] {
    const seen = [...(this.#byInstance.get(instanceId)?.values() ?? [])];
    return seen.map((length, index) =>
      index === seen.length - 1 ? length : length + closingEvents,
    );
  }

  notOf(instanceId: string): readonly (readonly number[])[] {
    const others = [...this.#byInstance.keys()].filter((id) => id !== instanceId);
    return others.map((id) => this.of(id));
  }
}
