// The problems that a caller can be told of, each with its own type. A problem's type is a URI that
// programs compare; its detail is a sentence for people; `errors` names each field that was at fault.
// No problem carries a stack, an inner message or an address of the host.

import type { Problem } from "../../contracts/http-shapes.ts";

export interface FieldError {
  /** Dotted path into the body, or the header's or query parameter's name. */
  readonly field: string;
  readonly problem: string;
}

const base = "urn:azure-interlock:problem:";

export const problems = {
  invalidRequest: (detail: string, errors: readonly FieldError[]): Problem => ({
    type: `${base}invalid-request`,
    title: "The request cannot be accepted as it is",
    status: 400,
    detail,
    errors,
  }),

  bodyTooLarge: (bytesMax: number): Problem => ({
    type: `${base}body-too-large`,
    title: "The body is too large",
    status: 413,
    detail: `A body may have at most ${bytesMax} bytes; nothing was started.`,
    errors: [{ field: "body", problem: `It has more than ${bytesMax} bytes.` }],
  }),

  unsupportedMediaType: (field: string, detail: string): Problem => ({
    type: `${base}unsupported-media-type`,
    title: "The body's form is not supported",
    status: 415,
    detail,
    errors: [{ field, problem: detail }],
  }),

  unauthenticated: (detail: string): Problem => ({
    type: `${base}unauthenticated`,
    title: "It is not known who asks",
    status: 401,
    detail,
  }),

  operationNotFound: (): Problem => ({
    type: `${base}operation-not-found`,
    title: "There is no such operation",
    status: 404,
    detail: 'No operation has this ID. An ID is "op-" and 32 hexadecimal digits in lower case.',
  }),

  keyUsedForAnotherRequest: (operationId: string): Problem => ({
    type: `${base}idempotency-key-reused`,
    title: "The Idempotency-Key belongs to another request",
    status: 422,
    detail:
      "An earlier request with this Idempotency-Key asked for something else; nothing was started. Use a new key for a new request.",
    instance: `/api/v1/operations/${operationId}`,
    errors: [{ field: "Idempotency-Key", problem: "It was used with another body before." }],
  }),

  notYetReadable: (): Problem => ({
    type: `${base}not-yet-readable`,
    title: "The operation cannot be read yet",
    status: 503,
    detail:
      "The operation is being started by another request and cannot be read yet; send the same request again.",
  }),

  fault: (invocationId: string): Problem => ({
    type: `${base}fault`,
    title: "Interlock could not answer",
    status: 500,
    detail: `A fault of ours kept the request from being answered; the log has it under invocation ${invocationId}. A request with an Idempotency-Key can be sent again safely.`,
  }),
} as const;
