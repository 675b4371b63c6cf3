// How two peers poll, against what Interlock makes of the same answers: HashiCorp's client for Azure
// (sdk/client/resourcemanager/poller_lro_test.go and poller_lro_statuses.go of
// https://github.com/hashicorp/go-azure-sdk) and Karpenter's provider for Azure
// (pkg/providers/instance/aksmachinepoller/poller_test.go of
// https://github.com/Azure/karpenter-provider-azure). Facts only. What an answer that could not be read
// leads to is the look's matter (test/unit/activities/looking.test.ts).

import { describe, expect, it } from "vitest";
import type { Polled } from "../../../src/contracts/ports.ts";
import type { OperationAddress } from "../../../src/domain/arm-write.ts";
import { context, scriptedPorts } from "../../support/arm-scripted-client.ts";
import type { Scripted } from "../../support/arm-scripted-client.ts";

const url = "https://management.azure.com/subscriptions/s/operations/42?api-version=2026-01-01";
const address: OperationAddress = { asyncOperation: url, location: null };

/** What each of the answers, one after the other, is taken for. */
async function polledAll(answers: readonly Scripted[]): Promise<readonly Polled[]> {
  let n = -1;
  const scripted = scriptedPorts(() => answers[(n += 1)] ?? "drop");
  const told: Polled[] = [];
  for (const _answer of answers) told.push(await scripted.ports.operations.poll(address, context));
  // One request for each: nothing is repeated within a poll.
  expect(scripted.seen).toHaveLength(answers.length);
  return told;
}

async function kindsOf(answers: readonly Scripted[]): Promise<readonly string[]> {
  return (await polledAll(answers)).map(({ kind }) => kind);
}

const inStatus = (status: string): Scripted => ({ body: { status } });
const inState = (provisioningState: string): Scripted => ({
  body: { id: "/x", properties: { provisioningState } },
});

/** Each word that the client lists, with what it takes it for. */
const words: Readonly<Record<"running" | "succeeded" | "failed" | "canceled", readonly string[]>> =
  {
    succeeded: ["Succeeded", "Completed"],
    failed: ["Failed"],
    canceled: ["Canceled", "Cancelled"],
    running: [
      "InProgress",
      "Accepted",
      "Active",
      "AuthorizeReplication",
      "AwaitingManualAction",
      "BreakReplication",
      "Building",
      "CancelInProgress",
      "ConfiguringNetworking",
      "Created",
      "Creating",
      "CreatingVirtualMachines",
      "Dequeued",
      "finishNewStorageSyncService",
      "newManagedIdentityCredentialStep",
      "newPrivateDnsEntries",
      "newReplicaGroup",
      "notifySyncServicePartition",
      "Patching",
      "Pausing",
      "Pending",
      "Preparing System Configuration",
      "Provisioning",
      "ProvisioningResources",
      "Restarting",
      "Resuming",
      "Running",
      "Scaling",
      "SettingUpStreamingRuntime",
      "Updating",
      "validateInput",
      "Working",
    ],
  };

describe.each(Object.entries(words))("a word that go-azure-sdk takes for %s", (kind, all) => {
  it.each(all)("is taken for the same, in either place and any letter case: %s", async (word) => {
    const spelt = [word, word.toLowerCase(), word.toUpperCase()];
    const told = await polledAll(spelt.flatMap((one) => [inStatus(one), inState(one)]));
    expect(new Set(told.map((polled) => polled.kind))).toEqual(new Set([kind]));
    const unknown = told.filter(
      (polled) => polled.kind === "running" && polled.unknownWord !== null,
    );
    expect(unknown).toEqual([]);
  });
});

describe("a word that is in no list", () => {
  it("is an error for go-azure-sdk; here ARM's rule holds: it goes on, and the word is told", async () => {
    const told = await polledAll([inStatus("Pondering"), inState("Pondering")]);
    expect(told).toMatchObject([
      { kind: "running", unknownWord: "Pondering" },
      { kind: "running", unknownWord: "Pondering" },
    ]);
  });

  it("uses up Karpenter's retries; here it uses up nothing but the time that the step has", async () => {
    const told = await kindsOf(Array.from({ length: 12 }, () => inState("UnknownState")));
    expect(new Set(told)).toEqual(new Set(["running"]));
  });
});

const accepted: Scripted = { status: 202 };
const absent: Scripted = { status: 404 };

