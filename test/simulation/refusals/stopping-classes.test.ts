// The classes that stop: each met at each of the three writes, at once, wrapped, and late inside the
// operation. It is sent once, and then nothing but the undo of what had been done.

import { describe, it } from "vitest";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { ConflictClass } from "../../../src/domain/verdict.ts";
import {
  atOnce,
  badRequest,
  forbiddenByPolicy,
  groupScope,
  late,
  linkedAction,
  linkedScope,
  locked,
  neighbourBusy,
  noQuota,
  noRight,
  noRoom,
  policyAssignment,
  wrapped,
} from "../../support/azure-says.ts";
import type { Words } from "../../support/azure-says.ts";
import { newSize, oldSize, writeMatch } from "../../support/fault-scene.ts";
import type { WriteName } from "../../support/fault-scene.ts";
import { expectRefused, putBack, untouched } from "../../support/refused-resize.ts";

interface StoppingClass {
  readonly class: ConflictClass;
  readonly says: Words;
  readonly outcome: Outcome;
  readonly names: readonly string[];
  readonly next: readonly string[];
}

const classes: readonly StoppingClass[] = [
  {
    class: "management-lock",
    says: locked,
    outcome: "refused",
    names: ["ScopeLocked", "management lock", groupScope],
    next: ["az lock list", groupScope],
  },
  {
    class: "policy-or-sku",
    says: forbiddenByPolicy,
    outcome: "refused",
    names: ["RequestDisallowedByPolicy", "Azure Policy assignment"],
    next: ["exemption", policyAssignment],
  },
  {
    class: "quota",
    says: noQuota,
    outcome: "refused",
    names: ["standardDSv5Family", "Current Limit: 10", "Current Usage: 8", "Required: 4"],
    next: ["az vm list-usage --location westeurope"],
  },
  {
    class: "capacity",
    says: noRoom,
    outcome: "failed",
    names: ["AllocationFailed", "no room"],
    next: ["another size"],
  },
  {
    class: "authorization",
    says: noRight,
    outcome: "refused",
    names: ["LinkedAuthorizationFailed"],
    next: [linkedAction, linkedScope],
  },
  {
    class: "invalid-request",
    says: badRequest,
    outcome: "refused",
    names: ["InvalidParameter", "vmSize"],
    next: ["Correct"],
  },
];

const manners = {
  "at once": (says: Words) => ({ effect: atOnce(says), answer: says.status }),
  "at once, wrapped by somebody in between": (says: Words) => ({
    effect: wrapped(says),
    answer: says.status,
  }),
  "late, two levels below the operation's own error": (says: Words) => ({
    effect: late(says),
    answer: null,
  }),
  "late, in an operation that ends as Canceled": (says: Words) => ({
    effect: late(says, { code: "Canceled", message: "It was canceled.", status: "Canceled" }),
    answer: null,
  }),
} as const;
type Manner = keyof typeof manners;

/** What is written where, and what then has to be undone. */
const whereMet: Readonly<
  Record<WriteName, { accepted: number; before: string[]; name: string; undo: string[] }>
> = {
  deallocate: { before: [], name: "deallocate", accepted: 202, undo: [] },
  resize: { before: ["deallocate 202"], name: newSize, accepted: 200, undo: ["start 202"] },
  start: {
    before: ["deallocate 202", `${newSize} 200`],
    name: "start",
    accepted: 202,
    undo: [`${oldSize} 200`, "start 202"],
  },
};

const met: readonly (readonly [WriteName, Manner])[] = [
  ["deallocate", "at once"],
  ["resize", "at once, wrapped by somebody in between"],
  ["start", "at once"],
  ["deallocate", "late, in an operation that ends as Canceled"],
  ["resize", "late, two levels below the operation's own error"],
  ["start", "late, two levels below the operation's own error"],
];

describe.each(classes)("$class", ({ says, outcome, names, next, ...stopping }) => {
  it.each(met)("met by the %s, %s, is not sent again", async (write, manner) => {
    const { effect, answer } = manners[manner](says);
    const { before, name, accepted, undo } = whereMet[write];
    await expectRefused({
      name: write,
      refused: [{ match: writeMatch[write], effect }],
      writes: [...before, `${name} ${answer ?? accepted}`, ...undo],
      ends: {
        outcome,
        class: stopping.class,
        names,
        next,
        machine: write === "deallocate" ? untouched : putBack,
      },
    });
  });
});

describe("several causes beside one another", () => {
  it("stop when one of them does, however many of the others only have to be waited for", async () => {
    const { status: _status, ...lock } = locked;
    const { status: _other, ...busy } = neighbourBusy;
    const says = {
      status: 409,
      code: "ResourceOperationFailure",
      message: "At least one resource operation failed.",
      details: [busy, lock],
    };
    await expectRefused({
      name: "",
      refused: [{ match: writeMatch.resize, effect: atOnce(says) }],
      writes: ["deallocate 202", `${newSize} 409`, "start 202"],
      ends: {
        outcome: "refused",
        class: "management-lock",
        names: ["ScopeLocked", groupScope],
        machine: putBack,
      },
    });
  });
});
