// What is remembered of one operation, as its starts and its watchers see it.

import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../src/domain/outcome.ts";
import type { Step } from "../../../src/domain/plan.ts";
import { operationRecordEntity } from "../../../src/entities/operation-record.ts";
import {
  after,
  day,
  digestOf,
  EntityScene,
  minute,
  resourceId,
  start,
} from "../../support/entity-scene.ts";
import { aReport, aRequest } from "../../support/record-scene.ts";
import { aVmState } from "../../support/vm-observation.ts";

function aRecord(): EntityScene<"operationRecord"> {
  return new EntityScene("operationRecord", operationRecordEntity);
}

function waiter(name: string): { instanceId: string; eventName: string } {
  return { instanceId: `op-${name}`, eventName: `outcome-for-${name}` };
}

const firstTime = { kind: "claimed", again: false, found: null, steps: [] } as const;

const aStep: Step = {
  id: "deallocate",
  title: "Deallocate the virtual machine",
  write: { kind: "vm-deallocate", resourceId },
  before: [],
  after: [],
  undo: { kind: "none", reason: "It is a test." },
  budgetMs: minute,
  attemptsMax: 1,
};

describe("claiming", () => {
  it("lets the first start go on, and says the same to it again", () => {
    const record = aRecord();
    const claim = { request: aRequest(), at: start };
    expect(record.send("claim", claim)).toEqual(firstTime);
    expect(record.send("claim", claim)).toEqual(firstTime);
  });

  it("tells a later start that an earlier one did not come to an end", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    const later = { request: aRequest({ startToken: "start-2" }), at: after(minute) };
    expect(record.send("claim", later)).toEqual({ ...firstTime, again: true });
    expect(record.send("claim", later)).toEqual({ ...firstTime, again: true });
    expect(record.send("read", { at: start })).toMatchObject({
      claimedAt: start,
      request: { startToken: "start-2" },
    });
  });

  it("turns away another request under the same ID, before and after the end", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    const other = { request: aRequest({ requestDigest: digestOf("other") }), at: start };
    expect(record.send("claim", other)).toEqual({ kind: "other-request" });
    const report = aReport("succeeded");
    record.send("complete", { startToken: "start-1", report, final: true, at: start });
    expect(record.send("claim", other)).toEqual({ kind: "other-request" });
  });

  it("is answered with the report once there is a final one, also long after", () => {
    const record = aRecord();
    const report = aReport("succeeded");
    record.send("claim", { request: aRequest(), at: start });
    record.send("complete", { startToken: "start-1", report, final: true, at: start });
    const later = { request: aRequest({ startToken: "start-2" }), at: after(90 * day) };
    expect(record.send("claim", later)).toEqual({ kind: "ended", report });
  });
});

describe("a step that may have been sent", () => {
  const note = { startToken: "start-1", found: aVmState(), step: aStep, at: start };

  it("is told to the next start, with the machine as it was before the first of them", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    expect(record.send("noteStep", note)).toEqual({ kind: "noted" });
    const later = aVmState({ powerState: "deallocated" });
    record.send("noteStep", { ...note, found: later, step: { ...aStep, id: "resize" } });
    const again = { request: aRequest({ startToken: "start-2" }), at: after(minute) };
    expect(record.send("claim", again)).toEqual({
      ...firstTime,
      again: true,
      found: aVmState(),
      steps: [aStep, { ...aStep, id: "resize" }],
    });
  });

  it("and is sent again after others becomes the newest, as it was first planned", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("noteStep", note);
    record.send("noteStep", { ...note, step: { ...aStep, id: "resize" } });
    record.send("noteStep", { ...note, step: { ...aStep, title: "Planned again" } });
    const again = { request: aRequest({ startToken: "start-2" }), at: after(minute) };
    expect(record.send("claim", again)).toMatchObject({
      steps: [{ id: "resize" }, { id: aStep.id, title: aStep.title }],
    });
  });

  it("and turned out not to have been is forgotten, with what was found before it", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("noteStep", note);
    const found = aVmState({ powerState: "stopped" });
    record.send("noteStep", { ...note, found, step: { ...aStep, id: "resize" }, keeps: [] });
    record.send("noteStep", { ...note, step: { ...aStep, id: "start" }, keeps: ["resize"] });
    const again = { request: aRequest({ startToken: "start-2" }), at: after(minute) };
    expect(record.send("claim", again)).toMatchObject({
      found: { powerState: "stopped" },
      steps: [{ id: "resize" }, { id: "start" }],
    });
  });

  it("cannot be noted by a start that another one has followed", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("claim", { request: aRequest({ startToken: "start-2" }), at: start });
    expect(record.send("noteStep", note)).toEqual({ kind: "superseded" });
  });

  it("cannot be noted once somebody wants it to stop, and is told who and when", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("noteStep", note);
    const by = { id: "local:eve", name: "eve" };
    record.send("cancel", { by, at: after(minute) });
    const before = record.state;
    const second = { ...note, step: { ...aStep, id: "resize" } };
    expect(record.send("noteStep", second)).toEqual({
      kind: "stop",
      cancelled: { by, at: after(minute) },
    });
    expect(record.state).toEqual(before);
  });

  it("cannot be noted for an operation that nobody has claimed", () => {
    expect(aRecord().send("noteStep", note)).toMatchObject({ kind: "invalid" });
  });
});

