// Which commits are killed at. A walk over every one of them takes several minutes, so the tests take
// a few, evenly spread, and another seed takes others. INTERLOCK_CRASH_POINTS=all takes every one.

export const takesAll = process.env["INTERLOCK_CRASH_POINTS"] === "all";
export const seed = Number(process.env["INTERLOCK_CRASH_SEED"] ?? "1");

export function commitsToKillAt(stride: number): {
  readonly first: number;
  readonly stride: number;
} {
  return takesAll ? { first: 1, stride: 1 } : { first: 1 + ((seed * 7) % stride), stride };
}

/** For how long a test may take that makes about so many kills. */
export function timeFor(kills: number): number {
  return takesAll ? 60 * 60_000 : 120_000 + kills * 30_000;
}
