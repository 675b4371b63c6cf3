/** NCRONTAB expressions: which instants they name, and which are refused. */
import { describe, expect, it } from "vitest";
import { parseNcrontab } from "../../../embedded/ncrontab.ts";

const from = Date.parse("2026-01-05T08:00:00.000Z"); // a Monday

function nextTimes(expression: string, count: number): readonly string[] {
  const schedule = parseNcrontab(expression);
  const times: string[] = [];
  for (let at = from; times.length < count;) {
    at = schedule.next(at);
    times.push(new Date(at).toISOString().slice(0, 19));
  }
  return times;
}

describe("NCRONTAB", () => {
  it("has six fields, seconds first", () => {
    expect(nextTimes("*/15 * * * * *", 2)).toEqual(["2026-01-05T08:00:15", "2026-01-05T08:00:30"]);
    expect(nextTimes("0 */5 * * * *", 2)).toEqual(["2026-01-05T08:05:00", "2026-01-05T08:10:00"]);
    expect(nextTimes("30 15 3 * * *", 1)).toEqual(["2026-01-06T03:15:30"]);
    expect(nextTimes("0 0 9-11/2 * * *", 3)).toEqual([
      "2026-01-05T09:00:00",
      "2026-01-05T11:00:00",
      "2026-01-06T09:00:00",
    ]);
  });

  it("reads five fields as beginning with minutes", () => {
    expect(nextTimes("30 9 * * *", 1)).toEqual(["2026-01-05T09:30:00"]);
  });

  it("knows months and days by name, and Sunday as 0", () => {
    expect(nextTimes("0 0 0 1 mar,JUL *", 2)).toEqual([
      "2026-03-01T00:00:00",
      "2026-07-01T00:00:00",
    ]);
    expect(nextTimes("0 0 0 * * sat,0", 2)).toEqual(["2026-01-10T00:00:00", "2026-01-11T00:00:00"]);
  });

  it("joins a day of the month and a day of the week with and", () => {
    expect(nextTimes("0 0 0 13 * fri", 2)).toEqual(["2026-02-13T00:00:00", "2026-03-13T00:00:00"]);
  });

  it("tells the pause between two runs", () => {
    expect(parseNcrontab("*/10 * * * * *").intervalMs(from)).toBe(10_000);
    expect(parseNcrontab("0 0 * * * *").intervalMs(from)).toBe(3_600_000);
  });

  it.each(["", "* * * *", "0 0 0 31 2 *", "61 * * * * *", "0 0 0 L * *", "0 0 12 * * ?", "1h"])(
    "refuses %j",
    (expression) => {
      expect(() => parseNcrontab(expression)).toThrow(/NCRONTAB|no next time|Invalid|constraint/i);
    },
  );
});
