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

/** `4 s`, `2 min 05 s`, `1 h 02 min`. */
export function sayDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
