// The classifier on error answers that people have reported in public. The examples lie beside the
// repository; where they are missing, this is skipped. Their sentences stand nowhere in the code.

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";

const examplesFile = new URL("../../../../shared/conflict-corpus/examples.jsonl", import.meta.url);

const example = z.object({
  id: z.string(),
  httpStatus: z.number().nullable(),
  code: z.string().nullable(),
  message: z.string(),
  details: z.array(z.object({ code: z.string().nullish(), message: z.string().nullish() })),
  resourceType: z.string().nullable(),
  class: z.string(),
});
type Example = z.output<typeof example>;

/** Judged otherwise than the example says, and why. */
const explained: Readonly<Record<string, string>> = {
  "rec-0016":
    "It asks to wait for a running job to finish, which is what is done about an operation; the example counts the job's state.",
  "rec-0111":
    'What is "not allowed" with no other reason than what the thing is counts as fixed; that taking a region away would help is not said.',
  "rec-0125":
    "A limit that was reached counts as a number of things; that this one is over time stands in the code's name alone, misspelt. Both leave it unsent.",
};

const stopping: ReadonlySet<string> = new Set([
  "management-lock",
  "policy-or-sku",
  "quota",
  "capacity",
  "authorization",
  "invalid-request",
]);

function readExamples(): readonly Example[] {
  const lines = readFileSync(examplesFile, "utf8").trim().split("\n");
  return lines.map((line) => example.parse(JSON.parse(line)));
}

function verdictOn({ code, message, details, httpStatus, resourceType }: Example): Verdict {
  const refusal = refusalFromBody({ code, message, details }, { status: httpStatus });
  return judge(refusal, { write: null, resourceType: resourceType ?? "" });
}

const isPresent = existsSync(examplesFile);

describe.skipIf(!isPresent)("reported answers (skipped where the examples are not at hand)", () => {
  const examples = isPresent ? readExamples() : [];
  const missed = examples.filter((one) => verdictOn(one).class !== one.class);

  it("are judged right, 98 of 100, and it is known why the others are not", () => {
    const unexplained = missed
      .filter((one) => explained[one.id] === undefined)
      .map((one) => `${one.id} is ${one.class}, judged ${verdictOn(one).class}`);
    expect(unexplained).toEqual([]);
    expect(missed.length / examples.length).toBeLessThanOrEqual(0.02);
  });

  it("have no explanation that nothing needs any more", () => {
    const ids = missed.map((one) => one.id);
    expect(Object.keys(explained).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("are never tried again where only a person can help", () => {
    const retried = examples.filter((one) => {
      const { recovery } = verdictOn(one);
      return stopping.has(one.class) && recovery !== "stop" && recovery !== "compare";
    });
    expect(retried.map((one) => one.id)).toEqual([]);
  });

  it("never stop for good what only has to wait", () => {
    const waiting = examples.filter((one) => one.class === "concurrent-operation");
    const stopped = waiting.filter((one) => verdictOn(one).recovery === "stop");
    expect(stopped.map((one) => one.id)).toEqual([]);
  });
});
