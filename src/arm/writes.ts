// Sends one write of the closed list and tells what the first answer was. The SDK makes the request;
// its poller is only told to submit and never started, and the transport lets no second request out.
//
// W1. Exactly one request leaves per `send`.
// W2. What may have been done is told as unknown: a 5xx, a 408, a lost answer, a reached time limit.
// W3. A success whose body says that it was not done is a refusal. It was taken all the same, and where
//     it names its operation that is what has to end first.

import { ComputeManagementClient } from "@azure/arm-compute";
import type { Clock, Sent, WritePort } from "../contracts/ports.ts";
import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import type { Refusal } from "../domain/refusal.ts";
import { operationAddressOf } from "./operation-address.ts";
import { refusalInBody } from "./refusal-in-body.ts";
import { refusalOf } from "./refusal-reader.ts";
import type { ClientParts, Transport } from "./transport.ts";
import { vmNameOf } from "./vm-name.ts";
import type { VmName } from "./vm-name.ts";
import { retryAfterMsOf } from "./wire-answer.ts";
import type { Exchange } from "./wire-answer.ts";

export function createWritePort(transport: Transport): WritePort {
  return {
    async send({ write, ifMatch, fencing }, context) {
      const vm = vmNameOf(write.resourceId);
      const exchange = await transport.call(
        context,
        (client) => submit({ client, vm, write, ifMatch }),
        { "x-interlock-fencing": String(fencing) },
      );
      return sentOf(exchange, transport.clock, transport.origin);
    },
  };
}

interface Submission {
  readonly client: ClientParts;
  readonly vm: VmName;
  readonly write: ArmWrite;
  readonly ifMatch: string | null;
}

/** What the SDK gives back for a long-running write: it has begun and does not poll by itself. */
interface Begun {
  submitted(): Promise<void>;
}

async function submit(submission: Submission): Promise<void> {
  await begin(submission).submitted();
}

function begin({ client, vm, write, ifMatch }: Submission): Begun {
  const machines = new ComputeManagementClient(client.credential, vm.subscriptionId, client)
    .virtualMachines;
  const { resourceGroup: group, name } = vm;
  switch (write.kind) {
    case "vm-start":
      return machines.start(group, name);
    case "vm-power-off":
      return machines.powerOff(group, name);
    case "vm-deallocate":
      return machines.deallocate(group, name);
    case "vm-set-size":
      return machines.update(
        group,
        name,
        { hardwareProfile: { vmSize: write.size } },
        ifMatch === null ? {} : { ifMatch },
      );
  }
}

function sentOf(exchange: Exchange, clock: Clock, origin: string): Sent {
  if (exchange.kind === "unanswered") {
    return exchange.sent
      ? { kind: "unknown", refusal: null }
      : { kind: "not-sent", reason: exchange.reason };
  }
  const { answer } = exchange;
  const address = operationAddressOf(answer, origin);
  if (answer.status >= 200 && answer.status <= 299) {
    const withdrawn = refusalInBody(answer, "submit", clock); // W3
    if (withdrawn !== null) return { kind: "refused", refusal: namedIn(withdrawn, address) };
    return { kind: "accepted", address, retryAfterMs: retryAfterMsOf(answer, clock) };
  }
  const refusal = namedIn(refusalOf(answer, "submit", clock), address);
  const mayBeDone = answer.status >= 500 || answer.status === 408;
  return { kind: mayBeDone ? "unknown" : "refused", refusal };
}

/** The operation that a refusal names in its headers, where its body names none. Of other refusals a
 * Location is something else, such as where a redirection leads. */
function namedIn(refusal: Refusal, address: OperationAddress): Refusal {
  const { status } = refusal;
  const isOfOperation = status === null || status < 300 || status === 409 || status === 429;
  if (!isOfOperation) return refusal;
  return { ...refusal, blockedBy: refusal.blockedBy ?? address.asyncOperation ?? address.location };
}
