// Points in time as they travel through histories and answers: ISO 8601 in UTC with milliseconds.
// No clock is read here; whoever has one passes the instant in.

/** An ISO 8601 instant in UTC, `2026-01-05T08:00:00.000Z`. Instants of this form sort as text. */
export type Instant = string;

export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** Epoch milliseconds. Throws a RangeError for anything that is no instant. */
export function epochMsOf(instant: Instant): number {
  const epochMs = Date.parse(instant);
  if (Number.isNaN(epochMs)) throw new RangeError(`"${instant}" is no instant in time.`);
  return epochMs;
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantOf(epochMsOf(instant) + ms);
}

/** Milliseconds from the first instant to the second; negative when the second is earlier. */
export function msBetween(from: Instant, to: Instant): number {
  return epochMsOf(to) - epochMsOf(from);
}

export function isBefore(instant: Instant, other: Instant): boolean {
  return epochMsOf(instant) < epochMsOf(other);
}

export function earlierOf(one: Instant, other: Instant): Instant {
  return isBefore(other, one) ? other : one;
}

export function laterOf(one: Instant, other: Instant): Instant {
  return isBefore(one, other) ? other : one;
}
