// Where a long-running operation can be followed. Addresses carry kilobytes of signature: they are
// kept whole, never parsed for meaning, never shortened. Only the endpoint's own origin is asked,
// because a token goes with the request.

import type { OperationAddress } from "../domain/arm-write.ts";
import { header } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

/** What a first answer's headers name; an address that may not be asked counts as none. */
export function operationAddressOf(answer: WireAnswer, origin: string): OperationAddress {
  return {
    asyncOperation: askable(header(answer, "azure-asyncoperation"), origin),
    location: askable(header(answer, "location"), origin),
  };
}

/** The address as it is to be asked: whole as it came, or completed when it came without a host. */
export function askable(address: string | null, origin: string): string | null {
  if (address === null) return null;
  const whole =
    address.startsWith("/") && !address.startsWith("//") ? `${origin}${address}` : address;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  return url.origin === origin && url.username === "" && url.password === "" ? whole : null;
}
