// Scenarios of peers that tests of our own tell already: named here, not repeated, and looked up, so
// that a test which goes away or is renamed is missed. Facts only, from
// pkg/provider/azure_lock_test.go and pkg/azclient/policy of
// https://github.com/kubernetes-sigs/cloud-provider-azure, aksmachinepoller/poller_test.go of
// https://github.com/Azure/karpenter-provider-azure and azure_controller_common_test.go of
// https://github.com/kubernetes-sigs/azuredisk-csi-driver.

import { describe, expect, it } from "vitest";
import { readTree } from "../../../support/tree.ts";

interface Covered {
  readonly scenario: string;
  readonly by: string;
  readonly title: string;
  /** Where ours does something else on purpose. */
  readonly because?: string;
}

const lease = "test/unit/leases/resource-lease.test.ts";
const queue = "test/unit/leases/lease-queue.test.ts";
const look = "test/unit/activities/look-at-operation.test.ts";
const submit = "test/unit/activities/submit-step.test.ts";
const looking = "test/unit/activities/looking.test.ts";
const throttle = "test/unit/leases/throttle.test.ts";

/** cloud-provider-azure keeps one lease in Kubernetes. Its cases of a store that fails to read, make or
 * change the lease have no counterpart: a command to an entity is delivered until it is answered. */
const locks: readonly Covered[] = [
  {
    scenario: "acquire: there is no lease yet",
    by: lease,
    title: "is granted for as long as was asked, under a number that is the time of the command",
  },
  {
    scenario: "acquire: another holds it and it has not expired, which is an error there",
    by: queue,
    title: "wakes nobody while another holder is in the way",
    because: "who comes second waits in line, and is only rejected where that was asked for",
  },
  {
    scenario: "acquire: the same holder asks again",
    by: queue,
    title: "gives a holder the very same grant",
  },
  {
    scenario: "acquire: it has expired",
    by: lease,
    title: "is not taken over before its expiry and the grace of the longest request have passed",
    because: "a request of the former holder may still be under way when its lease ends",
  },
  {
    scenario: "acquire: changed between reading and writing",
    by: "test/unit/leases/command-order.test.ts",
    title: "does not replace the event, the end of waiting or the mode of a newer one",
  },
  {
    scenario: "release: it has expired",
    by: lease,
    title: "is lost to its holder once somebody took it, and the holder is told to whom",
  },
  {
    scenario: "release: another holds it",
    by: queue,
    title: "by a stranger takes nothing from anybody",
  },
  {
    scenario: "release: said a second time",
    by: queue,
    title: "said twice changes nothing and names again who is to be woken",
  },
];

const policies: readonly Covered[] = [
  {
    scenario: "the ETag of what was read goes along as If-Match",
    by: submit,
    title: "that changes the model names the version that was just read",
  },
  {
    scenario: "a write with an old ETag is refused",
    by: submit,
    title: "is refused by that version when somebody else comes between read and write",
  },
  {
    scenario: "after a 429 nothing is sent until Retry-After has passed, and then it is",
    by: throttle,
    title: "holds back until the very end that Azure told, and leaves nothing behind",
    because: "the gate is every operation's, not that of one process",
  },
  {
    scenario: "a client's own retries go on below that",
    by: "test/unit/arm/transport.test.ts",
    title: "does not repeat a %i that asks for it",
    because: "one request is one request: whether it is repeated is decided after a look",
  },
];

const polls: readonly Covered[] = [
  {
    scenario: "Karpenter: a transient error, then done",
    by: look,
    title: "says nothing about the operation: %s",
  },
  {
    scenario: "Karpenter: transient errors use up a budget, which a healthy answer fills again",
    by: "test/unit/activities/look-times.test.ts",
    title: "doubles up to a minute and never undercuts Retry-After",
    because:
      "only the pauses grow, and a healthy answer resets them; time alone ends the following",
  },
  {
    scenario: "Karpenter: not allowed to read the operation, which ends its work",
    by: look,
    title: "for want of a permission leaves the state to tell the end",
    because: "the operation goes on in Azure whether or not it may be read",
  },
  {
    scenario: "Karpenter: the work is called off while it polls",
    by: "test/replay/cancel.test.ts",
    title:
      "in the middle of a deallocate follows it to its end, starts again and sends nothing forward",
    because: "what Azure does goes on, so it is followed, and then put back",
  },
  {
    scenario: "go-azure-sdk: the address is not known any more",
    by: look,
    title: "is replaced by the machine's own state when Azure does not know it any more",
  },
  {
    scenario: "azuredisk: what is read while polling is never taken from a cache",
    by: looking,
    title: "a machine that settles and starts moving again has not ended",
  },
  {
    scenario: "azuredisk: done when the effect shows, late or not",
    by: looking,
    title: "is looked for again without another poll, and found",
  },
  {
    scenario: "azuredisk: the machine is gone while it is followed",
    by: looking,
    title: "ends the operation by its own word, and the machine is told as gone",
  },
  {
    scenario: "azuredisk: preempted, and yet what was wanted is there",
    by: submit,
    title: "when the effect is there already",
  },
];

const files = new Map(readTree().map(({ path, text }) => [path, text]));

describe.each([
  ["leases", locks],
  ["policies of requests", policies],
  ["polls", polls],
])("peers' tests of %s that ours tell already", (_name, rows) => {
  it.each(rows)("$scenario", ({ by, title, because }) => {
    expect(files.get(by)).toContain(title);
    expect(because?.length ?? 1).toBeGreaterThan(0);
  });
});
