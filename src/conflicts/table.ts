// The decision table: which facts of a refusal lead to which class. Rows exclude one another and
// cover everything, which a test proves by walking every combination of the facts: each meets exactly
// one row. The letter of a row is told with every verdict, so never reuse one.
//
// `means` is put into sentences: "Azure refused … with 409 ScopeLocked: a management lock …".

import type { Confidence, ConflictClass, Recovery } from "../domain/verdict.ts";
import { signals } from "./signal.ts";
import type { Ending, RefusalFacts, Signal, StatusClass } from "./signal.ts";

export interface Row {
  readonly row: string;
  /** All conditions that are given have to hold. */
  readonly when: {
    readonly signals: readonly Signal[];
    readonly statuses?: readonly StatusClass[];
    readonly endings?: readonly Ending[];
  };
  readonly class: ConflictClass;
  readonly means: string;
  /** Where they differ from the class's own. */
  readonly delayMs?: number;
  readonly recovery?: Recovery;
  readonly attemptsMax?: number;
  /** Of rows whose own conditions say how sure they are; otherwise it depends on what told the signal. */
  readonly confidence?: Confidence;
  /** Which real events lead here, with the source. */
  readonly because: string;
}

const compute = "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/";
const manager = "https://learn.microsoft.com/azure/azure-resource-manager/";

const spoken: readonly Row[] = [
  {
    row: "A",
    when: { signals: ["locked"] },
    class: "management-lock",
    means: "a management lock covers the resource",
    because: `A lock of level ReadOnly forbids writes and actions, CanNotDelete deletions, for everybody and from any scope above; it can also show late, inside another provider's operation. Only a person removes it. ${manager}management/lock-resources`,
  },
  {
    row: "B",
    when: { signals: ["policy"] },
    class: "policy-or-sku",
    means: "an Azure Policy assignment forbids it",
    because: `A policy with effect deny refuses the write before the provider sees it. ${manager}troubleshooting/error-policy-requestdisallowedbypolicy`,
  },
  {
    row: "C",
    when: { signals: ["quota"] },
    class: "quota",
    means: "a limit of the subscription is reached",
    because: `Cores of a family or of the region, or a count of resources. Compute says it with OperationNotAllowed. ${manager}troubleshooting/error-resource-quota`,
  },
  {
    row: "D",
    when: { signals: ["capacity"] },
    class: "capacity",
    means: "Azure has no room for it in this place now",
    because: `A start or a resize that needs an allocation, mostly told by the operation and not at once. ${compute}allocation-failure`,
  },
  {
    row: "E",
    when: { signals: ["authorization"] },
    class: "authorization",
    means: "the identity may not do it",
    because: `The action is missing on the scope or on a linked one; a new assignment takes minutes to count. https://learn.microsoft.com/azure/role-based-access-control/troubleshooting`,
  },
  {
    row: "F",
    when: { signals: ["not-found"] },
    class: "not-found",
    means: "the resource, or one that it names, does not exist",
    because: `From ARM's own index or from the provider; also when a referenced resource is gone. ${manager}troubleshooting/error-not-found`,
  },
  {
    row: "G",
    when: { signals: ["exists"] },
    class: "already-exists",
    means: "there is one of that name already",
    because: `Names taken in the group, the subscription or everywhere. ${manager}troubleshooting/common-deployment-errors`,
  },
  {
    row: "H",
    when: { signals: ["version"] },
    class: "version-token",
    means: "it has been changed since it was read",
    because: `If-Match named a version that is not the present one. https://learn.microsoft.com/rest/api/compute/virtual-machines/update`,
  },
  {
    row: "I",
    when: { signals: ["throttled"] },
    class: "throttled",
    means: "too many requests were sent",
    because: `ARM's or Compute's token buckets are empty; Compute says it with OperationNotAllowed and the detail TooManyRequests. ${compute}troubleshooting-throttling-errors`,
  },
  {
    row: "J",
    when: { signals: ["running"] },
    class: "concurrent-operation",
    means: "another operation is at work on it",
    because: `Compute refuses while the power state changes or another operation runs, and the loser of two simultaneous writes gets Conflict or ConflictingConcurrentWriteNotAllowed. ${compute}error-messages`,
  },
  {
    row: "K",
    when: { signals: ["neighbour"] },
    class: "concurrent-operation",
    means: "another operation is at work on it or on something that it depends on",
    // The neighbour's operation does not show in the resource's own state.
    delayMs: 10_000,
    because: `The network provider locks what an operation touches and answers RetryableError, with status 429 although nothing is throttled, or AnotherOperationInProgress. https://github.com/hashicorp/terraform/issues/7986`,
  },
  {
    row: "L",
    when: { signals: ["reserved"] },
    class: "concurrent-operation",
    means: "a network interface is still reserved for another machine",
    delayMs: 180_000,
    because: `For 180 seconds after a machine's deletion or failed creation. https://github.com/rancher/machine/pull/359`,
  },
  {
    row: "M",
    when: { signals: ["preempted"] },
    class: "concurrent-operation",
    means: "a more recent operation has taken its place",
    // What the other has made of the resource is the new start, once it is settled.
    recovery: "re-plan",
    attemptsMax: 5,
    because: `Compute ends the older operation as Canceled with OperationPreempted; its work may have been done all the same, so it is read before anything is sent. https://github.com/Azure/azure-sdk-for-java/issues/1783`,
  },
  {
    row: "N",
    when: { signals: ["deleting"] },
    class: "concurrent-operation",
    means: "it is being deleted",
    because: `A deletion wins over everything. When it has ended, the next read tells what is left. ${compute}error-messages`,
  },
  {
    row: "O",
    when: { signals: ["state"] },
    class: "lifecycle-state",
    means: "it is not in the state that this needs",
    because: `Compute's matrix of actions and states: a start of a generalized machine, a change that needs it deallocated, something in use. ${compute}error-messages`,
  },
  {
    row: "d",
    when: { signals: ["changing"] },
    class: "lifecycle-state",
    means: "it, or something that it needs, is changing its state",
    // Nothing has to be done but to let it come to rest.
    delayMs: 30_000,
    because: `A provisioning state such as Updating, without a word about which operation it belongs to. https://learn.microsoft.com/azure/networking/troubleshoot-failed-state`,
  },
  {
    row: "P",
    when: { signals: ["size-in-place"] },
    class: "lifecycle-state",
    means: "the size is not offered where the machine is now",
    because: `The hardware that the machine (or its availability set) is placed on lacks the size; deallocating frees the choice. https://learn.microsoft.com/azure/virtual-machines/sizes/resize-vm`,
  },
  {
    row: "Q",
    when: { signals: ["fixed"] },
    class: "policy-or-sku",
    means: "the resource or the size does not allow it in any state",
    because: `Properties that cannot change, features that a size or a subscription lacks, sizes with and without a temporary disk. https://learn.microsoft.com/azure/virtual-machines/sizes/resize-vm`,
  },
  {
    row: "R",
    when: { signals: ["invalid"] },
    class: "invalid-request",
    means: "the request itself is wrong",
    because: `A value that does not exist or a body that is not understood. ${manager}troubleshooting/common-deployment-errors`,
  },
  {
    row: "S",
    when: { signals: ["transient"] },
    class: "transient-service",
    means: "the service had trouble of its own, and it may have been done",
    because: `Internal errors and time-outs; a machine that VMStartTimedOut speaks of may still come up. ${compute}error-messages`,
  },
];

