// What a person can do about a refusal: one sentence with the command where there is one, null where
// there is nothing to do but wait. Facts that Azure gives only inside its message (which scope is
// locked, which action is missing) are taken out of it here, for people; nothing is decided on them.

import { quoted } from "../domain/az-command.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ConflictClass } from "../domain/verdict.ts";
import type { ReadCause } from "./read-refusal.ts";

export function adviceFor(
  conflictClass: ConflictClass,
  refusal: Refusal,
  { message }: ReadCause,
): string | null {
  switch (conflictClass) {
    case "management-lock":
      return adviceOnLock(message);
    case "policy-or-sku":
      return "Ask for an exemption from the policy, or choose a size or a setting that is allowed.";
    case "quota":
      return adviceOnQuota(message);
    case "capacity":
      return "Try again later, or choose another size or zone; a capacity reservation guarantees room.";
    case "authorization":
      return adviceOnAuthorization(message);
    case "not-found":
      return "Check that the resource and everything that it names still exist.";
    case "already-exists":
      return "Use another name, or remove what has it.";
    case "invalid-request":
      return "Correct the request.";
    case "unknown":
      return adviceOnUnknown(refusal);
    case "lifecycle-state":
    case "concurrent-operation":
    case "version-token":
    case "throttled":
    case "transient-service":
      return null;
  }
}

function adviceOnLock(message: string): string {
  const [, scope] = /locked: '([^']+)'/i.exec(message) ?? [];
  const where = scope === undefined ? "" : ` on ${scope}`;
  return (
    `Whoever owns the lock${where} can remove it; the locks of the subscription with their IDs: ` +
    'az lock list --query "[].{level:level,id:id}" --output table'
  );
}

function adviceOnQuota(message: string): string {
  const [, location] = /Location: ([A-Za-z0-9 ]+)/.exec(message) ?? [];
  const where = location === undefined ? "LOCATION" : quoted(location.trim());
  return `Ask for a higher quota, or free some: az vm list-usage --location ${where} --output table`;
}

function adviceOnAuthorization(message: string): string {
  const action =
    /permission to perform action\(s\) '([^']+)'/.exec(message)?.[1] ??
    /perform action '([^']+)'/.exec(message)?.[1];
  const scope = /(?:linked scope\(s\)|over scope) '([^']+)'/.exec(message)?.[1];
  if (action === undefined) {
    return "Give Interlock's identity a role that allows it; a new assignment takes minutes to count.";
  }
  return (
    `Give Interlock's identity a role with ${action}` +
    `${scope === undefined ? "" : ` on ${scope}`}; a new assignment takes minutes to count.`
  );
}

function adviceOnUnknown(refusal: Refusal): string {
  const id = refusal.correlationId ?? refusal.requestId;
  const ids = id === null ? "" : ` and the ID ${id}`;
  return `Look at the resource; a support request needs the code${ids}.`;
}
