// Raises the events that waiting orchestrations wait for.
//
// Safe to run twice: an event is only a hint, and a woken waiter asks again for itself.

import type { WakeInput } from "../contracts/activity-messages.ts";
import type { WakePort } from "../contracts/ports.ts";

export interface WakePorts {
  readonly waiters: WakePort;
}

export function createWakeWaiters(ports: WakePorts): (input: WakeInput) => Promise<number> {
  return ({ targets }) => (targets.length === 0 ? Promise.resolve(0) : ports.waiters.wake(targets));
}
