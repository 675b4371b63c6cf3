// A hundred thousand bodies that nobody would send: each is read off the wire, as an operation's and
// as a caller hands it over, and each gets a verdict of bounded size, the same every time.

import { describe, expect, it } from "vitest";
import { refusalInBody } from "../../../src/arm/refusal-in-body.ts";
import { operationRefusalOf, refusalOf } from "../../../src/arm/refusal-reader.ts";
import { classLimits } from "../../../src/conflicts/class-limits.ts";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import { table } from "../../../src/conflicts/table.ts";
import type { Clock } from "../../../src/contracts/ports.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";
import { fuzzedBody, megabyte } from "../../support/fuzzed-bodies.ts";

const seed = 20260105;
const count = 100_000;
/** Far more than it takes anywhere; nothing is asserted about time. */
const limitMs = 300_000;

const clock: Clock = { now: () => instantOf(Date.UTC(2026, 0, 5)) };
const context = { write: "vm-set-size", resourceType: "Microsoft.Compute/virtualMachines" };
const statuses = [400, 403, 404, 409, 412, 429, 500, 503] as const;
const rows = new Set(table.map(({ row }) => row));

function parsedOf(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** The same body on each of the ways by which one comes in. */
function refusalsFrom(body: unknown, n: number): readonly Refusal[] {
  const status = statuses[n % statuses.length] ?? 409;
  const value = parsedOf(body);
  const text = typeof body === "string" ? body : "";
  const answer = { request: "PATCH /x", status, headers: { "retry-after": "7" }, text };
  // As a success it is only sometimes a refusal.
  const hidden = refusalInBody({ ...answer, status: 200 }, "poll", clock);
  return [
    ...(hidden === null ? [] : [hidden]),
    refusalOf(answer, "submit", clock),
    operationRefusalOf(answer, { status: "Failed", error: value }, clock),
    refusalFromBody(value, n % 2 === 0 ? { status } : {}),
  ];
}

/** What is wrong with an answer; nothing where it is right. */
function complaints(refusal: Refusal, verdict: Verdict): readonly string[] {
  const limits = classLimits[verdict.class];
  const size = JSON.stringify(refusal).length;
  const told = verdict.sentence.length + (verdict.nextAction?.length ?? 0);
  return [
    ...(limits === undefined ? [`the class ${verdict.class} does not exist`] : []),
    ...(rows.has(verdict.row) ? [] : [`the row ${verdict.row} does not exist`]),
    ...(size <= 40_000 ? [] : [`${size} characters are kept`]),
    ...(refusal.message.length <= 1_000 ? [] : ["the message is too long"]),
    ...((refusal.code?.length ?? 0) <= 120 ? [] : ["the code is too long"]),
    ...(refusal.innerCodes.length <= 10 ? [] : ["too many codes"]),
    ...(refusal.otherCauses.length <= 4 ? [] : ["too many causes"]),
    ...(told <= 6_000 ? [] : [`${told} characters are told`]),
    ...(Number.isFinite(verdict.delayMs) && verdict.delayMs >= 0 ? [] : ["no delay"]),
  ];
}

describe("a body that nobody would send", () => {
  it(
    "gets a verdict of bounded size, and the same one again",
    () => {
      const wrong: string[] = [];
      const classes = new Map<string, number>();
      let answers = 0;
      let megabytes = 0;
      for (let n = 0; n < count && wrong.length < 20; n += 1) {
        const { how, body } = fuzzedBody(seed, n);
        if (typeof body === "string" && body.length >= megabyte / 2) megabytes += 1;
        try {
          for (const refusal of refusalsFrom(body, n)) {
            const verdict = judge(refusal, context);
            const again = n % 20 === 0 ? judge(refusal, context) : verdict;
            answers += 1;
            classes.set(verdict.class, (classes.get(verdict.class) ?? 0) + 1);
            const found = complaints(refusal, verdict);
            if (again.row !== verdict.row)
              wrong.push(`#${n} (${how}): ${verdict.row}, ${again.row}`);
            if (found.length > 0) wrong.push(`#${n} (${how}): ${found.join(", ")}`);
          }
        } catch (thrown) {
          wrong.push(`#${n} (${how}) threw ${String(thrown)}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(answers).toBeGreaterThanOrEqual(count * 3);
      expect(megabytes).toBeGreaterThan(30);
      // Fuzzing that only ever meets the cautious row would prove little.
      expect([...classes.keys()].toSorted()).toEqual(Object.keys(classLimits).toSorted());
    },
    limitMs,
  );

  it("leaves no trace in the prototypes", () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const body = parsedOf('{"__proto__":{"code":"X"},"error":{"__proto__":{"message":"y"}}}');
    judge(refusalFromBody(body), context);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)["code"]).toBeUndefined();
  });
});
