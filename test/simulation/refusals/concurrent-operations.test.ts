// Somebody else's operation is in the way, on the machine or on something that it depends on. It is followed to its end by what Azure tells of it, and only then is anything sent.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import {
  atOnce,
  late,
  lateAndPlain,
  neighbourBusy,
  nicReserved,
  noQuota,
  wrapped,
} from "../../support/azure-says.ts";
import {
  aFaultWorld,
  durationsMs,
  foreign,
  lastReadOfPlan,
  newSize,
  oldSize,
  plainWrites,
  writeMatch,
} from "../../support/fault-scene.ts";
import type { WriteName } from "../../support/fault-scene.ts";
import { expectRefused, named, putBack, resized, untouched } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";
import { vmPath } from "../../support/system.ts";

const otherPath = vmPath.replace("api-01", "db-01");
const otherWork = `${otherPath}/restart?api-version=2024-07-01`;
/** How long somebody works on the neighbour. */
const otherMs = 120_000;

/** Two machines; only the one is resized. */
function withNeighbour() {
  const world = aFaultWorld({ settings: { durationsMs: { ...durationsMs, restart: otherMs } } });
  const [machine] = world.machines ?? [];
  return {
    ...world,
    machines: [
      { name: "api-01", resourceGroup: "prod-rg", size: oldSize, ...machine },
      { name: "db-01", resourceGroup: "prod-rg", size: oldSize },
    ],
  };
}

/** Somebody begins to work on the neighbour when the write before it has been done. */
function worksOnNeighbour(before: Fault["match"], afterMs = 0): Fault {
  const request = { method: "POST", path: otherWork, principal: "somebody-else" };
  return { match: before, effect: { kind: "actor", request, afterMs } };
}

function blocked(write: WriteName, told: "message" | "header" | "nothing"): readonly Fault[] {
  const before = {
    deallocate: lastReadOfPlan,
    resize: writeMatch.deallocate,
    start: writeMatch.resize,
  };
  return [
    worksOnNeighbour(before[write]),
    {
      match: writeMatch[write],
      occurrence: "every",
      effect: { kind: "blocked-by", target: otherPath, told },
    },
  ];
}

const succeeds = { outcome: "succeeded", class: null, machine: resized } as const;

