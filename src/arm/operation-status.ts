// Asks a long-running operation's address how far it is. Azure-AsyncOperation is preferred: it answers
// 200 with a status word while it can be read at all. Location answers 202 while the operation runs and
// then what the request would have answered at once. A status that cannot be read says nothing about
// the operation, and is never told as its failure.

import type { Clock, OperationStatusPort, Polled } from "../contracts/ports.ts";
import { allowanceOf } from "./allowance.ts";
import { askable } from "./operation-address.ts";
import { errorIn, refusalInBody, statusWordOf } from "./refusal-in-body.ts";
import { operationRefusalOf, refusalOf } from "./refusal-reader.ts";
import { sayingOf } from "./status-words.ts";
import type { Transport } from "./transport.ts";
import { jsonOf, retryAfterMsOf } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

const unknownWordCharsMax = 60;

export function createOperationStatusPort(transport: Transport): OperationStatusPort {
  const { clock, origin } = transport;
  return {
    async poll(address, context) {
      const asyncOperation = askable(address.asyncOperation, origin);
      const asked = asyncOperation ?? askable(address.location, origin);
      if (asked === null) return { kind: "gone" };
      const exchange = await transport.get(asked, context);
      if (exchange.kind === "unanswered") {
        return { kind: "unreadable", refusal: null, retryAfterMs: null };
      }
      const { answer } = exchange;
      if (answer.status === 404 || answer.status === 410) return { kind: "gone" };
      return asyncOperation === null
        ? polledLocation(answer, clock)
        : polledAsyncOperation(answer, clock);
    },
  };
}

function polledAsyncOperation(answer: WireAnswer, clock: Clock): Polled {
  if (answer.status < 200 || answer.status > 299) return unreadable(answer, clock);
  const body = jsonOf(answer);
  // Some services answer with the resource, whose provisioning state is the operation's.
  const word = statusWordOf(body) ?? provisioningStateOf(body);
  if (word === null) return polledWithoutWord(answer, clock);
  switch (sayingOf(word)) {
    case "succeeded":
      return { kind: "succeeded" };
    case "failed":
      return {
        kind: "failed",
        refusal: operationRefusalOf(answer, { status: "Failed", error: errorIn(body) }, clock),
      };
    case "canceled":
      return {
        kind: "canceled",
        refusal: operationRefusalOf(answer, { status: "Canceled", error: errorIn(body) }, clock),
      };
    case "running":
      return running(answer, clock);
    case "unknown":
      // ARM's rule: what is no terminal word is an operation that goes on.
      return { ...running(answer, clock), unknownWord: word.slice(0, unknownWordCharsMax) };
  }
}

/** An address that a refusal has named may be one that answers as a Location does. */
function polledWithoutWord(answer: WireAnswer, clock: Clock): Polled {
  if (answer.status === 202) return running(answer, clock);
  if (answer.status === 204) return { kind: "succeeded" };
  const refusal = refusalInBody(answer, "poll", clock);
  return refusal === null ? unreadable(answer, clock) : { kind: "failed", refusal };
}

/** Answers that are about the question, not about the operation. */
const aboutReading: ReadonlySet<number> = new Set([401, 403, 407, 408, 429]);

function polledLocation(answer: WireAnswer, clock: Clock): Polled {
  if (answer.status === 202) return running(answer, clock);
  if (answer.status >= 200 && answer.status <= 299) {
    const refusal = refusalInBody(answer, "poll", clock);
    return refusal === null ? { kind: "succeeded" } : { kind: "failed", refusal };
  }
  if (answer.status >= 400 && answer.status <= 499 && !aboutReading.has(answer.status)) {
    return { kind: "failed", refusal: refusalOf(answer, "poll", clock) };
  }
  return unreadable(answer, clock);
}

function running(answer: WireAnswer, clock: Clock): Extract<Polled, { readonly kind: "running" }> {
  return {
    kind: "running",
    retryAfterMs: retryAfterMsOf(answer, clock),
    allowance: allowanceOf(answer),
    unknownWord: null,
  };
}

function provisioningStateOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("properties" in body)) return null;
  const { properties } = body;
  if (typeof properties !== "object" || properties === null) return null;
  const state = "provisioningState" in properties ? properties.provisioningState : undefined;
  return typeof state === "string" && state !== "" ? state : null;
}

function unreadable(answer: WireAnswer, clock: Clock): Polled {
  const refusal = refusalOf(answer, "poll", clock);
  return { kind: "unreadable", refusal, retryAfterMs: refusal.retryAfterMs };
}
