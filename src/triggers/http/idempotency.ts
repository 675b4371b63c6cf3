// How a repeated request meets the same operation: the operation's ID is computed from who asks and
// the key that he gave it, and a digest of what he sent tells a repetition from a mistake.

import { createHash } from "node:crypto";
import type { Principal } from "../../domain/principal.ts";
import { resourceKey } from "../../domain/resource-id.ts";
import { canonicalJson } from "./canonical-json.ts";

const keyForm = /^[\u0021-\u007e]{1,200}$/;
const operationIdForm = /^op-[0-9a-f]{32}$/;
const leaseIdForm = /^lease-[0-9a-f]{32}$/;

/** 1 to 200 visible ASCII characters. */
export function isIdempotencyKey(text: string): boolean {
  return keyForm.test(text);
}

export function isOperationId(text: string): boolean {
  return operationIdForm.test(text);
}

/** Two principals with the same key have two operations. */
export function operationIdOf(principal: Principal, key: string): string {
  return `op-${sha256(canonicalJson([principal.id, key])).slice(0, 32)}`;
}

export function isLeaseId(text: string): boolean {
  return leaseIdForm.test(text);
}

export function leaseIdOf(principal: Principal, key: string): string {
  return `lease-${sha256(canonicalJson([principal.id, key])).slice(0, 32)}`;
}

/** Of a request for a lease: the resources as the set that they are, the rest as it was sent. */
export function leaseDigestOf(request: {
  readonly resources: readonly { readonly resourceId: string; readonly mode: string }[];
  readonly durationMs: number;
  readonly purpose: string;
  readonly whenBusy: string;
  readonly deadline: string | null;
  readonly until: readonly unknown[];
}): string {
  const { durationMs, purpose, whenBusy, deadline } = request;
  const resources = request.resources
    .map(({ resourceId, mode }) => `${resourceKey(resourceId)} ${mode}`)
    .toSorted();
  const until = request.until.map(canonicalJson).toSorted();
  return sha256(canonicalJson({ resources, durationMs, purpose, whenBusy, deadline, until }));
}

/** All that is kept of a token. */
export function tokenHashOf(token: string): string {
  return sha256(token);
}

/** What was asked for, as far as it makes a difference: defaults filled in, the target in the form
 * in which it is compared, acceptances as the set that they are. */
export function requestDigestOf(request: {
  readonly kind: string;
  readonly target: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly accept: readonly string[];
  readonly whenBusy: string;
  readonly onLock: string;
  readonly onNoCapacity: string;
  /** As the caller wrote it, because a duration means another instant each time. */
  readonly deadline: string | null;
  readonly dryRun: boolean;
  readonly approvedPlan: string | null;
}): string {
  const { kind, target, parameters, accept, whenBusy, onLock, onNoCapacity } = request;
  const { deadline, dryRun, approvedPlan } = request;
  const accepted = [...new Set(accept)].toSorted();
  return sha256(
    canonicalJson({
      kind,
      target: resourceKey(target),
      parameters,
      whenBusy,
      onLock,
      onNoCapacity,
      deadline,
      dryRun,
      approvedPlan,
      accept: accepted,
    }),
  );
}

/** What would be changed: requests with the same one may be joined. */
export function effectDigestOf(request: {
  readonly kind: string;
  readonly target: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}): string {
  const { kind, target, parameters } = request;
  return sha256(canonicalJson({ kind, target: resourceKey(target), parameters }));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
