// Refusals that leave open whether it was done: trouble of the service, and what nobody has a name for.
// Reading decides. Trouble passes, so it is sent again, with pauses; the unknown is looked at twice, and
// then it stops with everything that was seen.

import { describe, expect, it } from "vitest";
import {
  althoughDone,
  atOnce,
  late,
  lateAndPlain,
  likeAState,
  neverHeard,
  noQuota,
  serviceTrouble,
  wrapped,
} from "../../support/azure-says.ts";
import {
  foreignPatch,
  newSize,
  oldSize,
  plainWrites,
  writeMatch,
} from "../../support/fault-scene.ts";
import { expectRefused, named, putBack, resized, untouched } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";

const succeeds = { outcome: "succeeded", class: null, machine: resized } as const;
const timedOut = {
  status: 409,
  code: "VMStartTimedOut",
  message: "VM 'api-01' did not start in the allotted time. The VM may still start successfully.",
};

const troubles: readonly RefusedResize[] = [
  {
    name: "that has kept it from being done: it is read, and sent again after a pause",
    refused: [{ match: writeMatch.deallocate, effect: atOnce(serviceTrouble) }],
    writes: ["deallocate 500", ...plainWrites],
    ends: succeeds,
    pauseMs: 10_000,
  },
  {
    name: "that has not kept it from being done: nothing is sent again",
    refused: [{ match: writeMatch.start, effect: althoughDone(serviceTrouble) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 500"],
    ends: succeeds,
  },
  {
    name: "wrapped by somebody in between",
    refused: [{ match: writeMatch.resize, effect: wrapped({ ...serviceTrouble, status: 409 }) }],
    writes: ["deallocate 202", `${newSize} 409`, `${newSize} 200`, "start 202"],
    ends: succeeds,
    pauseMs: 10_000,
  },
  {
    name: "as a page of HTML: it is read, and sent again",
    refused: [
      {
        match: writeMatch.resize,
        effect: {
          kind: "answer",
          status: 503,
          body: "<html><body>Our services aren't available right now</body></html>",
        },
      },
    ],
    writes: ["deallocate 202", `${newSize} 503`, `${newSize} 200`, "start 202"],
    ends: succeeds,
    pauseMs: 10_000,
  },
  {
    name: "late, two levels below the operation's own error: it is read, and sent again",
    refused: [{ match: writeMatch.start, effect: late(serviceTrouble) }],
    writes: [...plainWrites, "start 202"],
    ends: succeeds,
    met: ["trouble of its own"],
  },
  {
    name: "late, although the machine came up after all: nothing is sent again",
    refused: [{ match: writeMatch.start, effect: lateAndPlain(timedOut, { takesEffect: true }) }],
    writes: plainWrites,
    ends: succeeds,
  },
  {
    name: "without end: what was done is put back",
    refused: [{ match: writeMatch.resize, occurrence: "every", effect: atOnce(serviceTrouble) }],
    writes: ["deallocate 202", ...Array.from({ length: 5 }, () => `${newSize} 500`), "start 202"],
    ends: { outcome: "failed", class: "transient-service", machine: putBack },
    pauseMs: 10_000,
  },
  {
    name: "under whose status something is told that stops: nothing is sent again",
    refused: [{ match: writeMatch.start, effect: atOnce({ ...noQuota, status: 500 }) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 500", `${oldSize} 200`, "start 202"],
    ends: { outcome: "refused", class: "quota", names: ["standardDSv5Family"], machine: putBack },
  },
];

describe("transient-service: trouble of the service", () => {
  it.each(named(troubles))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});

/** A person who has to find out more needs this. */
const everythingSeen = ["FluxCapacitorMisaligned", "It could not be completed"];
const asUnknown = { outcome: "conflict", class: "unknown", names: everythingSeen } as const;

const unknowns: readonly RefusedResize[] = [
  {
    name: "at the resize: what was done is put back",
    refused: [{ match: writeMatch.resize, effect: atOnce(neverHeard) }],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: { ...asUnknown, machine: putBack },
  },
  {
    name: "at the resize, in words that are like a state: guessed, looked at and never sent again",
    refused: [{ match: writeMatch.resize, effect: atOnce(likeAState) }],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: {
      outcome: "conflict",
      class: "lifecycle-state",
      names: ["to go by its words alone", "looked at twice"],
      machine: putBack,
    },
  },
  {
    name: "at the start, wrapped by somebody in between",
    refused: [{ match: writeMatch.start, effect: wrapped(neverHeard) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 409", `${oldSize} 200`, "start 202"],
    ends: { ...asUnknown, machine: putBack },
  },
  {
    name: "late, two levels below the operation's own error",
    refused: [{ match: writeMatch.start, effect: late(neverHeard) }],
    writes: [...plainWrites, `${oldSize} 200`, "start 202"],
    ends: { ...asUnknown, machine: putBack },
  },
  {
    name: "late, although it was done: its effect counts",
    refused: [{ match: writeMatch.start, effect: late(neverHeard, { takesEffect: true }) }],
    writes: plainWrites,
    ends: succeeds,
  },
  {
    name: "at once, although it was done: its effect counts",
    refused: [{ match: writeMatch.resize, effect: althoughDone(neverHeard) }],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: succeeds,
  },
  {
    name: "while somebody changes the machine: it is tried again from what he leaves",
    refused: [
      { match: writeMatch.resize, effect: atOnce(neverHeard) },
      {
        match: writeMatch.deallocate,
        effect: {
          kind: "actor",
          request: foreignPatch({ tags: { owner: "somebody" } }),
          afterMs: 45_000,
        },
      },
    ],
    writes: ["deallocate 202", `${newSize} 409`, `${newSize} 200`, "start 202"],
    ends: succeeds,
  },
];

describe("unknown: what nobody has a name for", () => {
  it.each(named(unknowns))("%s", async (_name, row) => {
    await expectRefused(row);
  });

  it("at the deallocate is looked at twice, and never sent again", async () => {
    const { system } = await expectRefused({
      name: "",
      refused: [{ match: writeMatch.deallocate, effect: atOnce(neverHeard) }],
      writes: ["deallocate 409"],
      ends: { ...asUnknown, machine: untouched },
    });
    const refusedAt = system.exchanges.findIndex(({ response }) => response?.status === 409);
    const reads = system.exchanges
      .slice(refusedAt + 1)
      .filter(({ request }) => /\/virtualMachines\/api-01\?/.test(request.url));
    expect(reads.length).toBeGreaterThanOrEqual(2);
  });
});
