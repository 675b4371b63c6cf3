// Lets hours pass in which only what waits goes on: in steps of a minute, without asking how things stand.

import type { System } from "./system.ts";

export async function passTime(system: System, ms: number): Promise<void> {
  const until = system.clock.now() + ms;
  while (system.clock.now() < until) {
    await system.host().runUntilIdle();
    await system.clock.advance(Math.min(60_000, until - system.clock.now()));
  }
  await system.host().runUntilIdle();
}
