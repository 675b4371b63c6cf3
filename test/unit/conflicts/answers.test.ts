// The answers that are known: each has to get the class under which it stands. Whoever changes a cue sees
// here what else he has changed.

import { describe, expect, it } from "vitest";
import { answersOf, knownAnswers } from "../../../src/conflicts/answers/index.ts";
import type { KnownAnswer, KnownClass } from "../../../src/conflicts/answers/index.ts";
import { classLimits } from "../../../src/conflicts/class-limits.ts";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";

const classes = Object.keys(knownAnswers) as readonly KnownClass[];
const stopping = classes.filter((one) => classLimits[one].recovery === "stop");

function verdictOn({ code, message, status, type }: KnownAnswer): Verdict {
  const refusal = refusalFromBody({ code, message }, { status });
  return judge(refusal, { write: null, resourceType: type });
}

describe("the answers that services give", () => {
  it.each(classes)("are judged as they stand: %s", (conflictClass) => {
    const judged = answersOf(conflictClass).map((answer) => ({
      class: verdictOn(answer).class,
      message: answer.message,
    }));
    expect(judged.filter((one) => one.class !== conflictClass)).toEqual([]);
  });

  it.each(stopping)("are never tried again where only a person can help: %s", (conflictClass) => {
    const retried = answersOf(conflictClass).filter(
      (answer) => verdictOn(answer).recovery !== "stop",
    );
    expect(retried).toEqual([]);
  });
});
