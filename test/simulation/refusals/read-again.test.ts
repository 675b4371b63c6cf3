// Refusals that say that what was read is not what is: a stale version token, a state that does not
// allow it, something that is not there, something that is there already. It is read again, and only
// what follows from that is sent.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import {
  althoughDone,
  atOnce,
  generalized,
  late,
  linkedScope,
  nicMissing,
  sizeNotHere,
  stale,
  taken,
  wrapped,
} from "../../support/azure-says.ts";
import {
  aFaultWorld,
  durationsMs,
  foreign,
  foreignPatch,
  machineRead,
  newSize,
  oldSize,
  plainWrites,
  sizeInPlace,
  writeMatch,
} from "../../support/fault-scene.ts";
import { expectRefused, named, putBack, resized, untouched } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";

const succeeds = { outcome: "succeeded", class: null } as const;
const oneWhoTags = aFaultWorld({
  settings: { durationsMs: { ...durationsMs, update: 0 }, throttling: false },
});
const inPlace = { size: sizeInPlace, power: "running" };

/** Somebody changes a tag right after the machine has been read. */
function tagsAfterRead(occurrence: Fault["occurrence"]): Fault {
  const request = foreignPatch({ tags: { owner: "somebody" } });
  return { match: machineRead, occurrence, effect: { kind: "actor", request } };
}

const versions: readonly RefusedResize[] = [
  {
    name: "because somebody has changed the machine since: it is read, and sent with the new one",
    world: oneWhoTags,
    size: sizeInPlace,
    refused: [tagsAfterRead({ nth: 2 })],
    writes: [`${sizeInPlace} 412`, `${sizeInPlace} 200`],
    ends: { ...succeeds, machine: inPlace },
    met: ["changed since it was read"],
  },
  {
    name: "again and again is sent six times at most",
    world: oneWhoTags,
    size: sizeInPlace,
    refused: [tagsAfterRead("every")],
    writes: Array.from({ length: 6 }, () => `${sizeInPlace} 412`),
    ends: {
      outcome: "conflict",
      class: "version-token",
      names: ["changed since it was read"],
      machine: untouched,
    },
  },
  {
    name: "in the middle, wrapped by somebody in between",
    refused: [{ match: writeMatch.resize, effect: wrapped(stale) }],
    writes: ["deallocate 202", `${newSize} 412`, `${newSize} 200`, "start 202"],
    ends: { ...succeeds, machine: resized },
    met: ["changed since it was read"],
  },
  {
    name: "late, below the operation's own error",
    refused: [{ match: writeMatch.resize, effect: late(stale) }],
    writes: ["deallocate 202", `${newSize} 200`, `${newSize} 200`, "start 202"],
    ends: { ...succeeds, machine: resized },
    met: ["changed since it was read"],
  },
];

describe("version-token: a stale version", () => {
  it.each(named(versions))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});

