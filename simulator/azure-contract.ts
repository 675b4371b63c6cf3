// What `createAzure` gives: the whole simulated Azure, usable without a socket.

import type { Clock } from "./clock.ts";
import type { Fault, FaultReport } from "./fault.ts";
import type { IdentityOptions } from "./identity/identity-endpoint.ts";
import type { AzureRequest, AzureResponse, HandleOptions, TapExchange } from "./protocol.ts";
import type { OperationKind, World } from "./world.ts";

export interface AzureOptions {
  /** Decides every duration, identifier and varied order; the same seed and the same requests at
   * the same instants give the same answers. */
  readonly seed: number;
  readonly clock: Clock;
  readonly world?: World;
  /** Called with each exchange when it has ended. */
  readonly tap?: (exchange: TapExchange) => void;
  /** Who the machine's own identity is, and the secret header of its token endpoint. */
  readonly identity?: IdentityOptions;
}

export interface Azure {
  /** Answers ARM, the identity endpoint and the control routes. */
  handle(request: AzureRequest, options?: HandleOptions): Promise<AzureResponse>;
  /** A bearer token for a principal, valid for 24 hours of wall time. */
  mintToken(principal: string): string;
  /** Throws away everything and starts with another world. */
  seed(world: World): void;
  dump(): AzureDump;
  addFaults(faults: readonly Fault[]): readonly string[];
  /** Takes one fault away, or all, releasing what it holds. */
  removeFaults(id?: string): void;
  faults(): readonly FaultReport[];
  /** Lets go of withheld requests and stalled operations: of one fault, or all. */
  release(id?: string): void;
  /** The exchanges that have ended, from number `since` on. */
  exchanges(since?: number): readonly TapExchange[];
  /** When the next thing happens by itself. */
  nextEventAt(): number | undefined;
  /** Stops its timers and releases whatever is withheld. */
  close(): void;
}

export interface AzureDump {
  readonly now: string;
  readonly virtualMachines: readonly VirtualMachineDump[];
  readonly disks: readonly unknown[];
  readonly networkInterfaces: readonly unknown[];
  readonly publicIpAddresses: readonly unknown[];
  readonly availabilitySets: readonly unknown[];
  readonly resourceGroups: readonly unknown[];
  readonly locks: readonly unknown[];
  readonly operations: readonly OperationDump[];
}

export interface VirtualMachineDump {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly size: string;
  /** As the instance view tells it, without its prefix: running, deallocating, ... */
  readonly power: string;
  readonly hibernated: boolean;
  readonly provisioningState: string;
  readonly etag: string;
  readonly cluster: string | null;
  /** How often its guest has booted since it was seeded. */
  readonly boots: number;
  /** Its body as ARM would answer a GET now. */
  readonly body: unknown;
}

export interface OperationDump {
  readonly id: string;
  readonly kind: OperationKind;
  readonly target: string;
  readonly principal: string;
  readonly clientRequestId: string;
  readonly status: "InProgress" | "Succeeded" | "Failed" | "Canceled";
  readonly startTime: string;
  readonly endTime: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** How often its address was asked. */
  readonly polls: number;
}
