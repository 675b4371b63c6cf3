// Stopping an operation, as the door answers it: to whom, and how it is told where it is not done yet.

import { describe, expect, it } from "vitest";
import { cancelOperation } from "../../../../src/triggers/http/cancel-operation.ts";
import { HttpDoor, aBody, problemOf, viewOf } from "../../../support/http-door.ts";
import { aBareReport } from "../../../support/operation-report.ts";

/** A door behind which an operation of alice's runs, waiting for an event. */
async function aRunningOperation(waitEvent = "turn-1-token") {
  const door = new HttpDoor();
  const { id } = viewOf(await door.start(aBody()));
  door.keepRecord();
  door.orchestrations.set(id, { runtimeStatus: "Running", customStatus: { waitEvent } });
  const stop = (token = "token-of-alice") =>
    door.ask(cancelOperation, { params: { id }, token, body: "" });
  return { door, id, stop };
}

describe("the door of stopping", () => {
  it("hands on who wants it and for which event the operation waits, and tells the end", async () => {
    const { door, id, stop } = await aRunningOperation();
    door.orchestrations.taught.set("cancelOperation", () => {
      const report = { ...aBareReport(), outcome: "cancelled" };
      door.keepRecord({ report, final: true });
      return { kind: "cancelling" };
    });
    const answer = await stop();
    expect(answer.status).toBe(200);
    expect(viewOf(answer)).toMatchObject({ id, status: "ended", outcome: "cancelled" });
    expect(door.orchestrations.begun.map(({ name, input }) => [name, input])).toEqual([
      [
        "cancelOperation",
        {
          operationId: id,
          by: { id: "local:alice", name: "alice" },
          waitEvent: "turn-1-token",
        },
      ],
    ]);
  });

  it("tells that it goes on for now where something has to be put back, and wakes it once for each wait", async () => {
    const { door, id, stop } = await aRunningOperation();
    door.orchestrations.taught.set("cancelOperation", () => ({ kind: "cancelling" }));
    let pauses = 0;
    door.whilePausing = () => {
      pauses += 1;
      if (pauses === 3) door.orchestrations.set(id, { customStatus: { waitEvent: "lease-2" } });
    };
    const answer = await stop();
    expect(answer.status).toBe(202);
    expect(answer.headers["location"]).toBe(`/api/v1/operations/${id}`);
    expect(door.orchestrations.begun.map(({ input }) => input)).toMatchObject([
      { waitEvent: "turn-1-token" },
      { waitEvent: "lease-2" },
    ]);
  });

  it("asks to be asked again where nothing has claimed the operation yet", async () => {
    const { door, stop } = await aRunningOperation();
    door.orchestrations.taught.set("cancelOperation", () => ({ kind: "unknown-operation" }));
    const answer = await stop();
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("1");
  });

  it("begins nothing for somebody else, nor after the end", async () => {
    const { door, stop } = await aRunningOperation();
    expect((await stop("token-of-bob")).status).toBe(403);
    door.keepRecord({ report: aBareReport(), final: true });
    const ended = await stop();
    expect(ended.status).toBe(409);
    expect(problemOf(ended).detail).toContain("succeeded");
    expect(door.orchestrations.begun).toEqual([]);
  });
});
