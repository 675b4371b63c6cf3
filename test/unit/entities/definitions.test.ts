// The border of the entities: whatever arrives, they answer with a record, keep a state that they
// cannot read, and never throw.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityDefinition } from "../../../src/contracts/entity-definition.ts";
import { entityNames } from "../../../src/contracts/function-names.ts";
import { leaseViewOf } from "../../../src/contracts/lease-state.ts";
import { readRecordState, recordViewOf } from "../../../src/contracts/record-state.ts";
import { readLeaseState } from "../../../src/contracts/stored-lease.ts";
import { readTurnState, turnViewOf } from "../../../src/contracts/turn-state.ts";
import { operationRecordEntity } from "../../../src/entities/operation-record.ts";
import { resourceLeaseEntity } from "../../../src/entities/resource-lease.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import { throttleEntity } from "../../../src/entities/throttle.ts";
import { toolLeaseEntity } from "../../../src/entities/tool-lease.ts";
import {
  after,
  anAcquire,
  anEnter,
  anOwner,
  EntityScene,
  minute,
  start,
} from "../../support/entity-scene.ts";

const commandsOf: Record<string, readonly string[]> = {
  resourceLease: [
    "acquire",
    "renew",
    "noteAddress",
    "noteEnded",
    "release",
    "break",
    "sweep",
    "read",
  ],
  targetTurn: ["enter", "leave", "sweep", "read"],
  operationRecord: ["claim", "complete", "watch", "read"],
  toolLease: ["claim", "admit", "ask", "grant", "permit", "renewed", "release", "end", "read"],
  throttle: ["ask", "hold"],
};
const definitions = [
  resourceLeaseEntity,
  targetTurnEntity,
  operationRecordEntity,
  toolLeaseEntity,
  throttleEntity,
];
/** A command that only reads. */
const readingOf = ({ name }: EntityDefinition): string => (name === "throttle" ? "ask" : "read");
const everyCommand = definitions.flatMap((definition) =>
  (commandsOf[definition.name] ?? []).map((command) => ({ definition, command })),
);

describe("the definitions", () => {
  it("are one for each registered entity", () => {
    expect(definitions.map((definition) => definition.name).toSorted()).toEqual(
      entityNames.toSorted(),
    );
  });
});

describe.each(definitions)("$name", (definition: EntityDefinition) => {
  it.each(["", "Acquire", "toString", "constructor", "__proto__", "delete"])(
    "answers a command that it does not know, such as %j, and keeps its state",
    (command) => {
      const state = { version: 1, kept: true };
      const result = definition.apply(state, command, {});
      expect(result.answer).toMatchObject({ kind: "invalid" });
      expect(result.state).toBe(state);
    },
  );

  it.each([
    ["of a later version", { version: 3 }],
    ["of another form", { holders: "none" }],
    ["that is no record", "state"],
  ])("keeps a state %s and says that it cannot read it", (_, state) => {
    const result = definition.apply(state, readingOf(definition), { at: start });
    expect(result.answer).toEqual({
      kind: "invalid",
      problem: expect.stringContaining("cannot be read") as unknown,
    });
    expect(result.state).toBe(state);
  });

  it("leaves nothing behind where there was nothing and the command was unreadable", () => {
    expect(definition.apply(undefined, readingOf(definition), undefined).state).toBeNull();
    expect(definition.apply(null, readingOf(definition), { at: "yesterday" }).state).toBeNull();
  });
});

describe.each(everyCommand)("$definition.name.$command", ({ definition, command }) => {
  it("never throws, whatever the state and the input", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.anything(), (state, input) => {
        const result = definition.apply(state, command, input);
        expect(result.answer).toBeDefined();
      }),
    );
  });
});

describe("a command with one wrong field", () => {
  const acquire: Record<string, unknown> = { ...anAcquire("ann", start) };

  it.each([
    ["at", "2026-13-45T00:00:00.000Z"],
    ["at", "9999-12-31T23:59:59.999Z"],
    ["at", 1_767_600_000_000],
    ["leaseMs", 0],
    ["leaseMs", Number.NaN],
    ["leaseMs", 1e15],
    ["mode", "shared"],
    ["owner", { ...anOwner("ann"), id: "" }],
    ["owner", { ...anOwner("ann"), id: "x".repeat(201) }],
    ["waitEvent", ""],
    ["resourceId", ""],
  ])("is answered with the name of the field: %s", (field, value) => {
    const lease = new EntityScene("resourceLease", resourceLeaseEntity);
    expect(lease.sendUnchecked("acquire", { ...acquire, [field]: value })).toEqual({
      kind: "invalid",
      problem: expect.stringContaining(field) as unknown,
    });
    expect(lease.state).toBeNull();
  });

  it("is not one for a text that is only too long for people: it is shortened", () => {
    const lease = new EntityScene("resourceLease", resourceLeaseEntity);
    const purpose = "😀".repeat(500);
    lease.send("acquire", anAcquire("ann", start, { owner: anOwner("ann", { purpose }) }));
    const kept = lease.send("read", { at: start }).holders[0]?.owner.purpose ?? "";
    expect(kept.length).toBe(160);
    expect(kept.isWellFormed()).toBe(true);
  });
});

describe("a committed state", () => {
  it("is read with fields of a later version in it, which are ignored", () => {
    const lease = new EntityScene("resourceLease", resourceLeaseEntity);
    lease.send("acquire", anAcquire("ann", start));
    const read = readLeaseState({ ...(lease.state as object), addedLater: 1 });
    expect(read.ok && leaseViewOf(read.state, after(minute)).holders).toHaveLength(1);
  });

  it("is none where nothing was committed, and its views are empty", () => {
    expect(readLeaseState(null)).toEqual({ ok: true, state: null });
    expect(readTurnState(undefined)).toEqual({ ok: true, state: null });
    expect(readRecordState(null)).toEqual({ ok: true, state: null });
    expect(leaseViewOf(null, start).holders).toEqual([]);
    expect(turnViewOf(null, start).head).toBeNull();
    expect(recordViewOf(null)).toBeNull();
  });

  it("gives the same view as the entity itself", () => {
    const turn = new EntityScene("targetTurn", targetTurnEntity);
    turn.send("enter", anEnter("ann", start));
    turn.send("enter", anEnter("bob", after(1)));
    const read = readTurnState(turn.state);
    expect(read.ok && turnViewOf(read.state, after(2))).toEqual(
      turn.send("read", { at: after(2) }),
    );
  });

  it.each([null, undefined, 0, "", [], {}, { version: 3 }])(
    "is never a reason to throw: %j",
    (raw) => {
      for (const read of [readLeaseState, readTurnState, readRecordState]) {
        expect(typeof read(raw).ok).toBe("boolean");
      }
    },
  );
});
