// Every form in which Azure says no, read into the same facts.

import { describe, expect, it } from "vitest";
import { refusalOf } from "../../../src/arm/refusal-reader.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";

const clock = { now: () => "2026-01-05T08:00:00.000Z" };

function read(
  body: unknown,
  options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Refusal {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { status = 409, headers = {} } = options;
  return refusalOf({ request: "POST /subscriptions/s/x", status, headers, text }, "submit", clock);
}

describe("reading a refusal's body", () => {
  const error = { code: "OperationNotAllowed", message: "Not while it runs.", target: "vm" };
  const facts = {
    code: "OperationNotAllowed",
    message: "Not while it runs.",
    target: "vm",
    innerCodes: [],
  };

  it.each([
    ["the usual wrapper", { error }],
    ["no wrapper", error],
    [
      "a wrapper in PascalCase",
      { Error: { Code: error.code, Message: error.message, Target: "vm" } },
    ],
    ["PascalCase without a wrapper", { Code: error.code, Message: error.message, Target: "vm" }],
    ["the whole body put into a string", JSON.stringify({ error })],
    [
      "an OData wrapper",
      { "odata.error": { ...error, message: { lang: "en", value: error.message } } },
    ],
    ["an empty list of details", { error: { ...error, details: [] } }],
    ["a byte order of its own in front", ` \n${JSON.stringify({ error })}`],
  ])("finds code, message and target in %s", (_what, body) => {
    expect(read(body)).toMatchObject(facts);
  });

  it("finds the same in a JSON string of a JSON body", () => {
    expect(read(JSON.stringify(JSON.stringify({ error })))).toMatchObject(facts);
  });

  it("goes down to the deepest message and gathers the codes on the way", () => {
    const body = {
      error: {
        code: "DeploymentFailed",
        message: "At least one resource deployment operation failed.",
        details: [
          {
            code: "ResourceDeploymentFailure",
            message: "The resource operation completed with terminal provisioning state 'Failed'.",
            details: [{ code: "AllocationFailed", message: "No capacity.", target: "api-01" }],
          },
        ],
      },
    };
    expect(read(body)).toMatchObject({
      code: "DeploymentFailed",
      innerCodes: ["ResourceDeploymentFailure", "AllocationFailed"],
      message: "No capacity.",
      target: "api-01",
    });
  });

  it("reads an error that was put as JSON into a message", () => {
    const inner = JSON.stringify({
      error: { code: "ScopeLocked", message: "The scope is locked." },
    });
    expect(read({ error: { code: "Conflict", message: inner } })).toMatchObject({
      code: "Conflict",
      innerCodes: ["ScopeLocked"],
      message: "The scope is locked.",
    });
  });

  it("reads Compute's inner error", () => {
    const body = {
      error: {
        code: "OperationNotAllowed",
        message: "Cannot resize disk.",
        innererror: { internalErrorCode: "ChangeDiskSizeWhileAttachedNotAllowed" },
      },
    };
    expect(read(body)).toMatchObject({
      code: "OperationNotAllowed",
      innerCodes: ["ChangeDiskSizeWhileAttachedNotAllowed"],
      message: "Cannot resize disk.",
    });
  });

  it("reads inner errors inside inner errors", () => {
    const body = {
      error: {
        code: "A",
        message: "a",
        innererror: { code: "B", innererror: { code: "C", message: "c" } },
      },
    };
    expect(read(body)).toMatchObject({ code: "A", innerCodes: ["B", "C"], message: "c" });
  });

  it("keeps the sentence of a throttle, whose detail is data and no sentence", () => {
    const body = {
      code: "OperationNotAllowed",
      message: "The server rejected the request because too many requests have been received.",
      details: [
        {
          code: "TooManyRequests",
          target: "UpdateVM",
          message: JSON.stringify({
            operationGroup: "UpdateVM",
            allowedRequestCount: 12,
            measuredRequestCount: 20,
          }),
        },
      ],
    };
    expect(read(body, { status: 429, headers: { "retry-after": "1200" } })).toMatchObject({
      code: "OperationNotAllowed",
      innerCodes: ["TooManyRequests"],
      message: body.message,
      target: "UpdateVM",
      retryAfterMs: 1_200_000,
    });
  });

  it("takes the words of an HTML page and no code", () => {
    const html =
      "<!DOCTYPE html><html><head><title>Service Unavailable</title><style>p{}</style></head><body><h2>x</h2></body></html>";
    expect(read(html, { status: 503 })).toMatchObject({
      code: null,
      innerCodes: [],
      message: "Service Unavailable",
    });
    expect(read("<p>Try <b>again</b></p>")).toMatchObject({ code: null, message: "Try again" });
  });

  it("takes plain text as the message", () => {
    expect(read("upstream connect error")).toMatchObject({
      code: null,
      message: "upstream connect error",
    });
  });

  it.each([
    ["nothing", ""],
    ["null", "null"],
    ["an empty object", "{}"],
    ["an empty list", "[]"],
    ["a number", "7"],
  ])("says so when the body is %s", (_what, body) => {
    expect(read(body, { status: 503 })).toMatchObject({
      code: null,
      innerCodes: [],
      message: "Azure answered 503 without saying why.",
    });
  });

  it("reads an error that is a word beside its description", () => {
    expect(read({ error: "invalid_token", error_description: "Expired." })).toMatchObject({
      code: "invalid_token",
      message: "Expired.",
    });
  });
});

describe("the size of a refusal", () => {
  it("is bounded whatever the body is", () => {
    const detail = (depth: number): unknown => ({
      code: `Code${depth}-${"x".repeat(500)}`,
      message: "m".repeat(10_000),
      target: "t".repeat(10_000),
      details: depth > 40 ? [] : Array.from({ length: 3 }, () => detail(depth + 20)),
    });
    const refusal = read({ error: detail(0) });
    expect(refusal.message.length).toBeLessThanOrEqual(1_000);
    expect(refusal.code?.length).toBeLessThanOrEqual(120);
    expect(refusal.target?.length).toBeLessThanOrEqual(500);
    expect(refusal.innerCodes.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(refusal).length).toBeLessThan(6_000);
  });

  it("survives a body that is nested without end", () => {
    const body = `${'{"error":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(read(body).message.length).toBeLessThanOrEqual(1_000);
    expect(read("x".repeat(5_000_000)).message.length).toBeLessThanOrEqual(1_000);
  });
});

describe("reading a refusal's headers", () => {
  it("keeps what a support request needs", () => {
    const headers = {
      "x-ms-failure-cause": "gateway",
      "x-ms-request-id": "r-1",
      "x-ms-correlation-request-id": "c-1",
    };
    expect(read({ error: { code: "ScopeLocked", message: "Locked." } }, { headers })).toMatchObject(
      {
        phase: "submit",
        status: 409,
        operationStatus: null,
        failureCause: "gateway",
        requestId: "r-1",
        correlationId: "c-1",
        request: "POST /subscriptions/s/x",
        retryAfterMs: null,
      },
    );
  });

  it.each([
    ["17", 17_000],
    ["0", 0],
    [" 5 ", 5_000],
    ["0.5", 500],
    ["Mon, 05 Jan 2026 08:01:30 GMT", 90_000],
    ["Mon, 05 Jan 2026 07:00:00 GMT", 0],
    ["99999999999", 86_400_000],
    ["soon", null],
    ["", null],
  ])("reads Retry-After %j as %j milliseconds", (value, ms) => {
    expect(read("", { headers: { "retry-after": value } }).retryAfterMs).toBe(ms);
  });

  it("measures a date by the server's own clock where it is told", () => {
    const headers = {
      date: "Mon, 05 Jan 2026 09:00:00 GMT",
      "retry-after": "Mon, 05 Jan 2026 09:00:20 GMT",
    };
    expect(read("", { headers }).retryAfterMs).toBe(20_000);
  });
});
