// Until when an operation may take. A caller names an instant or a time from now; a time from now
// needs no agreement between his clock and ours.

import { addMs, msBetween } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const deadlineDefaultMs = 4 * hourMs;
/** A deallocation alone can take 25 minutes; more than a week is a mistake in the date. */
const deadlineMaxMs = 7 * dayMs;

export type DeadlineRead =
  | { readonly ok: true; readonly deadlineAt: Instant }
  | { readonly ok: false; readonly problem: string };

/** `text` has the form that the body's schema asks for, or is undefined for the default. */
export function readDeadline(text: string | undefined, now: Instant): DeadlineRead {
  if (text === undefined) return { ok: true, deadlineAt: addMs(now, deadlineDefaultMs) };
  const afterMs = text.startsWith("P") ? durationMs(text) : msBetween(now, text);
  if (afterMs === undefined) {
    return refused("A duration may have weeks, days, hours, minutes and seconds only, as in PT2H.");
  }
  if (afterMs <= 0) return refused(`It has passed: here it is ${now}.`);
  if (afterMs > deadlineMaxMs) {
    return refused(`It is more than ${deadlineMaxMs / dayMs} days from now, ${now}.`);
  }
  return { ok: true, deadlineAt: addMs(now, afterMs) };
}

const durationForm = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds. Undefined for durations whose length depends on the calendar. */
export function durationMs(text: string): number | undefined {
  const match = durationForm.exec(text);
  if (match === null) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (
    (weeks ?? 0) * 7 * dayMs +
    (days ?? 0) * dayMs +
    (hours ?? 0) * hourMs +
    (minutes ?? 0) * minuteMs +
    Math.round((seconds ?? 0) * 1000)
  );
}

function refused(problem: string): DeadlineRead {
  return { ok: false, problem };
}
