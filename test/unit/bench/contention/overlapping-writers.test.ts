// The judge of overlapping writers, judged by conversations made up for it.

import { describe, expect, it } from "vitest";
import { overlapsOf, writersOf } from "../../../../bench/contention/overlapping-writers.ts";
import type { TappedExchange } from "../../../../bench/contention/overlapping-writers.ts";
import { vmPath } from "../../../support/system.ts";

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 5, 8, 0, seconds)).toISOString();

const write = (
  fromS: number,
  change: Partial<TappedExchange> & { readonly path?: string; readonly method?: string } = {},
): TappedExchange => {
  const { path = `${vmPath}/start`, method = "POST", ...rest } = change;
  return {
    startedAt: at(fromS),
    endedAt: at(fromS),
    principal: "interlock",
    request: {
      method,
      url: `https://management.azure.com${path}?api-version=2024-07-01`,
      headers: {},
    },
    response: { status: 202 },
    ...rest,
  };
};
const starts = (fromS: number, operationId: string, path = `${vmPath}/start`) =>
  write(fromS, { operationId, path });
const ended = (id: string, seconds: number | null) => ({
  id,
  endTime: seconds === null ? null : at(seconds),
});

describe("the judge of overlapping writers", () => {
  it("finds a writer that begins while another's operation runs, whichever was told first", () => {
    const exchanges = [starts(5, "b"), starts(0, "a")];
    const overlaps = overlapsOf(exchanges, [ended("a", 10), ended("b", 12)]);
    expect(overlaps).toHaveLength(1);
    expect(overlaps[0]).toMatchObject({ first: { from: at(0) }, second: { from: at(5) } });
  });

  it("lets a writer begin at the instant at which the one before it ends", () => {
    expect(overlapsOf([starts(0, "a"), starts(10, "b")], [ended("a", 10), ended("b", 12)])).toEqual(
      [],
    );
  });

  it("takes an operation that is not known to have ended as running for ever", () => {
    expect(overlapsOf([starts(0, "a"), starts(500, "b")], [ended("a", null)])).toHaveLength(1);
    expect(overlapsOf([starts(0, "a"), starts(500, "b")], [])).toHaveLength(1);
  });

  it("counts a request that was refused, for it came while somebody was at work", () => {
    const refused = write(5, { response: { status: 409 } });
    expect(overlapsOf([starts(0, "a"), refused], [ended("a", 10)])).toHaveLength(1);
    expect(overlapsOf([refused, starts(6, "a")], [ended("a", 10)])).toEqual([]);
  });

  it("tells machines apart whatever the letter case, and looks at writes of machines only", () => {
    const other = `${vmPath}-2/start`;
    expect(
      overlapsOf([starts(0, "a"), starts(5, "b", other)], [ended("a", 10), ended("b", 9)]),
    ).toEqual([]);
    expect(
      overlapsOf(
        [starts(0, "a"), starts(5, "b", `${vmPath.toUpperCase()}/START`)],
        [ended("a", 10), ended("b", 9)],
      ),
    ).toHaveLength(1);
    const reads = write(1, { method: "GET" });
    const lock = write(2, {
      method: "PUT",
      path: `${vmPath}/providers/Microsoft.Authorization/locks/freeze`,
    });
    expect(writersOf([reads, lock], [])).toEqual([]);
  });

  it("tells what was written, by whom and under which fencing number", () => {
    const exchange = write(0, { operationId: "a" });
    const fenced = {
      ...exchange,
      request: { ...exchange.request, headers: { "x-interlock-fencing": "7" } },
    };
    expect(writersOf([fenced], [ended("a", 3)])).toEqual([
      {
        machine: vmPath.toLowerCase(),
        what: "start",
        principal: "interlock",
        correlationId: null,
        fencing: 7,
        status: 202,
        from: at(0),
        until: at(3),
      },
    ]);
  });

  it("does not take a time that it cannot read for the end of a writer", () => {
    const exchanges = [starts(0, "a"), starts(5, "b")];
    const operations = [{ id: "a", endTime: "soon" }, ended("b", 12)];
    expect(() => overlapsOf(exchanges, operations)).toThrow(/soon/);
  });
});
