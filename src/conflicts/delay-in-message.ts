// How long Azure asks to wait where it says so in the message alone, as Compute's and ARM's limits do
// ("Please try again after '14' seconds after additional tokens are available.").
// Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling.

const charsMax = 1_500;
/** A longer one is somebody's mistake, or no request to wait. */
const delayMsMax = 60 * 60_000;

const spoken =
  /\b(?:retry|retrying|try|wait|again)\b[^.]{0,40}?\b(?:after|in|for|at least)\b[ :]{1,2}'?(\d{1,4})'? ?(seconds?|secs?|s|minutes?|mins?|hours?)\b/i;
const clock = /\b(?:retry|try|wait)\b[^.]{0,40}?(\d\d):(\d\d):(\d\d)\b/i;
const header = /\bretry-after["']?[ :=]{1,3}["']?(\d{1,5})\b/i;

/** Milliseconds; null where the message names no time. */
export function delayInMessage(message: string): number | null {
  const text = message.slice(0, charsMax);
  const ms = spokenIn(text) ?? clockIn(text) ?? headerIn(text);
  return ms === null ? null : Math.min(ms, delayMsMax);
}

function spokenIn(text: string): number | null {
  const [, count, unit] = spoken.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  return Number(count) * msOf(unit.toLowerCase());
}

function msOf(unit: string): number {
  if (unit.startsWith("s")) return 1_000;
  return unit.startsWith("m") ? 60_000 : 3_600_000;
}

function clockIn(text: string): number | null {
  const [, hours, minutes, seconds] = clock.exec(text) ?? [];
  if (hours === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

function headerIn(text: string): number | null {
  const seconds = header.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000;
}