const blockers: readonly RefusedResize[] = [
  {
    name: "its operation's address stands in the refusal of the deallocate",
    world: withNeighbour(),
    refused: blocked("deallocate", "message"),
    writes: ["deallocate 409", ...plainWrites],
    ends: succeeds,
    met: ["AnotherOperationInProgress"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "its operation's address stands in the refusal of the resize",
    world: withNeighbour(),
    refused: blocked("resize", "message"),
    writes: ["deallocate 202", `${newSize} 409`, `${newSize} 200`, "start 202"],
    ends: succeeds,
    met: ["AnotherOperationInProgress"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "its operation's address stands in the refusal of the start",
    world: withNeighbour(),
    refused: blocked("start", "message"),
    writes: ["deallocate 202", `${newSize} 200`, "start 409", "start 202"],
    ends: succeeds,
    met: ["AnotherOperationInProgress"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "its operation's address stands in a header of the refusal",
    world: withNeighbour(),
    refused: blocked("start", "header"),
    writes: ["deallocate 202", `${newSize} 200`, "start 409", "start 202"],
    ends: succeeds,
    met: ["AnotherOperationInProgress"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "its operation's address is told late, by our operation that fails for it",
    world: withNeighbour(),
    refused: [
      worksOnNeighbour(writeMatch.resize),
      {
        match: writeMatch.start,
        effect: {
          kind: "lro-fail",
          code: "AnotherOperationInProgress",
          message: "Another operation on this or dependent resource is in progress.",
          namesOperationOf: otherPath,
          afterMs: 5_000,
        },
      },
    ],
    writes: [...plainWrites, "start 202"],
    ends: succeeds,
    met: ["AnotherOperationInProgress"],
    goesOnWithinMs: 60_000,
  },
  {
    name: "it works on the machine itself, and began between reading and sending",
    refused: [
      {
        match: { method: "GET", path: "/virtualMachines/api-01$" },
        occurrence: { nth: 2 },
        effect: { kind: "actor", request: foreign("restart") },
      },
    ],
    writes: ["deallocate 409", ...plainWrites],
    // Theirs was one boot more.
    ends: { ...succeeds, machine: { ...resized, boots: 2 } },
    met: ["Conflict"],
    goesOnWithinMs: 60_000,
  },
];

describe("somebody else's operation in the way", () => {
  it.each(named(blockers))(
    "is followed to its end before anything is sent: %s",
    async (_name, row) => {
      await expectRefused(row);
    },
  );

  it("that takes longer than the caller wants to wait is told then, and nothing is done or held", async () => {
    await expectRefused({
      name: "",
      world: withNeighbour(),
      refused: blocked("deallocate", "message"),
      request: { deadline: "PT1M" },
      writes: ["deallocate 409"],
      ends: { outcome: "timed-out", class: null, machine: untouched },
    });
  });

  it("whose address is somebody else's server is not asked there", async () => {
    const message =
      "Another operation is in progress. To retrieve status of the operation use uri: ";
    const elsewhere = "https://management.example.com/subscriptions/1/operations/2?api-version=1";
    const words = { status: 409, code: "AnotherOperationInProgress", message: message + elsewhere };
    const { system } = await expectRefused({
      name: "",
      refused: [{ match: writeMatch.deallocate, effect: atOnce(words) }],
      writes: ["deallocate 409", ...plainWrites],
      ends: succeeds,
      pauseMs: 10_000,
    });
    const asked = new Set(system.exchanges.map(({ request }) => new URL(request.url).origin));
    expect([...asked]).toEqual(["https://management.azure.com"]);
  });

  it("that deletes the machine is followed to its end, and then there is nothing to do", async () => {
    const { system } = await expectRefused({
      name: "",
      refused: [
        {
          match: { method: "GET", path: "/virtualMachines/api-01$" },
          occurrence: { nth: 2 },
          effect: { kind: "actor", request: foreign("delete") },
        },
      ],
      writes: ["deallocate 409"],
      ends: { outcome: "refused", class: "not-found", names: ["api-01"] },
      met: ["being deleted"],
    });
    expect(system.azure.dump().virtualMachines).toEqual([]);
  });

  it("whose address is not told is waited for with pauses that grow", async () => {
    const refusals = Array.from({ length: 4 }, () => "start 409");
    const { system } = await expectRefused({
      name: "",
      world: withNeighbour(),
      refused: blocked("start", "nothing"),
      writes: ["deallocate 202", `${newSize} 200`, ...refusals, "start 202"],
      ends: succeeds,
      met: ["AnotherOperationInProgress"],
      asksBlindly: true,
    });
    const starts = system.exchanges.filter(({ request }) => /\/api-01\/start\?/.test(request.url));
    const pausesMs = starts.map(
      ({ startedAt }, index) =>
        Date.parse(startedAt) - Date.parse(starts[index - 1]?.endedAt ?? startedAt),
    );
    expect(pausesMs).toEqual(pausesMs.toSorted((one, other) => one - other));
  });
});

const neighbours: readonly RefusedResize[] = [
  {
    name: "RetryableError with status 429 throttles nobody: the neighbour's work is waited for",
    refused: [{ match: writeMatch.resize, effect: atOnce(neighbourBusy) }],
    writes: ["deallocate 202", `${newSize} 429`, `${newSize} 200`, "start 202"],
    ends: succeeds,
    met: ["another operation is at work"],
    pauseMs: 10_000,
  },
  {
    name: "RetryableError wrapped by somebody in between, who answers with a bad request",
    refused: [{ match: writeMatch.deallocate, effect: wrapped({ ...neighbourBusy, status: 400 }) }],
    writes: ["deallocate 400", ...plainWrites],
    ends: succeeds,
    met: ["another operation is at work"],
    pauseMs: 10_000,
  },
  {
    name: "RetryableError late, below the operation's own error",
    refused: [{ match: writeMatch.start, effect: late(neighbourBusy) }],
    writes: [...plainWrites, "start 202"],
    ends: succeeds,
    met: ["another operation is at work"],
  },
  {
    name: "an interface that is reserved for 180 seconds is not asked for sooner",
    refused: [{ match: writeMatch.start, effect: atOnce(nicReserved) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 400", "start 202"],
    ends: succeeds,
    met: ["reserved for another machine"],
    pauseMs: 180_000,
  },
  {
    name: "an interface that is found reserved late",
    refused: [{ match: writeMatch.start, effect: lateAndPlain(nicReserved) }],
    writes: [...plainWrites, "start 202"],
    ends: succeeds,
    met: ["reserved for another machine"],
  },
  {
    name: "only of the undo: it waits, and puts back all the same",
    refused: [
      { match: writeMatch.resize, effect: atOnce(noQuota) },
      { match: writeMatch.start, effect: atOnce(neighbourBusy) },
    ],
    writes: ["deallocate 202", `${newSize} 409`, "start 429", "start 202"],
    ends: { outcome: "refused", class: "quota", machine: putBack },
    met: ["another operation is at work"],
  },
];

describe("a neighbour in the way", () => {
  it.each(named(neighbours))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});
