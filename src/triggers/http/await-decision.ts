// Whoever asks with `whenBusy` `reject` wants to know at once: the answer is held back until it is decided
// whether the operation has its turn and the leases that its target calls for, or somebody is in the way.

import type { OperationProgress } from "../../contracts/http-shapes.ts";
import type { HttpPorts } from "./http-ports.ts";
import { lookUpOperation } from "./known-operation.ts";
import { operationViewOf } from "./operation-view.ts";
import type { KnownOperation } from "./operation-view.ts";

/** A host that is only just starting needs its time; then the caller is told to look later. */
const decisionMaxMs = 5_000;
const firstPauseMs = 30;
const lastPauseMs = 400;

const undecided: ReadonlySet<OperationProgress["phase"]> = new Set([
  "claiming",
  "waiting-for-turn",
  "joined",
  "acquiring-leases",
  // It is decided, and a moment later it is known how.
  "releasing",
  "ended",
]);

/** How the operation stands once it is decided, or after the longest wait. */
export async function awaitDecision(
  operationId: string,
  ports: HttpPorts,
): Promise<KnownOperation> {
  let pauseMs = firstPauseMs;
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const known = await lookUpOperation(ports.orchestrations, operationId);
    if (isDecided(known) || waitedMs >= decisionMaxMs) return known;
    pauseMs = Math.min(pauseMs * 1.5, lastPauseMs, decisionMaxMs - waitedMs);
    await ports.pause(pauseMs);
  }
}

function isDecided(known: KnownOperation): boolean {
  const view = operationViewOf(known);
  if (view === null) return false;
  const phase = view.progress?.phase;
  return view.status === "ended" || (phase !== undefined && !undecided.has(phase));
}
