// Sending one write: what keeps it from being sent, what is made of the answer, and that a second run
// of the activity does no harm.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import type { SubmitStepAnswer } from "../../../src/contracts/activity-messages.ts";
import { clientRequestIdOf } from "../../../src/contracts/client-request-id.ts";
import { addMs } from "../../../src/domain/instant.ts";
import type { Step } from "../../../src/domain/plan.ts";
import { anAzureScene, aSceneWorld } from "../../support/azure-scene.ts";
import type { AzureScene } from "../../support/azure-scene.ts";
import { anOperationRequest } from "../../support/operation-request.ts";
import { followIn, stepsIn, submitIn } from "../../support/step-driver.ts";

const everything = ["downtime", "temporary-disk-loss"] as const;

async function deallocateIn(scene: AzureScene): Promise<Step> {
  const [deallocate] = await stepsIn(scene);
  if (deallocate?.id !== "deallocate") throw new Error("Nothing is deallocated.");
  return deallocate;
}

async function resizeIn(scene: AzureScene, size = "Standard_D2s_v4"): Promise<Step> {
  const steps = await stepsIn(scene, { parameters: { size }, accept: everything });
  const resize = steps.find((step) => step.id === "resize");
  if (resize === undefined) throw new Error("Nothing is resized.");
  return resize;
}

function sentIn(scene: AzureScene): readonly string[] {
  return [...scene.requests("POST"), ...scene.requests("PATCH"), ...scene.requests("PUT")];
}

function scene(...faults: readonly Fault[]): AzureScene {
  return anAzureScene({ faults });
}

describe("a write", () => {
  it("is sent once and tells where its operation is followed", async () => {
    const azure = scene();
    const answer = await submitIn(azure, await deallocateIn(azure));
    expect(answer).toMatchObject({ kind: "accepted", retryAfterMs: 10_000 });
    expect(answer.kind === "accepted" && answer.address.asyncOperation).toContain("/operations/");
    expect(sentIn(azure)).toHaveLength(1);
    expect(azure.vm().provisioningState).toBe("Updating");
  });

  it("carries the client request ID under which the lease has it, and the fencing number", async () => {
    const azure = scene();
    await submitIn(azure, await deallocateIn(azure), { attempt: 2, fencing: 41 });
    const sent = azure.azure.exchanges().find(({ request }) => request.method === "POST");
    const { operationId } = anOperationRequest();
    expect(sent?.request.headers).toMatchObject({
      "x-ms-client-request-id": clientRequestIdOf({
        operationId,
        stepId: "deallocate",
        attempt: 2,
        fencing: 41,
      }),
      "x-ms-correlation-request-id": anOperationRequest().correlationId,
      "x-interlock-fencing": "41",
    });
  });

  it("that changes the model names the version that was just read", async () => {
    const azure = scene();
    await submitIn(azure, await resizeIn(azure));
    const sent = azure.azure.exchanges().find(({ request }) => request.method === "PATCH");
    expect(sent?.request.headers["if-match"]).toMatch(/^"\d+"$/);
  });

  it("is refused by that version when somebody else comes between read and write", async () => {
    const azure = scene({
      match: { method: "PATCH", principal: "interlock" },
      effect: { kind: "withhold-before", ms: 30_000 },
    });
    const resize = await resizeIn(azure);
    azure.azure.addFaults([
      {
        effect: {
          kind: "actor",
          atMs: 5_000,
          request: {
            method: "PATCH",
            path: `${resize.write.resourceId}?api-version=2026-04-01`,
            body: { tags: { by: "somebody" } },
          },
        },
      },
    ]);
    const answer = await submitIn(azure, resize);
    expect(answer).toMatchObject({ kind: "refused", refusal: { status: 412 } });
    expect(azure.vm().size).toBe("Standard_D4s_v4");
  });
});

