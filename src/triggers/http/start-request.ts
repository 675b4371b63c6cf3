// Judges what a caller sent for a new operation: shape, kind, target, parameters, deadline, key. Pure,
// and complete: all fields that are at fault are named at once. Nothing is read from Azure for it.

import { z } from "zod";
import { startOperationSchema } from "../../contracts/http-shapes.ts";
import type { Instant } from "../../domain/instant.ts";
import type {
  OnLock,
  OnNoCapacity,
  OperationKind,
  WhenBusy,
} from "../../domain/operation-request.ts";
import type { Acceptance } from "../../domain/plan.ts";
import { parseResourceId, resourceTypeOf } from "../../domain/resource-id.ts";
import { catalogue, findOperation, isTargetOf, parseParameters } from "../../operations/index.ts";
import { sayMissing } from "../../operations/operation.ts";
import type { Operation, ParsedParameters } from "../../operations/operation.ts";
import { readDeadline } from "./deadline.ts";
import { bounded, errorsMax, fieldErrorsOf } from "./field-errors.ts";
import { isIdempotencyKey } from "./idempotency.ts";
import type { FieldError } from "./problems.ts";

/** A request that may be started. */
export interface StartRequest {
  readonly kind: OperationKind;
  readonly target: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly accept: readonly Acceptance[];
  readonly whenBusy: WhenBusy;
  readonly onLock: OnLock;
  readonly onNoCapacity: OnNoCapacity;
  /** As it was sent; null when it was not. */
  readonly deadline: string | null;
  readonly deadlineAt: Instant;
  readonly dryRun: boolean;
  readonly approvedPlan: string | null;
}

export type StartRequestRead =
  | { readonly ok: true; readonly request: StartRequest }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export function readStartRequest(body: unknown, now: Instant): StartRequestRead {
  const parsed = startOperationSchema.safeParse(body, { error: sayMissing });
  const errors = parsed.success ? [] : [...fieldErrorsOf(parsed.error.issues)];
  const given = soundFieldsOf(body);
  const operation = given.kind === undefined ? undefined : findOperation(given.kind);
  if (given.kind !== undefined && operation === undefined) {
    const known = catalogue.map((each) => each.kind).join(", ");
    const problem = `There is no such kind of operation; there is ${known}.`;
    errors.push({ field: "kind", problem });
  }
  const resource = given.target === undefined ? undefined : parseResourceId(given.target);
  if (resource?.ok === false) errors.push({ field: "target", problem: resource.problem });
  const until = readDeadline(given.deadline, now);
  if (!until.ok) errors.push({ field: "deadline", problem: until.problem });
  if (operation !== undefined && resource?.ok === true && !isTargetOf(operation, resource.parts)) {
    const type = resourceTypeOf(resource.parts);
    const problem = `${operation.kind} takes a resource of type ${operation.targetType}, not ${type}.`;
    errors.push({ field: "target", problem });
  }
  const parameters = parametersOf(operation, given.parameters);
  if (parameters?.ok === false) {
    for (const { field, problem } of parameters.problems.slice(0, errorsMax)) {
      errors.push({ field: bounded(field), problem: bounded(problem) });
    }
  }
  if (errors.length > 0 || !parsed.success || operation === undefined) return { ok: false, errors };
  if (resource?.ok !== true || !until.ok || parameters?.ok !== true) return { ok: false, errors };
  const { accept, whenBusy, onLock, onNoCapacity, dryRun, approvedPlan, deadline } = parsed.data;
  return {
    ok: true,
    request: {
      kind: operation.kind,
      target: resource.parts.id,
      parameters: parameters.parameters,
      accept: [...new Set(accept)],
      whenBusy,
      onLock,
      onNoCapacity,
      deadline: deadline ?? null,
      deadlineAt: until.deadlineAt,
      dryRun,
      approvedPlan: approvedPlan ?? null,
    },
  };
}

/** The fields that can be judged further, whatever the others look like. */
function soundFieldsOf(body: unknown): {
  readonly kind?: string | undefined;
  readonly target?: string | undefined;
  readonly deadline?: string | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
} {
  const object = z.record(z.string(), z.unknown()).safeParse(body);
  if (!object.success) return {};
  const { kind, target, deadline, parameters } = startOperationSchema.shape;
  return {
    kind: kind.safeParse(object.data["kind"]).data,
    target: target.safeParse(object.data["target"]).data,
    deadline: deadline.safeParse(object.data["deadline"]).data,
    parameters: parameters.safeParse(object.data["parameters"]).data,
  };
}

function parametersOf(
  operation: Operation | undefined,
  raw: unknown,
): ParsedParameters | undefined {
  if (operation === undefined || raw === undefined) return undefined;
  return parseParameters(operation, raw);
}

/** Undefined where the header is fit to be a key. */
export function keyError(key: string): FieldError | undefined {
  if (isIdempotencyKey(key)) return undefined;
  return {
    field: "Idempotency-Key",
    problem: "A key has 1 to 200 visible ASCII characters and no spaces.",
  };
}
