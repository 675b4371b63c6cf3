// One principal, one key, one operation: repeated, at once, changed, and after its history is gone.
import { describe, expect, it } from "vitest";
import {
  HttpDoor,
  aBody,
  fieldsOf,
  problemOf,
  target,
  viewOf,
} from "../../../support/http-door.ts";
import { aBareReport } from "../../../support/operation-report.ts";

const withKey = (key: string) => ({ headers: { "idempotency-key": key } });

describe("starting an operation", () => {
  it("answers 202 with where to look and how it stands", async () => {
    const door = new HttpDoor();
    const answer = await door.start(aBody({ deadline: "PT2H" }), withKey("k1"));
    expect(answer.status).toBe(202);
    const view = viewOf(answer);
    expect(view.id).toMatch(/^op-[0-9a-f]{32}$/);
    expect(answer.headers["location"]).toBe(`/api/v1/operations/${view.id}`);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(view).toMatchObject({
      kind: "vm-resize",
      target,
      status: "accepted",
      whenBusy: "queue",
      deadlineAt: "2026-01-05T10:00:00.000Z",
      principal: { id: "local:alice", name: "alice" },
    });
  });

  it("records who asks with what is started", async () => {
    const door = new HttpDoor();
    await door.start(aBody(), { token: "token-of-bob" });
    expect(door.orchestrations.started[0]?.principal).toEqual({ id: "local:bob", name: "bob" });
  });

  it("makes up a key where none is sent, and tells it", async () => {
    const door = new HttpDoor();
    const first = await door.start(aBody());
    const second = await door.start(aBody());
    expect(viewOf(first).id).not.toBe(viewOf(second).id);
    const again = await door.start(aBody(), withKey(first.headers["idempotency-key"] ?? ""));
    expect(viewOf(again).id).toBe(viewOf(first).id);
    expect(door.orchestrations.started).toHaveLength(2);
  });

  it("meets the same operation with the same key, however it is written", async () => {
    const door = new HttpDoor();
    const first = await door.start(aBody({ accept: ["downtime", "os-disk-loss"] }), withKey("k1"));
    const again = await door.start(
      `{"accept": ["os-disk-loss","downtime"], "whenBusy": "queue", "parameters": {"size":"Standard_D4s_v5"},
        "target": ${JSON.stringify(`${target.toUpperCase()}/`)}, "kind": "vm-resize"}`,
      withKey("k1"),
    );
    expect(again.status).toBe(202);
    expect(viewOf(again).id).toBe(viewOf(first).id);
    expect(door.orchestrations.started).toHaveLength(1);
  });

  it.each([
    ["another size", { parameters: { size: "Standard_D8s_v5" } }],
    ["another target", { target: `${target}x` }],
    ["another acceptance", { accept: [] }],
    ["a deadline", { deadline: "PT1H" }],
    ["a dry run", { dryRun: true }],
    ["another way to wait", { whenBusy: "reject" }],
    ["another answer to a lock", { onLock: "wait" }],
    ["another answer to no room", { onNoCapacity: "wait" }],
  ])("refuses the same key with %s, and starts nothing", async (_name, change) => {
    const door = new HttpDoor();
    await door.start(aBody(), withKey("k1"));
    const other = await door.start(aBody(change), withKey("k1"));
    expect(other.status).toBe(422);
    expect(fieldsOf(other)).toEqual(["Idempotency-Key"]);
    expect(door.orchestrations.started).toHaveLength(1);
  });

  it("keeps the keys of two principals apart", async () => {
    const door = new HttpDoor();
    const one = await door.start(aBody(), withKey("k1"));
    const other = await door.start(aBody(), { ...withKey("k1"), token: "token-of-bob" });
    expect(viewOf(other).id).not.toBe(viewOf(one).id);
    expect(door.orchestrations.started).toHaveLength(2);
  });

  it("has one run for two that start one key at once", async () => {
    const door = new HttpDoor();
    const answers = await Promise.all([
      door.start(aBody(), withKey("k1")),
      door.start(aBody(), withKey("k1")),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([202, 202]);
    expect(viewOf(answers[1]).id).toBe(viewOf(answers[0]).id);
    expect(door.orchestrations.started).toHaveLength(1);
  });

  it("tells the slower of two that start one key at once with different bodies", async () => {
    const door = new HttpDoor();
    const other = new HttpDoor();
    await other.start(aBody({ parameters: { size: "Standard_D8s_v5" } }), withKey("k1"));
    door.orchestrations.beforeStart = () => {
      for (const [id, status] of other.orchestrations.instances) {
        door.orchestrations.instances.set(id, status);
      }
    };
    const answer = await door.start(aBody(), withKey("k1"));
    expect(answer.status).toBe(422);
    expect(door.orchestrations.started).toEqual([]);
  });

  it("answers with the outcome from the record after the history is gone", async () => {
    const door = new HttpDoor();
    await door.start(aBody(), withKey("k1"));
    door.keepRecord({ report: aBareReport(), final: true });
    door.orchestrations.instances.clear();
    const again = await door.start(aBody(), withKey("k1"));
    expect(again.status).toBe(200);
    expect(viewOf(again)).toMatchObject({ status: "ended", outcome: "succeeded" });
    const other = await door.start(aBody({ dryRun: true }), withKey("k1"));
    expect(other.status).toBe(422);
    expect(door.orchestrations.started).toHaveLength(1);
  });

  it("goes on with an operation whose orchestration was terminated", async () => {
    const door = new HttpDoor();
    const first = await door.start(aBody(), withKey("k1"));
    door.keepRecord();
    door.orchestrations.set(viewOf(first).id, { runtimeStatus: "Terminated" });
    const again = await door.start(aBody(), withKey("k1"));
    expect(again.status).toBe(202);
    const tokens = door.orchestrations.started.map((request) => request.startToken);
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it("is repeated, not refused, where a start cannot be read yet", async () => {
    const door = new HttpDoor();
    door.orchestrations.start = async () => "exists";
    const answer = await door.start(aBody(), withKey("k1"));
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("1");
  });
});

describe("starting an operation that is not to wait", () => {
  const body = aBody({ whenBusy: "reject" });
  const busyWith = { resourceId: target, holder: null, queueLength: 2 };

  it("is answered once it has its turn and its leases", async () => {
    const door = new HttpDoor();
    const phases = ["claiming", "waiting-for-turn", "acquiring-leases", "planning", "applying"];
    let pauses = 0;
    door.whilePausing = () => {
      const phase = phases[pauses];
      pauses += 1;
      const customStatus = { phase, sentence: "", ahead: null, steps: [], timeline: [] };
      const id = door.orchestrations.started[0]?.operationId ?? "";
      door.orchestrations.set(id, { runtimeStatus: "Running", customStatus });
    };
    const answer = await door.start(body, withKey("k1"));
    expect(answer.status).toBe(202);
    expect(viewOf(answer).progress?.phase).toBe("planning");
    expect(pauses).toBe(4);
  });

  it("is answered 409 with who is in the way, under the same key again and again", async () => {
    const door = new HttpDoor();
    door.whilePausing = () => {
      const report = { ...aBareReport(), outcome: "busy", sentence: "It is busy.", busyWith };
      door.keepRecord({ report, final: true });
    };
    const answers = [await door.start(body, withKey("k1")), await door.start(body, withKey("k1"))];
    for (const answer of answers) {
      const { operationId } = door.orchestrations.started[0] ?? {};
      expect(answer.status).toBe(409);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.headers["location"]).toBe(`/api/v1/operations/${operationId}`);
      expect(problemOf(answer)).toMatchObject({ detail: "It is busy.", operationId, busyWith });
    }
    expect(door.orchestrations.started).toHaveLength(1);
  });

  it("is told where to look when it is not decided within five seconds", async () => {
    const door = new HttpDoor();
    let waitedMs = 0;
    const pause = door.ports.pause;
    const ports = { ...door.ports, pause: (ms: number) => ((waitedMs += ms), pause(ms)) };
    Object.assign(door, { ports });
    const answer = await door.start(body, withKey("k1"));
    expect(answer.status).toBe(202);
    expect(waitedMs).toBe(5_000);
  });
});

describe("what is started", () => {
  it("carries the leases that its target calls for, its group's before its own", async () => {
    const door = new HttpDoor();
    await door.start(aBody());
    const claims = door.orchestrations.started[0]?.claims ?? [];
    const group = target.slice(0, target.indexOf("/providers/"));
    expect(claims.map(({ resourceId, mode }) => [resourceId, mode])).toEqual([
      [group, "intent"],
      [target, "exclusive"],
    ]);
  });
});
