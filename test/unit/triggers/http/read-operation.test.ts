// Reading and listing operations: what is told from record and orchestration at each stage.
import { describe, expect, it } from "vitest";
import type { Handler } from "../../../../src/triggers/http/answered.ts";
import type { HttpAnswer } from "../../../../src/triggers/http/http-answer.ts";
import { listOperations } from "../../../../src/triggers/http/list-operations.ts";
import { readOperation } from "../../../../src/triggers/http/read-operation.ts";
import { HttpDoor, aBody, fieldsOf, problemOf, viewOf } from "../../../support/http-door.ts";
import { aBareReport } from "../../../support/operation-report.ts";

const read: Handler = (question, _principal, ports) => readOperation(question, ports);
const list: Handler = (question, _principal, ports) => listOperations(question, ports);

const report = aBareReport({
  outcome: "failed",
  sentence: "It could not be done.",
  class: "capacity",
});

async function started(): Promise<{ door: HttpDoor; id: string }> {
  const door = new HttpDoor();
  const answer = await door.start(aBody());
  return { door, id: viewOf(answer).id };
}

const ask = (door: HttpDoor, id: string): Promise<HttpAnswer> => door.ask(read, { params: { id } });

describe("reading an operation", () => {
  it("answers 404 to an ID of which nothing is known", async () => {
    const { door } = await started();
    expect((await ask(door, "op-00000000000000000000000000000000")).status).toBe(404);
  });

  it.each([
    "op-0",
    "OP-00000000000000000000000000000000",
    "@operationrecord@x",
    "..",
    "a#b",
    "x".repeat(10_000),
    "",
  ])("answers 404 to %s, and does not hand it on", async (id) => {
    const { door } = await started();
    door.orchestrations.status = () => Promise.reject(new Error("The runtime was asked."));
    const answer = await ask(door, id);
    expect(answer.status).toBe(404);
    expect(problemOf(answer).title).toBe("There is no such operation");
  });

  it("tells what it does now", async () => {
    const { door, id } = await started();
    const progress = {
      phase: "applying",
      sentence: "Waiting for PowerState/deallocated, now PowerState/deallocating.",
      ahead: null,
      steps: [],
      timeline: [],
      outcome: null,
    };
    door.orchestrations.set(id, { runtimeStatus: "Running", customStatus: progress });
    const answer = await ask(door, id);
    expect(answer.headers["retry-after"]).toBeDefined();
    expect(viewOf(answer)).toMatchObject({ status: "running", progress, source: "orchestration" });
  });

  it("tells the correlation ID under which Azure is asked", async () => {
    const { door, id } = await started();
    const [request] = door.orchestrations.started;
    expect(request?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(viewOf(await ask(door, id)).correlationId).toBe(request?.correlationId);
  });

  it("is seen by every principal", async () => {
    const { door, id } = await started();
    const answer = await door.ask(read, { params: { id }, token: "token-of-bob" });
    expect(viewOf(answer).principal.id).toBe("local:alice");
  });

  it("tells an outcome that came before the end, and that it still runs", async () => {
    const { door, id } = await started();
    door.keepRecord({ report: { ...report, outcome: "timed-out" } });
    door.orchestrations.set(id, { runtimeStatus: "Running" });
    const view = viewOf(await ask(door, id));
    expect(view).toMatchObject({ status: "running", outcome: "timed-out" });
    expect(view.report?.outcome).toBe("timed-out");
  });

  it("believes the record's final report over the orchestration", async () => {
    const { door, id } = await started();
    door.keepRecord({ report, final: true });
    door.orchestrations.set(id, { runtimeStatus: "Terminated" });
    const answer = await ask(door, id);
    expect(answer.headers["retry-after"]).toBeUndefined();
    expect(viewOf(answer)).toMatchObject({ status: "ended", outcome: "failed", source: "record" });
  });

  it("tells the output of one that ended without a record", async () => {
    const { door, id } = await started();
    door.orchestrations.set(id, { runtimeStatus: "Completed", output: report });
    expect(viewOf(await ask(door, id))).toMatchObject({ status: "ended", outcome: "failed" });
  });

  it.each(["Failed", "Terminated", "Completed"] as const)(
    "tells one that %s without a report as stuck, and nothing of the inside",
    async (runtimeStatus) => {
      const { door, id } = await started();
      const output = "Error: secret\n    at run (/app/main.js:1:1)";
      door.orchestrations.set(id, { runtimeStatus, output });
      const answer = await ask(door, id);
      expect(viewOf(answer)).toMatchObject({ status: "ended", outcome: "stuck" });
      expect(viewOf(answer).report?.nextAction).toMatch(/same Idempotency-Key/);
      expect(answer.body).not.toContain("secret");
    },
  );
});

describe("listing operations", () => {
  it("gives the newest first, at most as many as asked for", async () => {
    const door = new HttpDoor();
    for (const minute of ["01", "03", "02"]) {
      const view = viewOf(await door.start(aBody()));
      door.orchestrations.set(view.id, { createdAt: `2026-01-05T07:${minute}:00.000Z` });
    }
    const answer = await door.ask(list, { query: { max: "2" } });
    const { operations } = JSON.parse(answer.body) as { operations: { id: string }[] };
    const times = operations.map(({ id }) => door.orchestrations.instances.get(id)?.createdAt);
    expect(times).toEqual(["2026-01-05T07:03:00.000Z", "2026-01-05T07:02:00.000Z"]);
  });

  it("gives those of one status only", async () => {
    const door = new HttpDoor();
    const running = viewOf(await door.start(aBody())).id;
    door.orchestrations.set(running, { runtimeStatus: "Running" });
    await door.start(aBody());
    const answer = await door.ask(list, { query: { status: "running" } });
    const { operations } = JSON.parse(answer.body) as { operations: { id: string }[] };
    expect(operations.map(({ id }) => id)).toEqual([running]);
  });

  it.each([
    ["max", "0"],
    ["max", "201"],
    ["max", "many"],
    ["status", "lost"],
  ])("refuses %s=%s and names it", async (name, value) => {
    const answer = await new HttpDoor().ask(list, { query: { [name]: value } });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([name]);
  });
});