/** `says` is how the word is put: as the operation's status, or as the resource's provisioning state. */
describe.each([
  ["the operation's status", inStatus],
  ["the resource's provisioning state", inState],
] as const)("go-azure-sdk's courses, by %s", (_where, says) => {
  it.each<readonly [string, readonly Scripted[], readonly string[], string]>([
    ["done at once", [says("Succeeded")], ["succeeded"], "as there"],
    ["accepted, then done", [accepted, says("Succeeded")], ["running", "succeeded"], "as there"],
    [
      "accepted, in progress, then done",
      [accepted, says("InProgress"), says("Succeeded")],
      ["running", "running", "succeeded"],
      "as there",
    ],
    [
      "a dropped connection in the middle",
      [accepted, "drop", says("InProgress"), says("Succeeded")],
      ["running", "unreadable", "running", "succeeded"],
      "there it is asked again within the poll, here at the next one",
    ],
    [
      "not found at first",
      [absent, says("Succeeded")],
      ["gone", "succeeded"],
      "there a 404 counts as in progress; here from the first one on the state of the resource decides, which cannot be late",
    ],
    [
      "not found at first and in the middle",
      [absent, says("InProgress"), absent, says("Succeeded")],
      ["gone", "running", "gone", "succeeded"],
      "as above",
    ],
  ])("%s", async (_course, answers, kinds) => {
    expect(await kindsOf(answers)).toEqual(kinds);
  });
});

describe("a success without a body", () => {
  it.each<readonly [string, number, string, string]>([
    ["204", 204, "succeeded", "as there"],
    ["200", 200, "unreadable", "there it is the end (Automation sends it); here the state decides"],
  ])("of %s", async (_what, status, kind) => {
    expect(await kindsOf([{ status, body: "" }])).toEqual([kind]);
  });
});

describe("trouble with a poll that Karpenter takes for passing", () => {
  it.each([408, 429, 500, 502, 503, 504])("%i says nothing of the operation", async (status) => {
    const courses = [inStatus("InProgress"), { status }, inStatus("Succeeded")];
    expect(await kindsOf(courses)).toEqual(["running", "unreadable", "succeeded"]);
  });

  it("a broken connection says nothing of the operation", async () => {
    expect(await kindsOf(["drop", inStatus("Succeeded")])).toEqual(["unreadable", "succeeded"]);
  });

  it("a resource without a provisioning state says nothing of the operation", async () => {
    const nothing: Scripted = { body: { id: "/x", properties: { provisioningState: null } } };
    expect(await kindsOf([nothing, nothing, inState("Succeeded")])).toEqual([
      "unreadable",
      "unreadable",
      "succeeded",
    ]);
  });
});

describe("trouble with a poll that Karpenter gives up at", () => {
  // It takes these for the end of its work; here they are about the right to read or about the address,
  // and what Azure does goes on without regard to that: the resource's state is read instead.
  it.each([
    [404, "gone"],
    [401, "unreadable"],
    [403, "unreadable"],
  ])("%i is no failure of the operation here", async (status, kind) => {
    expect(await kindsOf([inStatus("InProgress"), { status }])).toEqual(["running", kind]);
  });
});

describe("Karpenter's courses", () => {
  it.each<readonly [string, readonly Scripted[], readonly string[]]>([
    ["done at once", [inState("Succeeded")], ["succeeded"]],
    [
      "creating, then done",
      [inState("Creating"), inState("Creating"), inState("Succeeded")],
      ["running", "running", "succeeded"],
    ],
    [
      "updating, then done",
      [inState("Updating"), inState("Updating"), inState("Succeeded")],
      ["running", "running", "succeeded"],
    ],
    ["creating, then failed", [inState("Creating"), inState("Failed")], ["running", "failed"]],
    // It ends there as cancelled; here a deletion is an operation like others, and the resource's
    // absence will end the wait.
    ["deleting", [inState("Deleting")], ["running"]],
  ])("%s", async (_course, answers, kinds) => {
    expect(await kindsOf(answers)).toEqual(kinds);
  });

  it("a failure that gives no reason is told as one, not as a fault of the poll", async () => {
    const [polled] = await polledAll([inState("Failed")]);
    expect(polled).toMatchObject({
      kind: "failed",
      refusal: { code: null, message: "The operation ended Failed without saying why." },
    });
  });

  it("a failure keeps its code", async () => {
    const error = { code: "SkuNotAvailable", message: "Not in this region." };
    const [polled] = await polledAll([
      { body: { error, properties: { provisioningState: "Failed" } } },
    ]);
    expect(polled).toMatchObject({ kind: "failed", refusal: error });
  });
});
