// Errors out of whatever a body may be: causes beside one another, wrappers in wrappers, batches, what
// stands beside the cause, and bounds for all of it.

import { describe, expect, it } from "vitest";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import { endingIn, errorFactsOf } from "../../../src/domain/error-envelope.ts";

const nothingFound = { code: null, innerCodes: [], message: null, otherCauses: [] };

describe("causes beside one another", () => {
  const lock = { code: "ScopeLocked", message: "Locked." };
  const nic = { code: "NicInUse", message: "In use.", target: "nic-1" };

  it("are the chain of the deepest, and the others with codes of their own", () => {
    const deep = { code: "Conflict", message: "Outer.", details: [nic] };
    const body = { error: { code: "DeploymentFailed", message: "Failed.", details: [lock, deep] } };
    expect(errorFactsOf(body)).toMatchObject({
      code: "DeploymentFailed",
      innerCodes: ["Conflict", "NicInUse"],
      message: "In use.",
      target: "nic-1",
      otherCauses: [{ codes: ["ScopeLocked"], message: "Locked.", target: null }],
    });
  });

  it("are at most four, and one of each kind goes before more of the same", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ code: "A", message: `a${at}` }));
    const facts = errorFactsOf({ error: { code: "W", message: "w", details: [...many, lock] } });
    expect(facts.otherCauses).toHaveLength(4);
    expect(facts.otherCauses[0]?.codes).toEqual(["ScopeLocked"]);
  });

  it("are none where an answer only says the same again", () => {
    const body = {
      Code: "Conflict",
      Message: "Cannot update.",
      Details: [
        { Message: "Cannot update." },
        { Code: "Conflict" },
        { ErrorEntity: { ExtendedCode: "1", Code: "Conflict", Message: "Cannot update." } },
      ],
    };
    expect(errorFactsOf(body)).toMatchObject({
      code: "Conflict",
      message: "Cannot update.",
      otherCauses: [],
    });
  });
});

describe("what wraps a cause", () => {
  it("may be deployments within deployments, as JSON in strings", () => {
    const wrap = (inner: object, code: string) => ({
      status: "Failed",
      error: {
        code,
        message: "x",
        details: [{ code: "Conflict", message: JSON.stringify(inner) }],
      },
    });
    const cause = { error: { code: "AllocationFailed", message: "No room." } };
    const body = ["ResourceDeploymentFailure", "DeploymentFailed", "DeploymentFailed"].reduce(
      (inner: object, code) => wrap(inner, code),
      cause,
    );
    const facts = errorFactsOf(JSON.stringify(body));
    expect(facts.message).toBe("No room.");
    expect(facts.innerCodes).toContain("AllocationFailed");
  });

  it("may be a batch, whose failed answers are the causes", () => {
    const failed = (status: number, code: string) => ({
      httpStatusCode: status,
      content: { error: { code, message: code } },
    });
    const done = { httpStatusCode: 200, content: { name: "x" } };
    const responses = [done, failed(409, "ScopeLocked"), failed(404, "ResourceNotFound")];
    expect(errorFactsOf({ responses })).toMatchObject({
      code: "ScopeLocked",
      status: 409,
      otherCauses: [{ codes: ["ResourceNotFound"] }],
    });
  });

  it("may be an operation's body or a resource's", () => {
    const error = { code: "OperationPreempted", message: "Preempted." };
    expect(refusalFromBody({ status: "Canceled", error })).toMatchObject({
      operationStatus: "Canceled",
      code: "OperationPreempted",
    });
    const statusMessage = { status: "Failed", error };
    const body = { properties: { provisioningState: "Failed", statusMessage } };
    expect(errorFactsOf(body).code).toBe("OperationPreempted");
    expect([endingIn(body), endingIn({ status: "Succeeded" })]).toEqual(["Failed", null]);
  });

  it.each([
    ["the XML of the storage services", "<Error><Code>X</Code><Message>m.</Message></Error>"],
    ["the Go client's form", 'failed: Code="X" Message="m."'],
    ["JSON behind a sentence", 'Call failed: {"error":{"code":"X","message":"m."}}'],
    ["JSON behind a sentence, cut off", 'Call failed: {"error":{"code":"X","message":"m.'],
  ])("may be %s", (_what, text) => {
    const facts = errorFactsOf(text);
    expect([facts.code, facts.message]).toEqual(["X", "m."]);
  });
});

describe("what stands beside a cause", () => {
  const told = "Another operation is in progress. To retrieve status of the operation use uri: ";
  const address = `https://management.azure.com/subscriptions/s/operations/o?t=${"x".repeat(4_000)}`;

  it("is the address of the operation in the way, whole, or none", () => {
    expect(errorFactsOf({ code: "X", message: `${told}${address}.` }).blockedBy).toBe(address);
    const tooLong = `${address}${"y".repeat(9_000)}`;
    expect(errorFactsOf({ code: "X", message: `${told}${tooLong}` }).blockedBy).toBeNull();
    const help = "See https://aka.ms/help for more.";
    expect(errorFactsOf({ code: "X", message: help }).blockedBy).toBeNull();
  });

  it("are the assignments of the policies that forbid it", () => {
    const info = (id: string) => ({ type: "PolicyViolation", info: { policyAssignmentId: id } });
    const additionalInfo = [info("/a"), { type: "Other", info: {} }, info("/b"), info("/a")];
    const body = { error: { code: "RequestDisallowedByPolicy", message: "No.", additionalInfo } };
    expect(errorFactsOf(body).policyAssignments).toEqual(["/a", "/b"]);
  });
});

describe("a body that nobody would send", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 7],
    ["an empty object", {}],
    ["lists in lists", [[[[]]]]],
    ["text of nothing", "   "],
  ])("holds nothing: %s", (_what, value) => {
    expect(errorFactsOf(value)).toMatchObject(nothingFound);
  });

  it("is read within bounds however deep and wide it is", () => {
    let deep: unknown = { code: "Deep", message: "deep" };
    for (let depth = 0; depth < 1_000; depth += 1) deep = { error: deep };
    const wide = { details: Array.from({ length: 20_000 }, (_, at) => ({ code: `C${at}` })) };
    for (const value of [
      deep,
      wide,
      { code: "x".repeat(1_000_000), message: "<".repeat(1_000_000) },
    ]) {
      expect(JSON.stringify(refusalFromBody(value)).length).toBeLessThan(10_000);
    }
  });
});
