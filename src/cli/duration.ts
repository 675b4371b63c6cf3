// Durations as people type and read them: `2h`, `90m`, `1h30m`, `45s`, `2d`.

const typed = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** `1h30m` as ISO 8601 writes it, `PT1H30M`; undefined for anything else. */
export function isoDuration(text: string): string | undefined {
  const match = typed.exec(text.trim().toLowerCase());
  if (match === null || text.trim() === "") return undefined;
  const [days, hours, minutes, seconds] = match.slice(1);
  const time = [
    hours === undefined ? "" : `${hours}H`,
    minutes === undefined ? "" : `${minutes}M`,
    seconds === undefined ? "" : `${seconds}S`,
  ].join("");
  return `P${days === undefined ? "" : `${days}D`}${time === "" ? "" : `T${time}`}`;
}

const written = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of `1h30m` or `PT1H30M`; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const match = written.exec(isoDuration(text) ?? text.trim().toUpperCase());
  if (match === null || /[PT]$/.test(match[0])) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const inDays = (weeks ?? 0) * 7 + (days ?? 0);
  const inMinutes = (inDays * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
  return (inMinutes * 60 + (seconds ?? 0)) * 1000;
}

/** `4 s`, `2 min 05 s`, `1 h 02 min`. */
export function sayDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
