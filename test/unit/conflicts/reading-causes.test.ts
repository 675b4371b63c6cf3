// How the classifier reads words and causes: concepts instead of sentences, the worst of several causes,
// and how sure it is.

import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import type { Refusal } from "../../../src/domain/refusal.ts";
import type { ConflictClass } from "../../../src/domain/verdict.ts";
import { aRefusal } from "../../support/refusals.ts";

const context = { write: "vm-set-size", resourceType: "Microsoft.Compute/virtualMachines" };

function verdictOf(change: Partial<Refusal>) {
  return judge(aRefusal(change), context);
}

function notAllowed(message: string): Partial<Refusal> {
  return { code: "OperationNotAllowed", message };
}

describe("reading words", () => {
  it("takes what is missing for a state, though it names an operation", () => {
    const none = notAllowed("There is no ongoing Rolling Upgrade to cancel.");
    expect(verdictOf(none).class).toBe("lifecycle-state");
    const running = notAllowed("There is an ongoing Rolling Upgrade that has to end.");
    expect(verdictOf(running).class).toBe("concurrent-operation");
  });

  it("reads contractions, hyphens and other ways to say no as one", () => {
    for (const no of ["can't", "can’t", "cannot", "could not", "is unable to", "is not able to"]) {
      const message = `The server ${no} be found.`;
      expect(verdictOf({ code: "Conflict", message }).class).toBe("not-found");
    }
    for (const how of ["soft-deleted", "soft deleted"]) {
      const message = `The vault has been ${how}; recover or purge it.`;
      expect(verdictOf({ code: "Conflict", message }).class).toBe("already-exists");
    }
  });

  it("reads no word in names and addresses", () => {
    const name =
      "/subscriptions/s/resourceGroups/quota-exceeded/providers/Microsoft.X/y/locked-etag";
    expect(verdictOf({ code: "Conflict", message: `Computer says no to ${name}` }).class).toBe(
      "unknown",
    );
  });

  it("does not read over the end of a sentence", () => {
    const message = "Others exceed the limit. Your subscription is fine.";
    expect(verdictOf({ code: "Conflict", message }).class).not.toBe("quota");
    const joined = message.replace(". Your", " of your");
    expect(verdictOf({ code: "Conflict", message: joined }).class).toBe("quota");
  });

  it("takes a word for a state only where the answer is not about the request", () => {
    const message = "The target fleet is empty.";
    expect(verdictOf({ code: "Conflict", message }).class).toBe("lifecycle-state");
    expect(verdictOf({ status: 400, code: "BadRequest", message }).class).toBe("invalid-request");
  });

  it("waits for what changes by itself before it reads anew", () => {
    const verdict = verdictOf(notAllowed("The subnet is in state Updating."));
    expect(verdict).toMatchObject({ class: "lifecycle-state", recovery: "re-plan" });
    expect(verdict.delayMs).toBeGreaterThanOrEqual(30_000);
  });
});

describe("several causes beside one another", () => {
  const busy = { code: "Conflict", message: "Another operation is in progress." };
  const locked = { code: "ScopeLocked", message: "The scope is locked." };
  const strange = { code: "SomethingNeverSeen", message: "Computer says no." };

  function classOf(...details: readonly object[]): ConflictClass {
    const body = { error: { code: "DeploymentFailed", message: "At least one failed.", details } };
    return judge(refusalFromBody(body), context).class;
  }

  it("are decided by the one that stops, in whatever order they stand", () => {
    expect(classOf(busy, locked)).toBe("management-lock");
    expect(classOf(locked, busy)).toBe("management-lock");
  });

  it("are decided by the one that is known", () => {
    expect(classOf(strange, busy)).toBe("concurrent-operation");
    expect(classOf(busy, strange)).toBe("concurrent-operation");
  });

  it("are told by the cause that decided", () => {
    const body = { error: { code: "DeploymentFailed", message: "x", details: [busy, locked] } };
    expect(judge(refusalFromBody(body), context).sentence).toContain("ScopeLocked");
  });
});

describe("how sure a verdict is", () => {
  it("depends on what told it", () => {
    expect(verdictOf({ code: "ScopeLocked" }).confidence).toBe("high");
    expect(verdictOf({ status: 429 }).confidence).toBe("high");
    expect(verdictOf({ code: "Conflict", message: "It is in use by x." }).confidence).toBe(
      "medium",
    );
    expect(verdictOf({ code: "SomethingNeverSeen" }).confidence).toBe("low");
    expect(verdictOf({ status: 400, code: "SomethingNeverSeen" }).confidence).toBe("low");
  });
});

describe("a code that means something else of one type", () => {
  it("is read by that type", () => {
    const refusal = aRefusal({ status: 503, code: "ServiceUnavailable" });
    const account = "Microsoft.DocumentDB/databaseAccounts";
    expect(judge(refusal, { write: null, resourceType: account }).class).toBe("capacity");
    expect(judge(refusal, context).class).toBe("transient-service");
  });
});
