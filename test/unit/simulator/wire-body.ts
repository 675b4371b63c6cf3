// What tests look for in bodies off the wire: no body has all of this, and what one does not have is
// undefined and fails the expectation.

interface Told {
  readonly value: string;
}

export interface WireBody {
  readonly error: { readonly code: string; readonly message: string };
  readonly code: string;
  readonly details: readonly { readonly code: string }[];
  readonly value: readonly WireBody[];
  readonly nextLink: string;
  readonly id: string;
  readonly name: string;
  readonly etag: string;
  readonly status: Told | string;
  readonly statuses: readonly { readonly code: string }[];
  readonly properties: {
    readonly provisioningState: string;
    readonly hardwareProfile: { readonly vmSize: string };
    readonly diskState: string;
    readonly ipAddress: string;
    readonly statusMessage: string;
  };
  readonly eventName: Told;
  readonly operationId: string;
  readonly capabilities: readonly { readonly name: string; readonly value: string }[];
  readonly restrictions: readonly { readonly reasonCode: string }[];
  readonly access_token: string;
  readonly token: string;
  readonly exchanges: readonly unknown[];
  readonly virtualMachines: readonly WireBody[];
  readonly operations: readonly unknown[];
  readonly nowMs: number;
  readonly nextEventMs: number;
}
