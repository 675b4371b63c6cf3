// What is done about each class of refusal, and how often: one recovery a class (promise P7). The
// limits keep a mistaken verdict from becoming an endless loop; time is limited by the deadline.

import type { ConflictClass, Recovery } from "../domain/verdict.ts";

export interface ClassLimit {
  readonly recovery: Recovery;
  /** How often the class may be met in one step before it counts as `stop`. */
  readonly attemptsMax: number;
  /** The least wait where Azure names none. */
  readonly delayMs: number;
}

export const classLimits: Readonly<Record<ConflictClass, ClassLimit>> = {
  "lifecycle-state": { recovery: "re-plan", attemptsMax: 3, delayMs: 0 },
  // The other's operation may not show in the resource yet, so a settled state alone is not enough.
  "concurrent-operation": { recovery: "follow-blocker", attemptsMax: 20, delayMs: 5_000 },
  "management-lock": { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  "version-token": { recovery: "re-plan", attemptsMax: 5, delayMs: 0 },
  "policy-or-sku": { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  quota: { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  // Room comes back in hours, if at all; what was taken apart is put back meanwhile.
  capacity: { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  throttled: { recovery: "back-off", attemptsMax: 10, delayMs: 30_000 },
  authorization: { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  "not-found": { recovery: "re-plan", attemptsMax: 1, delayMs: 0 },
  "already-exists": { recovery: "compare", attemptsMax: 1, delayMs: 0 },
  "invalid-request": { recovery: "stop", attemptsMax: 1, delayMs: 0 },
  "transient-service": { recovery: "look", attemptsMax: 5, delayMs: 10_000 },
  unknown: { recovery: "look", attemptsMax: 2, delayMs: 10_000 },
};
