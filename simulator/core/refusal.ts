// A refusal by the Compute provider, before it becomes an HTTP answer. Its wordings are quoted from
// Microsoft's published error list and from reports of real refusals, because clients match on them.

import type { ArmErrorBody } from "../arm-answer.ts";

export interface Refusal {
  readonly status: number;
  readonly error: ArmErrorBody;
}

export function refusal(status: number, code: string, message: string, target?: string): Refusal {
  return { status, error: target === undefined ? { code, message } : { code, message, target } };
}

/** The code that Compute gives to nearly every state it will not act in. */
export function notAllowed(message: string): Refusal {
  return refusal(409, "OperationNotAllowed", message);
}
