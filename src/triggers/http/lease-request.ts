// Judges what a caller sent for a new lease: shape, resources, duration, conditions, deadline. Pure, and
// complete: all fields that are at fault are named at once. Nothing is read from Azure for it.

import { takeLeaseSchema, toolLeaseLimits } from "../../contracts/lease-http-shapes.ts";
import type { LeaseClaim, LeaseMode } from "../../contracts/lease-messages.ts";
import { parseGateCondition } from "../../domain/gate-condition.ts";
import type { GateCondition } from "../../domain/gate-condition.ts";
import { whyItNeverHolds } from "../../domain/gate-subject.ts";
import type { Instant } from "../../domain/instant.ts";
import { resourceKey } from "../../domain/resource-id.ts";
import { parseScope } from "../../domain/scope.ts";
import type { Scope } from "../../domain/scope.ts";
import { leaseClaimsOf } from "../../leases/lease-claims.ts";
import { sayMissing } from "../../operations/operation.ts";
import { durationMs, readDeadline } from "./deadline.ts";
import { bounded, fieldErrorsOf } from "./field-errors.ts";
import type { FieldError } from "./problems.ts";

export interface LeaseRequest {
  readonly resources: readonly { readonly resourceId: string; readonly mode: LeaseMode }[];
  readonly claims: readonly LeaseClaim[];
  readonly durationMs: number;
  readonly purpose: string;
  readonly whenBusy: "queue" | "reject";
  /** As it was sent; null when it was not. */
  readonly deadline: string | null;
  readonly waitUntil: Instant;
  readonly until: readonly GateCondition[];
}

export type LeaseRequestRead =
  | { readonly ok: true; readonly request: LeaseRequest }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

type Judged<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

interface NamedScope {
  readonly scope: Scope;
  readonly mode: LeaseMode;
}

export function readLeaseRequest(body: unknown, now: Instant): LeaseRequestRead {
  const parsed = takeLeaseSchema.safeParse(body, { error: sayMissing });
  if (!parsed.success) return { ok: false, errors: fieldErrorsOf(parsed.error.issues) };
  const { data } = parsed;
  const named = readResources(data.resources, data.mode);
  const duration = readLeaseDuration(data.duration);
  const deadline = readDeadline(data.deadline, now);
  const until = readUntil(data.until, named.ok ? named.value.scopes : null);
  const errors = [
    ...errorsOf(named),
    ...errorsOf(duration),
    ...(deadline.ok ? [] : [{ field: "deadline", problem: deadline.problem }]),
    ...errorsOf(until),
  ];
  if (!named.ok || !duration.ok || !deadline.ok || !until.ok) return { ok: false, errors };
  const { scopes, claims } = named.value;
  return {
    ok: true,
    request: {
      resources: scopes.map(({ scope, mode }) => ({ resourceId: scope.id, mode })),
      claims,
      durationMs: duration.value ?? toolLeaseLimits.durationDefaultMs,
      purpose: data.purpose,
      whenBusy: data.whenBusy,
      deadline: data.deadline ?? null,
      waitUntil: deadline.deadlineAt,
      until: until.value,
    },
  };
}

/** Null where none was sent. */
export function readLeaseDuration(text: string | undefined): Judged<number | null> {
  if (text === undefined) return { ok: true, value: null };
  const ms = durationMs(text);
  const { durationMinMs, durationMaxMs } = toolLeaseLimits;
  if (ms !== undefined && ms >= durationMinMs && ms <= durationMaxMs)
    return { ok: true, value: ms };
  const problem =
    "A lease lasts from one minute (PT1M) to one hour (PT1H); whoever needs it longer renews it.";
  return { ok: false, errors: [{ field: "duration", problem }] };
}

function readResources(
  resources: readonly (
    | string
    | { readonly resourceId: string; readonly mode?: LeaseMode | undefined }
  )[],
  modeDefault: LeaseMode,
): Judged<{ readonly scopes: readonly NamedScope[]; readonly claims: readonly LeaseClaim[] }> {
  const errors: FieldError[] = [];
  const scopes: NamedScope[] = [];
  const firstAt = new Map<string, number>();
  for (const [index, each] of resources.entries()) {
    const field = `resources.${index}`;
    const { resourceId, mode } =
      typeof each === "string" ? { resourceId: each, mode: undefined } : each;
    const parsed = parseScope(resourceId);
    if (!parsed.ok) {
      errors.push({ field, problem: parsed.problem });
      continue;
    }
    const { scope } = parsed;
    const claimed = leaseClaimsOf([{ resourceId: scope.id, mode: "exclusive" }]);
    if (!claimed.ok) errors.push({ field, problem: claimed.problem });
    const key = resourceKey(scope.id);
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, index);
    else
      errors.push({
        field,
        problem: `This is the resource that resources.${first} names already.`,
      });
    scopes.push({ scope, mode: mode ?? modeDefault });
  }
  const wanted = scopes.map(({ scope, mode }) => ({ resourceId: scope.id, mode }));
  const claims = leaseClaimsOf(wanted);
  if (errors.length > 0 || !claims.ok) return { ok: false, errors };
  return { ok: true, value: { scopes, claims: claims.claims } };
}

/** `scopes` is null where they could not be read. */
function readUntil(
  words: readonly string[] | undefined,
  scopes: readonly NamedScope[] | null,
): Judged<readonly GateCondition[]> {
  if (words === undefined) return { ok: true, value: [{ kind: "settled" }] };
  const errors: FieldError[] = [];
  const conditions: GateCondition[] = [];
  const exclusive = scopes?.filter(({ mode }) => mode === "exclusive");
  for (const [index, text] of words.entries()) {
    const field = `until.${index}`;
    const parsed = parseGateCondition(text);
    if (!parsed.ok) {
      errors.push({ field, problem: parsed.problem });
      continue;
    }
    conditions.push(parsed.condition);
    const [never] = (exclusive ?? []).flatMap(
      ({ scope }) => whyItNeverHolds(parsed.condition, scope) ?? [],
    );
    if (never !== undefined) errors.push({ field, problem: `"${bounded(text)}" ${never}` });
  }
  if (words.length > 0 && exclusive?.length === 0) {
    const problem = "Conditions are awaited of resources that are held exclusively, and none is.";
    errors.push({ field: "until", problem });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: conditions };
}

function errorsOf(judged: Judged<unknown>): readonly FieldError[] {
  return judged.ok ? [] : judged.errors;
}