/** Rows for refusals that neither a code nor a word explains. */
const unspoken: readonly Row[] = [
  {
    row: "T",
    confidence: "high",
    when: { signals: ["none"], statuses: ["401", "403"] },
    class: "authorization",
    means: "the identity may not do it",
    because: `The status says so. https://learn.microsoft.com/azure/role-based-access-control/troubleshooting`,
  },
  {
    row: "U",
    confidence: "high",
    when: { signals: ["none"], statuses: ["404"] },
    class: "not-found",
    means: "the resource, or one that it names, does not exist",
    because: `The status says so. ${manager}troubleshooting/error-not-found`,
  },
  {
    row: "V",
    confidence: "high",
    when: { signals: ["none"], statuses: ["412"] },
    class: "version-token",
    means: "it has been changed since it was read",
    because: `The status says so. https://learn.microsoft.com/rest/api/compute/virtual-machines/update`,
  },
  {
    row: "W",
    confidence: "high",
    when: { signals: ["none"], statuses: ["429"] },
    class: "throttled",
    means: "too many requests were sent",
    because: `The status says so. ${manager}management/request-limits-and-throttling`,
  },
  {
    row: "X",
    confidence: "high",
    when: { signals: ["none"], statuses: ["408", "5xx"] },
    class: "transient-service",
    means: "no usable answer came, and it may have been done",
    because: `ARM gives a provider 60 seconds and then answers 504, whatever the provider does; a 503 may be empty or a page of HTML. https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/common-api-details.md`,
  },
  {
    row: "Y",
    confidence: "high",
    when: { signals: ["none"], statuses: ["none"], endings: ["no-operation"] },
    class: "transient-service",
    means: "no answer came, and it may have been done",
    because: `A connection that broke after the request had left says nothing about the request. https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/common-api-details.md`,
  },
  {
    row: "Z",
    confidence: "medium",
    when: { signals: ["none"], statuses: ["none"], endings: ["canceled"] },
    class: "concurrent-operation",
    means: "the operation was cancelled by somebody else",
    because: `Interlock cancels no operation in Azure, so somebody else's operation or the platform has. https://github.com/Azure/azure-rest-api-specs/issues/22434`,
  },
  {
    row: "a",
    confidence: "low",
    when: { signals: ["none"], statuses: ["400", "4xx"] },
    class: "invalid-request",
    means: "the request itself is wrong",
    because: `A client error that nothing explains further. ${manager}troubleshooting/common-deployment-errors`,
  },
  {
    row: "b",
    confidence: "low",
    when: { signals: ["none"], statuses: ["409", "other"] },
    class: "unknown",
    means: "for a reason that is not known here",
    because: `A conflict under a code that no row knows: it is read before anything else, and not sent over and over. ${compute}error-messages`,
  },
  {
    row: "c",
    confidence: "low",
    when: { signals: ["none"], statuses: ["none"], endings: ["failed"] },
    class: "unknown",
    means: "for a reason that is not known here",
    because: `An operation failed under a code that no row knows; part of its work may be done. ${compute}error-messages`,
  },
];

export const table: readonly Row[] = [...spoken, ...unspoken];

export function matches(row: Row, facts: RefusalFacts): boolean {
  const { when } = row;
  return (
    when.signals.includes(facts.signal) &&
    (when.statuses?.includes(facts.status) ?? true) &&
    (when.endings?.includes(facts.ending) ?? true)
  );
}

/** The row that decides. */
export function rowFor(facts: RefusalFacts): Row {
  const row = table.find((candidate) => matches(candidate, facts));
  if (row === undefined) {
    throw new Error(`No row of ${signals.length} signals decides ${JSON.stringify(facts)}.`);
  }
  return row;
}