describe("nothing is sent", () => {
  it("when the effect is there already", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    await followOwn(azure, deallocate);
    const sentBefore = sentIn(azure).length;
    expect((await submitIn(azure, deallocate)).kind).toBe("already");
    expect(sentIn(azure)).toHaveLength(sentBefore);
  });

  it("while an operation is at work, our own from an earlier run included", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    await submitIn(azure, deallocate);
    expect(await submitIn(azure, deallocate)).toMatchObject({
      kind: "busy",
      seen: { provisioningState: "Updating" },
    });
    expect(sentIn(azure)).toHaveLength(1);
  });

  it("when a condition before it does not hold, and the answer says which", async () => {
    const azure = scene();
    const steps = await stepsIn(azure);
    const [, resize] = steps;
    if (resize === undefined) throw new Error("Nothing is resized.");
    const answer = await submitIn(azure, resize);
    expect(answer).toMatchObject({
      kind: "unmet",
      unmet: ["PowerState/deallocated, now PowerState/running"],
    });
    expect(sentIn(azure)).toEqual([]);
  });

  it("when the machine is gone", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    azure.azure.seed({});
    expect(await submitIn(azure, deallocate)).toMatchObject({
      kind: "unmet",
      seen: { exists: false },
    });
  });

  it("after the lease may have gone to somebody else", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    const late = await submitIn(azure, deallocate, { notAfter: addMs(azure.now(), -1) });
    expect(late.kind).toBe("too-late");
    expect(sentIn(azure)).toEqual([]);
  });

  it("after the lease may have gone, and it is told what an earlier run has sent in time", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    const first = await submitIn(azure, deallocate);
    const late = { notAfter: addMs(azure.now(), -1) };
    expect((await submitIn(azure, deallocate, late)).kind).toBe("busy");
    await followAccepted(azure, deallocate, first);
    expect((await submitIn(azure, deallocate, late)).kind).toBe("already");
    expect(sentIn(azure)).toHaveLength(1);
  });

  it("when the read before it takes until the lease may have gone", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    azure.azure.addFaults([{ match: { method: "GET" }, effect: { kind: "delay", ms: 20_000 } }]);
    const late = await submitIn(azure, deallocate, { notAfter: addMs(azure.now(), 10_000) });
    expect(late.kind).toBe("too-late");
    expect(sentIn(azure)).toEqual([]);
  });

  it("when the machine cannot be read, and the answer says when to try again", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    azure.azure.addFaults([
      { match: { method: "GET" }, effect: { kind: "throttle", retryAfter: 17 } },
    ]);
    expect(await submitIn(azure, deallocate)).toMatchObject({
      kind: "unreadable",
      refusal: { status: 429 },
      retryAt: addMs(azure.now(), 17_000),
    });
    expect(sentIn(azure)).toEqual([]);
  });

  it("when the machine may not be read any more, which is judged at once", async () => {
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    const error = { code: "AuthorizationFailed", message: "The client may not read it." };
    azure.azure.addFaults([
      { match: { method: "GET" }, effect: { kind: "answer", status: 403, body: { error } } },
    ]);
    expect(await submitIn(azure, deallocate)).toMatchObject({
      kind: "unreadable",
      verdict: { class: "authorization", recovery: "stop" },
    });
    expect(sentIn(azure)).toEqual([]);
  });
});

describe("an answer that tells nothing", () => {
  const silent: readonly (readonly [string, Fault["effect"]])[] = [
    ["an empty 503", { kind: "answer", status: 503 }],
    ["a 504", { kind: "answer", status: 504, body: { error: { code: "GatewayTimeout" } } }],
    ["a connection that ends before", { kind: "drop-before" }],
    ["a connection that ends after the acceptance", { kind: "drop-after" }],
  ];
  it.each(silent)("is told as unknown: %s", async (_what, effect) => {
    const azure = scene({ match: { method: "POST" }, effect });
    expect(await submitIn(azure, await deallocateIn(azure))).toMatchObject({ kind: "unknown" });
  });

  it("leads to no second write when the first was accepted after all", async () => {
    const azure = scene({ match: { method: "POST" }, effect: { kind: "drop-after" } });
    const deallocate = await deallocateIn(azure);
    const { write, after } = deallocate;
    await submitIn(azure, deallocate);
    expect((await submitIn(azure, deallocate)).kind).toBe("busy");
    const followed = await followIn(azure, {
      address: null,
      after,
      startedAt: azure.now(),
      writeKind: write.kind,
      target: write.resourceId,
    });
    expect(followed.end).toMatchObject({ how: "settled", unmet: [] });
    expect((await submitIn(azure, deallocate)).kind).toBe("already");
    expect(azure.azure.dump().operations).toHaveLength(1);
  });
});

describe("a refusal", () => {
  it("is handed on with its code and what was seen before", async () => {
    const lock = {
      scope: "/subscriptions/00000000-0000-4000-8000-000000000001",
      name: "freeze",
      level: "ReadOnly",
    } as const;
    const azure = scene();
    const deallocate = await deallocateIn(azure);
    azure.azure.seed(aSceneWorld({}, { locks: [lock] }));
    expect(await submitIn(azure, deallocate)).toMatchObject({
      kind: "refused",
      refusal: { status: 409, code: "ScopeLocked" },
      seen: { powerState: "running" },
    });
  });
});

async function followOwn(azure: AzureScene, step: Step): Promise<void> {
  await followAccepted(azure, step, await submitIn(azure, step));
}

async function followAccepted(
  azure: AzureScene,
  step: Step,
  answer: SubmitStepAnswer,
): Promise<void> {
  if (answer.kind !== "accepted") throw new Error(`Not accepted but ${answer.kind}`);
  const { address, sentAt: startedAt } = answer;
  const { write, after } = step;
  const what = { address, after, startedAt, writeKind: write.kind, target: write.resourceId };
  await followIn(azure, what);
}