describe("the outcome", () => {
  it("is kept with the request", () => {
    const record = aRecord();
    const report = aReport("refused");
    record.send("claim", { request: aRequest(), at: start });
    record.send("complete", { startToken: "start-1", report, final: true, at: after(minute) });
    expect(record.send("read", { at: after(90 * day) })).toEqual({
      request: aRequest(),
      claimedAt: start,
      report,
      final: true,
    });
  });

  it("that is not final is replaced by the final one only, and a final one by none", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    const tell = (outcome: Outcome, final: boolean): Outcome | undefined => {
      const report = aReport(outcome);
      record.send("complete", { startToken: "start-1", report, final, at: start });
      return record.send("read", { at: start })?.report?.outcome;
    };
    expect(tell("timed-out", false)).toBe("timed-out");
    expect(tell("failed", false)).toBe("timed-out");
    expect(tell("stuck", true)).toBe("stuck");
    expect(tell("succeeded", true)).toBe("stuck");
    expect(tell("timed-out", false)).toBe("stuck");
  });

  it("of a start that is not the living one is not heard", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("claim", { request: aRequest({ startToken: "start-2" }), at: start });
    const report = aReport("failed");
    const told = { startToken: "start-1", report, final: true, at: start };
    expect(record.send("complete", told)).toEqual({ kind: "noted", wake: [] });
    expect(record.send("read", { at: start })?.report).toBeNull();
  });

  it("of an operation that nobody claimed is a fault of the sender", () => {
    const record = aRecord();
    const told = { startToken: "start-1", report: aReport("failed"), final: true, at: start };
    expect(record.send("complete", told)).toMatchObject({ kind: "invalid" });
    expect(record.state).toBeNull();
  });
});

describe("watching", () => {
  it("is woken by the outcome, and names them again when the outcome is told again", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    expect(record.send("watch", { waiter: waiter("bob"), at: start }).kind).toBe("watching");
    record.send("watch", { waiter: waiter("cid"), at: start });
    const told = { startToken: "start-1", report: aReport("succeeded"), final: true, at: start };
    const wake = [waiter("bob"), waiter("cid")];
    expect(record.send("complete", told)).toEqual({ kind: "noted", wake });
    expect(record.send("complete", told)).toEqual({ kind: "noted", wake });
  });

  it("is woken by an outcome that is not final too, which is told at once", () => {
    const record = aRecord();
    const report = aReport("timed-out");
    record.send("claim", { request: aRequest(), at: start });
    record.send("watch", { waiter: waiter("bob"), at: start });
    const told = { startToken: "start-1", report, final: false, at: start };
    expect(record.send("complete", told).wake).toEqual([waiter("bob")]);
    const again = record.send("watch", { waiter: waiter("bob"), at: start });
    expect(again).toEqual({ kind: "ended", report });
  });

  it("keeps one wait for each orchestration, its last", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("watch", { waiter: waiter("bob"), at: start });
    const later = { instanceId: "op-bob", eventName: "second-wait" };
    record.send("watch", { waiter: later, at: start });
    const told = { startToken: "start-1", report: aReport("succeeded"), final: true, at: start };
    expect(record.send("complete", told).wake).toEqual([later]);
  });

  it("goes on over a restart of the watched operation", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    record.send("watch", { waiter: waiter("bob"), at: start });
    record.send("claim", { request: aRequest({ startToken: "start-2" }), at: start });
    const told = { startToken: "start-2", report: aReport("succeeded"), final: true, at: start };
    expect(record.send("complete", told).wake).toEqual([waiter("bob")]);
  });

  it("keeps two hundred of them, and a later wait of one of these takes the place of its earlier one", () => {
    const record = aRecord();
    record.send("claim", { request: aRequest(), at: start });
    for (let index = 0; index < 250; index += 1) {
      const answer = record.send("watch", { waiter: waiter(`w${index}`), at: start });
      expect(answer.kind).toBe("watching");
    }
    const later = { instanceId: "op-w3", eventName: "second-wait" };
    record.send("watch", { waiter: later, at: start });
    const told = { startToken: "start-1", report: aReport("succeeded"), final: true, at: start };
    const { wake } = record.send("complete", told);
    expect(wake).toHaveLength(200);
    expect(wake).toContainEqual(later);
  });

  it("of an operation that nobody claimed is told that it is unknown", () => {
    const record = aRecord();
    expect(record.send("watch", { waiter: waiter("bob"), at: start })).toEqual({
      kind: "unknown-operation",
    });
    expect(record.send("read", { at: start })).toBeNull();
  });
});
