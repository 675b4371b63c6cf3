// The problems that a caller can be told of, each with its own type. A problem's type is a URI that
// programs compare; its detail is a sentence for people; `errors` names each field that was at fault.
// No problem carries a stack, an inner message or an address of the host.

import type { Problem } from "../../contracts/http-shapes.ts";
import type { BusyWith } from "../../domain/busy-with.ts";

export interface FieldError {
  /** Dotted path into the body, or the header's or query parameter's name. */
  readonly field: string;
  readonly problem: string;
}

export const problemBase = "urn:azure-interlock:problem:";

export const problems = {
  invalidRequest: (detail: string, errors: readonly FieldError[]): Problem => ({
    type: `${problemBase}invalid-request`,
    title: "The request cannot be accepted as it is",
    status: 400,
    detail,
    errors,
  }),

  bodyTooLarge: (bytesMax: number): Problem => ({
    type: `${problemBase}body-too-large`,
    title: "The body is too large",
    status: 413,
    detail: `A body may have at most ${bytesMax} bytes; nothing was started.`,
    errors: [{ field: "body", problem: `It has more than ${bytesMax} bytes.` }],
  }),

  unsupportedMediaType: (field: string, detail: string): Problem => ({
    type: `${problemBase}unsupported-media-type`,
    title: "The body's form is not supported",
    status: 415,
    detail,
    errors: [{ field, problem: detail }],
  }),

  unauthenticated: (detail: string): Problem => ({
    type: `${problemBase}unauthenticated`,
    title: "It is not known who asks",
    status: 401,
    detail,
  }),

  nothingHere: (method: string): Problem => ({
    type: `${problemBase}nothing-here`,
    title: "There is nothing at this address",
    status: 404,
    detail: `No ${method} is served at this path; README names those that are.`,
  }),

  operationNotFound: (): Problem => ({
    type: `${problemBase}operation-not-found`,
    title: "There is no such operation",
    status: 404,
    detail: 'No operation has this ID. An ID is "op-" and 32 hexadecimal digits in lower case.',
  }),

  keyUsedForAnotherRequest: (operationId: string): Problem => ({
    type: `${problemBase}idempotency-key-reused`,
    title: "The Idempotency-Key belongs to another request",
    status: 422,
    detail:
      "An earlier request with this Idempotency-Key asked for something else; nothing was started. Use a new key for a new request.",
    instance: `/api/v1/operations/${operationId}`,
    errors: [{ field: "Idempotency-Key", problem: "It was used with another body before." }],
  }),

  /** To whoever asked not to wait. */
  operationBusy: (operationId: string, detail: string, busyWith: BusyWith): Problem => ({
    type: `${problemBase}busy`,
    title: "Somebody else is at work, and it was not to be waited",
    status: 409,
    detail,
    instance: `/api/v1/operations/${operationId}`,
    operationId,
    busyWith,
  }),

  notYourOperation: (operationId: string): Problem => ({
    type: `${problemBase}not-your-operation`,
    title: "The operation is somebody else's",
    status: 403,
    detail: "An operation is stopped by the principal that has started it, and by nobody else.",
    instance: `/api/v1/operations/${operationId}`,
    operationId,
  }),

  operationEnded: (operationId: string, outcome: string): Problem => ({
    type: `${problemBase}operation-ended`,
    title: "The operation has ended already",
    status: 409,
    detail: `It has ended as ${outcome}, so there is nothing to stop.`,
    instance: `/api/v1/operations/${operationId}`,
    operationId,
  }),

  cannotStopYet: (): Problem => ({
    type: `${problemBase}cannot-stop-yet`,
    title: "It is not known yet that the operation is to stop",
    status: 503,
    detail:
      "The operation is only just being started, or the service is busy; send the same again.",
  }),

  notYetReadable: (): Problem => ({
    type: `${problemBase}not-yet-readable`,
    title: "The operation cannot be read yet",
    status: 503,
    detail:
      "The operation is being started by another request and cannot be read yet; send the same request again.",
  }),

  fault: (invocationId: string): Problem => ({
    type: `${problemBase}fault`,
    title: "Interlock could not answer",
    status: 500,
    detail: `A fault of ours kept the request from being answered; the log has it under invocation ${invocationId}. A request with an Idempotency-Key can be sent again safely.`,
  }),
} as const;
