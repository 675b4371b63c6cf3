// What the HTTP handlers work with. The wiring in main brings it; tests bring stand-ins.

import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import type { AzurePorts, Clock } from "../../contracts/ports.ts";
import type { LocalToken } from "./local-tokens.ts";

export interface HttpSettings {
  /** Who may ask; nobody when it is empty. */
  readonly tokens: readonly LocalToken[];
}

export interface HttpPorts {
  readonly orchestrations: OrchestrationPort;
  readonly azure: Pick<AzurePorts, "virtualMachines" | "resources" | "locks">;
  readonly clock: Clock;
  readonly settings: HttpSettings;
  /** A new UUID each time. */
  readonly newId: () => string;
  /** 32 random bytes in base64url, each time others. */
  readonly newToken: () => string;
  /** Lets so much real time pass: an answer is waited for by looking again. */
  readonly pause: (ms: number) => Promise<void>;
}
