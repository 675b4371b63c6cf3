// One request to Interlock. Its time is what its own report tells, from acceptance to end; a caller
// who asks now and then sees the end a little later.

import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ServiceClient } from "../../src/cli/service-client.ts";
import type { Strategy } from "./strategy.ts";

/** Asking more often would take time from the one processor that does the work. */
const betweenLooksMs = 1_000;

export function throughInterlock(interlock: ServiceClient): Strategy {
  return {
    name: "Interlock",
    prefix: "interlock",
    principal: "interlock",
    async resize({ resourceId, size }) {
      const askedMs = performance.now();
      let view = await interlock.start(
        { kind: "vm-resize", target: resourceId, parameters: { size }, accept: ["downtime"] },
        randomUUID(),
      );
      while (view.status !== "ended") {
        await wait(betweenLooksMs);
        view = await interlock.read(view.id);
      }
      const seenAfterMs = performance.now() - askedMs;
      if (view.outcome !== "succeeded" || view.report === null) {
        throw new Error(`${view.outcome ?? "no outcome"}: ${view.report?.sentence ?? ""}`);
      }
      return { startedAt: view.acceptedAt, endedAt: view.report.endedAt, seenAfterMs };
    },
  };
}