const states: readonly RefusedResize[] = [
  {
    name: "that only deallocating helps puts that before it",
    size: sizeInPlace,
    refused: [{ match: writeMatch.resize, effect: atOnce(sizeNotHere) }],
    writes: [`${sizeInPlace} 409`, "deallocate 202", `${sizeInPlace} 200`, "start 202"],
    ends: { ...succeeds, machine: { ...inPlace, boots: 1 } },
    met: ["not offered where the machine is"],
  },
  {
    name: "that only deallocating helps, told late, puts that before it",
    size: sizeInPlace,
    refused: [{ match: writeMatch.resize, effect: late(sizeNotHere) }],
    writes: [`${sizeInPlace} 200`, "deallocate 202", `${sizeInPlace} 200`, "start 202"],
    ends: { ...succeeds, machine: { ...inPlace, boots: 1 } },
    met: ["not offered where the machine is"],
  },
  {
    name: "that nothing has changed is not asked for again: what was done is put back",
    refused: [{ match: writeMatch.start, effect: atOnce(generalized) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 409", `${oldSize} 200`, "start 202"],
    ends: {
      outcome: "conflict",
      class: "lifecycle-state",
      names: ["generalized"],
      machine: putBack,
    },
  },
  {
    name: "wrapped by somebody in between, is not asked for again either",
    refused: [{ match: writeMatch.start, effect: wrapped(generalized) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 409", `${oldSize} 200`, "start 202"],
    ends: {
      outcome: "conflict",
      class: "lifecycle-state",
      names: ["generalized"],
      machine: putBack,
    },
  },
  {
    name: "told late, is not asked for again either",
    refused: [{ match: writeMatch.start, effect: late(generalized) }],
    writes: [...plainWrites, `${oldSize} 200`, "start 202"],
    ends: {
      outcome: "conflict",
      class: "lifecycle-state",
      names: ["generalized"],
      machine: putBack,
    },
  },
];

describe("lifecycle-state: a state", () => {
  it.each(named(states))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});

const absences: readonly RefusedResize[] = [
  {
    name: "of something that the machine names, which is there after all, is tried once more",
    refused: [{ match: writeMatch.start, effect: atOnce(nicMissing) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 404", "start 202"],
    ends: { ...succeeds, machine: resized },
    met: ["does not exist"],
    pauseMs: 10_000,
  },
  {
    name: "of something that the machine names stops after one more try",
    refused: [{ match: writeMatch.start, occurrence: { first: 2 }, effect: atOnce(nicMissing) }],
    writes: [
      "deallocate 202",
      `${newSize} 200`,
      "start 404",
      "start 404",
      `${oldSize} 200`,
      "start 202",
    ],
    ends: { outcome: "failed", class: "not-found", names: [linkedScope], machine: putBack },
  },
  {
    name: "wrapped by somebody in between, who answers with a conflict, is tried once more",
    refused: [{ match: writeMatch.deallocate, effect: wrapped({ ...nicMissing, status: 409 }) }],
    writes: ["deallocate 409", ...plainWrites],
    ends: { ...succeeds, machine: resized },
    met: ["does not exist"],
    pauseMs: 10_000,
  },
  {
    name: "of a deallocation that was done all the same: the machine is started again in the end",
    refused: [{ match: writeMatch.deallocate, effect: althoughDone(nicMissing) }],
    writes: [`deallocate ${nicMissing.status}`, `${newSize} 200`, "start 202"],
    ends: { ...succeeds, machine: resized },
  },
  {
    name: "told late stops after one more try",
    refused: [{ match: writeMatch.start, occurrence: { first: 2 }, effect: late(nicMissing) }],
    writes: [...plainWrites, "start 202", `${oldSize} 200`, "start 202"],
    ends: { outcome: "failed", class: "not-found", names: [linkedScope], machine: putBack },
  },
];

describe("not-found: the absence", () => {
  it.each(named(absences))("%s", async (_name, row) => {
    await expectRefused(row);
  });

  it("of the machine itself ends it, with nothing left to put back", async () => {
    const { system } = await expectRefused({
      name: "",
      world: aFaultWorld({ settings: { durationsMs: { ...durationsMs, delete: 0 } } }),
      refused: [
        {
          match: writeMatch.deallocate,
          effect: { kind: "actor", request: foreign("delete"), afterMs: durationsMs.deallocate },
        },
      ],
      writes: ["deallocate 202"],
      ends: { outcome: "refused", class: "not-found", names: ["api-01"] },
    });
    expect(system.azure.dump().virtualMachines).toEqual([]);
  });
});

const presences: readonly RefusedResize[] = [
  {
    name: "as it was wanted is success, and nothing is sent again",
    refused: [{ match: writeMatch.resize, effect: althoughDone(taken) }],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: { ...succeeds, machine: resized },
  },
  {
    name: "that is not what was wanted stops, and what was done is put back",
    refused: [{ match: writeMatch.resize, effect: atOnce(taken) }],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: { outcome: "conflict", class: "already-exists", machine: putBack },
  },
  {
    name: "wrapped by somebody in between, and not what was wanted, stops with nothing done",
    refused: [{ match: writeMatch.deallocate, effect: wrapped(taken) }],
    writes: ["deallocate 409"],
    ends: { outcome: "conflict", class: "already-exists", machine: untouched },
  },
  {
    name: "told late and not what was wanted stops as well",
    refused: [{ match: writeMatch.start, effect: late(taken) }],
    writes: [...plainWrites, `${oldSize} 200`, "start 202"],
    ends: { outcome: "conflict", class: "already-exists", machine: putBack },
  },
  {
    name: "told late, as it was wanted, is success",
    refused: [{ match: writeMatch.start, effect: late(taken, { takesEffect: true }) }],
    writes: plainWrites,
    ends: { ...succeeds, machine: resized },
  },
];

describe("already-exists: what is there already", () => {
  it.each(named(presences))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});
