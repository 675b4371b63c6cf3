// Who asks. Recorded with every operation and bound to what it holds.

export interface Principal {
  /** Stable and unique: `local:alice`, later an Entra object ID. */
  readonly id: string;
  /** For people. */
  readonly name: string;
}
