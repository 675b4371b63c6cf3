// The writes that Interlock can send, as data. Closed on purpose: what is not in this union cannot be
// sent, and nothing in it forces anything (no skipShutdown, no forceDeletion).

export type ArmWrite =
  | { readonly kind: "vm-start"; readonly resourceId: string }
  | { readonly kind: "vm-power-off"; readonly resourceId: string }
  | { readonly kind: "vm-deallocate"; readonly resourceId: string }
  /** PATCH of hardwareProfile.vmSize; honours If-Match. */
  | { readonly kind: "vm-set-size"; readonly resourceId: string; readonly size: string };

/** Where a long-running operation is followed: whole addresses, kilobytes of signature included. */
export interface OperationAddress {
  readonly asyncOperation: string | null;
  readonly location: string | null;
}
