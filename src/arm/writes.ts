// Sends one write of the closed list and tells what the first answer was. The SDK makes the request;
// its poller is only told to submit and never started, and the transport lets no second request out.
//
// W1. Exactly one request leaves per `send`.
// W2. What may have been done is told as unknown: a 5xx, a 408, a lost answer, a reached time limit.

import { ComputeManagementClient } from "@azure/arm-compute";
import type { Clock, Sent, WritePort } from "../contracts/ports.ts";
import type { ArmWrite } from "../domain/arm-write.ts";
import { operationAddressOf } from "./operation-address.ts";
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
  if (answer.status >= 200 && answer.status <= 299) {
    return {
      kind: "accepted",
      address: operationAddressOf(answer, origin),
      retryAfterMs: retryAfterMsOf(answer, clock),
    };
  }
  const refusal = refusalOf(answer, "submit", clock);
  const mayBeDone = answer.status >= 500 || answer.status === 408;
  return { kind: mayBeDone ? "unknown" : "refused", refusal };
}
