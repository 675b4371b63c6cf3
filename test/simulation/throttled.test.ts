// Azure answers 429, to reads, writes and polls, with and without saying for how long.

import { describe, expect, it } from "vitest";
import type { TapExchange } from "../../simulator/protocol.ts";
import {
  machineRead,
  newSize,
  plainWrites,
  polls,
  resizeUnder,
  writeMatch,
} from "../support/fault-scene.ts";

const pathOf = ({ request }: TapExchange): string =>
  `${request.method} ${new URL(request.url, "https://management.azure.com").pathname}`;

/** How long after each 429 the same was asked again. */
function pausesMs(exchanges: readonly TapExchange[]): readonly number[] {
  return exchanges.flatMap((refused, index) => {
    if (refused.response?.status !== 429) return [];
    const again = exchanges.slice(index + 1).find((later) => pathOf(later) === pathOf(refused));
    return again === undefined ? [] : [Date.parse(again.startedAt) - Date.parse(refused.endedAt)];
  });
}

describe("a 429", () => {
  it.each([
    [75, 75_000],
    [null, 2_500],
  ])(
    "with Retry-After %s to each kind of request is waited out and changes nothing else",
    async (retryAfter, leastMs) => {
      const effect = { kind: "throttle", retryAfter } as const;
      const { report, writes, system } = await resizeUnder({
        faults: [
          { match: machineRead, effect },
          { match: polls, effect },
          ...Object.values(writeMatch).map((match) => ({ match, effect })),
        ],
      });
      expect(report.outcome).toBe("succeeded");
      expect(writes).toEqual(
        ["deallocate", newSize, "start"].flatMap((name, index) => [
          `${name} 429`,
          plainWrites[index],
        ]),
      );
      const refused = system.exchanges.filter(({ response }) => response?.status === 429);
      expect(refused).toHaveLength(5);
      for (const pauseMs of pausesMs(system.exchanges))
        expect(pauseMs).toBeGreaterThanOrEqual(leastMs);
      expect(system.vm()).toMatchObject({ size: newSize, power: "running", boots: 1 });
    },
  );
});
