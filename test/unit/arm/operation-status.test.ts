// What the answers of an operation's address mean.

import { describe, expect, it } from "vitest";
import type { Polled } from "../../../src/contracts/ports.ts";
import type { OperationAddress } from "../../../src/domain/arm-write.ts";
import { context, scriptedPorts } from "../../support/arm-scripted-client.ts";
import type { Scripted, ScriptedAnswer, ScriptedPorts } from "../../support/arm-scripted-client.ts";

const asyncOperation = `https://management.azure.com/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/operations/42?p=1&api-version=2026-04-01&t=638&c=${"MIIH".repeat(800)}~&s=a-b_c~&h=x%2Fy`;
const location = `${asyncOperation}&monitor=true`;
const both: OperationAddress = { asyncOperation, location };
const locationOnly: OperationAddress = { asyncOperation: null, location };

function poll(scripted: ScriptedPorts, address: OperationAddress = both): Promise<Polled> {
  return scripted.ports.operations.poll(address, context);
}

function polled(answer: Scripted, address: OperationAddress = both): Promise<Polled> {
  return poll(
    scriptedPorts(() => answer),
    address,
  );
}

function status(word: string, rest: Readonly<Record<string, unknown>> = {}): ScriptedAnswer {
  return { body: { startTime: "2026-01-05T08:00:00+00:00", status: word, ...rest } };
}

describe("polling Azure-AsyncOperation", () => {
  it("asks that address whole, once, with the token and the identifiers", async () => {
    const scripted = scriptedPorts(() => status("InProgress"));
    await poll(scripted);
    expect(scripted.seen).toHaveLength(1);
    expect(scripted.seen[0]).toMatchObject({
      method: "GET",
      url: asyncOperation,
      headers: {
        authorization: "Bearer a-token",
        "x-ms-client-request-id": context.clientRequestId,
        "x-ms-correlation-request-id": context.correlationId,
      },
    });
    expect(scripted.seen[0]?.headers).not.toHaveProperty("x-interlock-fencing");
  });

  it.each([
    ["InProgress", null],
    ["Running", null],
    ["accepted", null],
    ["UPDATING", null],
    ["SucceededPartly", "SucceededPartly"],
    ["Failing", "Failing"],
    ["x".repeat(1_000), "x".repeat(60)],
  ] as const)(
    "takes the status word %s as running, and tells one that is not known: %s",
    async (word, unknownWord) => {
      const answer = {
        ...status(word),
        headers: {
          "retry-after": "36",
          "x-ms-ratelimit-remaining-resource":
            "Microsoft.Compute/GetOperationResource;44,Microsoft.Compute/GetOperationSubscriptionMaximum;14999",
        },
      };
      expect(await polled(answer)).toEqual({
        kind: "running",
        retryAfterMs: 36_000,
        allowance: { resourceReads: null, operationReads: 44 },
        unknownWord,
      });
    },
  );

  it.each(["Succeeded", "succeeded", "SUCCEEDED"])("takes %s as the end", async (word) => {
    const scripted = scriptedPorts(() => status(word, { endTime: "2026-01-05T08:01:00+00:00" }));
    expect(await poll(scripted)).toEqual({ kind: "succeeded" });
    expect(scripted.seen).toHaveLength(1);
  });

  it("tells a failure with its code and deepest message, without an HTTP status", async () => {
    const error = { code: "AllocationFailed", message: "Allocation failed. No capacity." };
    expect(await polled(status("Failed", { error }))).toMatchObject({
      kind: "failed",
      refusal: { phase: "poll", status: null, operationStatus: "Failed", ...error },
    });
  });

  it.each(["Canceled", "cancelled"])(
    "keeps the error of an operation that ended %s",
    async (word) => {
      const error = {
        code: "OperationPreempted",
        message: "Operation execution has been preempted.",
      };
      expect(await polled(status(word, { error }))).toMatchObject({
        kind: "canceled",
        refusal: { status: null, operationStatus: "Canceled", code: "OperationPreempted" },
      });
    },
  );

  it("tells a failure without an error as one that gave no reason", async () => {
    expect(await polled(status("Failed"))).toMatchObject({
      kind: "failed",
      refusal: {
        code: null,
        innerCodes: [],
        message: "The operation ended Failed without saying why.",
      },
    });
  });

  it.each([404, 410])("takes a %i as an address that is gone", async (code) => {
    const answer = { status: code, body: { error: { code: "NotFound", message: "?" } } };
    expect(await polled(answer)).toEqual({ kind: "gone" });
  });

  it.each([401, 403, 429, 500, 503, 504])(
    "takes a %i as a status that could not be read, not as a failed operation",
    async (code) => {
      const answer = { status: code, headers: { "retry-after": "20" }, body: "<html>" };
      expect(await polled(answer)).toMatchObject({
        kind: "unreadable",
        retryAfterMs: 20_000,
        refusal: { status: code, phase: "poll" },
      });
    },
  );

  it.each([
    ["a body that is no JSON", { body: "<html><body>Hello</body></html>" }],
    ["an empty body", { body: "" }],
    ["a body without a status word", { body: { name: "42" } }],
    ["a status that is no word", { body: { status: 7 } }],
  ])("takes 200 with %s as unreadable", async (_what, answer) => {
    expect(await polled(answer)).toMatchObject({ kind: "unreadable" });
  });

  it("takes an error without a status word for the operation's failure", async () => {
    const body = { error: { code: "OperationPreempted", message: "It was preempted." } };
    expect(await polled({ status: 200, body })).toMatchObject({
      kind: "failed",
      refusal: { code: "OperationPreempted" },
    });
  });

  it("takes a 204, which only a Location answers, for its end", async () => {
    expect(await polled({ status: 204 })).toEqual({ kind: "succeeded" });
  });

  it("takes a dropped connection and a missing answer as unreadable", async () => {
    const nothing = { kind: "unreadable", refusal: null, retryAfterMs: null };
    expect(await polled("drop")).toEqual(nothing);
    const scripted = scriptedPorts(() => "hang", { answerTimeLimitMs: 20 });
    expect(await poll(scripted)).toEqual(nothing);
  });
});

