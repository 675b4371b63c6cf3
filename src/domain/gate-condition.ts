// What a caller may wait for of a resource of any type, in the words that it is typed in: `settled`,
// `exists`, `gone`, `unlocked`, `unattached`, `provisioning-state=Succeeded`,
// `power-state=deallocated`, `size=Standard_D4s_v5`; several values are separated by `|`. The steps of
// our own operations speak the narrower language of `condition.ts`.

import type { PowerState } from "./observation.ts";

export type GateCondition =
  /** The provisioning state is terminal and nothing seems to be at work. */
  | { readonly kind: "settled" }
  | { readonly kind: "exists" }
  | { readonly kind: "gone" }
  /** No management lock covers it. */
  | { readonly kind: "unlocked" }
  /** A disk that no machine has attached. */
  | { readonly kind: "unattached" }
  | { readonly kind: "provisioning-state"; readonly anyOf: readonly string[] }
  | { readonly kind: "power-state"; readonly anyOf: readonly PowerState[] }
  | { readonly kind: "size"; readonly anyOf: readonly string[] };
