/**
 * NCRONTAB, the schedule form of timer functions: six fields, seconds first (five are taken to start
 * with minutes), in UTC. cron-parser computes the instants; two of its rules differ and are set
 * right here: it knows letters that NCRONTAB does not, and it joins a restricted day of month and a
 * restricted day of week with "or" where NCRONTAB says "and".
 */
import { CronExpressionParser } from "cron-parser";

export interface Schedule {
  /** The first instant after `afterMs`, in epoch milliseconds. */
  next(afterMs: number): number;
  /** The pause between the next two instants, by which the host decides whether to keep a record. */
  intervalMs(afterMs: number): number;
}

const monthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const dayNames = "sun|mon|tue|wed|thu|fri|sat";
const fieldPattern = new RegExp(
  `^(\\*|(\\d+|${monthNames}|${dayNames})(-(\\d+|${monthNames}|${dayNames}))?)(/\\d+)?$`,
  "i",
);

/** A schedule in which 31 February never comes must not be searched for for ever. */
const triesMax = 5000;

export function parseNcrontab(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift("0");
  const sound =
    fields.length === 6 &&
    fields.every((field) => field.split(",").every((item) => fieldPattern.test(item)));
  if (!sound) throw new Error(`"${expression}" is not a six-field NCRONTAB expression.`);
  const [second, minute, hour, dayOfMonth, month, dayOfWeek] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const bothDays = dayOfMonth !== "*" && dayOfWeek !== "*";
  const days = bothDays ? daysOf(dayOfWeek) : undefined;
  const cron = [second, minute, hour, dayOfMonth, month, bothDays ? "*" : dayOfWeek].join(" ");
  const next = (afterMs: number) => {
    const search = CronExpressionParser.parse(cron, { currentDate: afterMs, tz: "UTC" });
    for (let tries = 0; tries < triesMax; tries += 1) {
      const found = search.next().toDate();
      if (days === undefined || days.has(found.getUTCDay())) return found.getTime();
    }
    throw new Error(`"${expression}" has no next time.`);
  };
  next(0);
  return {
    next,
    intervalMs(afterMs) {
      const first = next(afterMs);
      return next(first) - first;
    },
  };
}

/** The days of the week, Sunday as 0, that a field names. */
function daysOf(field: string): ReadonlySet<number> {
  const schedule = CronExpressionParser.parse(`0 0 0 * * ${field}`, { tz: "UTC" });
  return new Set(schedule.fields.dayOfWeek.values.map((day) => Number(day) % 7));
}