describe("polling Location, where there is nothing better", () => {
  it("asks it whole", async () => {
    const scripted = scriptedPorts(() => ({ status: 202, headers: { "retry-after": "15" } }));
    expect(await poll(scripted, locationOnly)).toMatchObject({
      kind: "running",
      retryAfterMs: 15_000,
    });
    expect(scripted.seen.map((request) => request.url)).toEqual([location]);
  });

  it.each([200, 201, 204])("takes %i as success", async (code) => {
    expect(await polled({ status: code }, locationOnly)).toEqual({ kind: "succeeded" });
  });

  it.each([
    { error: { code: "OperationPreempted", message: "It was preempted." } },
    { status: "Canceled", error: { code: "OperationPreempted" } },
  ])("takes a 200 that says %j for the operation's failure", async (body) => {
    expect(await polled({ status: 200, body }, locationOnly)).toMatchObject({
      kind: "failed",
      refusal: { code: "OperationPreempted", phase: "poll" },
    });
  });

  it("takes a refusal there as the operation's own failure", async () => {
    const answer = {
      status: 409,
      body: { error: { code: "OperationNotAllowed", message: "No." } },
    };
    expect(await polled(answer, locationOnly)).toMatchObject({
      kind: "failed",
      refusal: { status: 409, code: "OperationNotAllowed" },
    });
  });

  it.each([401, 403, 408, 429, 500, 503])("takes a %i as unreadable", async (code) => {
    expect(await polled({ status: code }, locationOnly)).toMatchObject({ kind: "unreadable" });
  });

  it("takes a 404 as gone", async () => {
    expect(await polled({ status: 404 }, locationOnly)).toEqual({ kind: "gone" });
  });
});

describe("an address that may not be asked", () => {
  it.each([
    "https://management.azure.com.evil.example/operations/42",
    "https://evil.example/operations/42",
    "https://management.azure.com:8443/operations/42",
    "http://management.azure.com/operations/42",
    "https://management.azure.com@evil.example/operations/42",
    "//evil.example/operations/42",
    "no address at all",
  ])("gets no request and no token: %s", async (address) => {
    const scripted = scriptedPorts(() => status("Succeeded"));
    expect(await poll(scripted, { asyncOperation: address, location: address })).toEqual({
      kind: "gone",
    });
    expect(scripted.seen).toHaveLength(0);
  });

  it("gives way to one that may", async () => {
    const scripted = scriptedPorts(() => ({ status: 202 }));
    const address = { asyncOperation: "https://evil.example/operations/42", location };
    expect(await poll(scripted, address)).toMatchObject({ kind: "running" });
    expect(scripted.seen.map((request) => request.url)).toEqual([location]);
  });

  it("is completed when it came without a host", async () => {
    const scripted = scriptedPorts(() => status("Succeeded"));
    await poll(scripted, {
      asyncOperation: "/subscriptions/s/operations/42?api-version=1",
      location: null,
    });
    expect(scripted.seen.map((request) => request.url)).toEqual([
      "https://management.azure.com/subscriptions/s/operations/42?api-version=1",
    ]);
  });
});
