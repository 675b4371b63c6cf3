// The Azure ports of the app, all over one transport: one httpClient, one source of tokens, one clock.
// Recorded traffic, the simulator's core and the real cloud differ in what is passed in here, nowhere
// else.

import type { AzurePorts } from "../contracts/ports.ts";
import { createActivityLogPort } from "./activity-log.ts";
import { createLockPort } from "./locks.ts";
import { createOperationStatusPort } from "./operation-status.ts";
import { createResourceStatePort } from "./resource-states.ts";
import { createSizeCatalogue } from "./size-catalogue.ts";
import { createTransport } from "./transport.ts";
import type { TransportOptions } from "./transport.ts";
import { createVirtualMachinePort } from "./virtual-machines.ts";
import { createWritePort } from "./writes.ts";

export type AzurePortsOptions = TransportOptions;

/** Sends nothing until it is asked to. Throws when the endpoint is not https. */
export function createAzurePorts(options: AzurePortsOptions): AzurePorts {
  const transport = createTransport(options);
  const virtualMachines = createVirtualMachinePort(transport, createSizeCatalogue(transport));
  return {
    virtualMachines,
    resources: createResourceStatePort(transport, virtualMachines),
    writes: createWritePort(transport),
    operations: createOperationStatusPort(transport),
    locks: createLockPort(transport),
    activityLog: createActivityLogPort(transport),
  };
}
