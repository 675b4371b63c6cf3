// What a person can do about a refusal: one or two sentences, with the command where there is one. Facts that Azure gives only inside its message (which scope
// is locked, which action is missing) are taken out of it here, for people; nothing is decided on them.

import { quoted } from "../domain/az-command.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ConflictClass } from "../domain/verdict.ts";
import { adviceOnState } from "./advice-on-state.ts";
import type { ReadCause } from "./read-refusal.ts";
import type { RefusalContext } from "./refusal-sentence.ts";

export function adviceFor(
  conflictClass: ConflictClass,
  refusal: Refusal,
  { message }: ReadCause,
  { write }: RefusalContext,
): string {
  switch (conflictClass) {
    case "management-lock":
      return adviceOnLock(message, write !== null);
    case "policy-or-sku":
      return adviceOnPolicy(refusal);
    case "quota":
      return adviceOnQuota(message);
    case "capacity":
      return adviceOnCapacity(write !== null);
    case "authorization":
      return adviceOnAuthorization(message);
    case "not-found":
      return "Check that the resource and everything that it names still exist.";
    case "already-exists":
      return "Use another name, or remove what has it.";
    case "invalid-request":
      return "Correct the request.";
    case "lifecycle-state":
      return adviceOnState(message);
    case "version-token":
      return "Read it again, and decide anew on what it is now.";
    case "throttled":
      return "Send fewer requests, and the next one no sooner than Azure says.";
    case "transient-service":
      return `Look whether it was done, and send it again later if not; ${supportOf(refusal)}.`;
    case "unknown":
      return `Look at the resource; ${supportOf(refusal)}.`;
    case "concurrent-operation":
      return "Wait until the other operation has ended; the activity log tells who had started it.";
  }
}

/** What an operation of ours can be told to do instead of giving up is offered with it. */
function adviceOnLock(message: string, isOurWrite: boolean): string {
  const [, scope] = /locked: '([^']{1,1000})'/i.exec(message) ?? [];
  const where = scope === undefined ? "" : ` on ${scope}`;
  const offer = isOurWrite ? ', which Interlock waits for with onLock "wait" (--on-lock wait)' : "";
  return (
    `Whoever owns the lock${where} can remove it${offer}; the locks of the subscription with their IDs: ` +
    'az lock list --query "[].{level:level,id:id}" --output table'
  );
}

function adviceOnCapacity(isOurWrite: boolean): string {
  const offer = isOurWrite
    ? ' With onNoCapacity "wait" (--on-no-capacity wait) Interlock tries until the deadline.'
    : "";
  return `Try again later, or choose another size or zone; a capacity reservation guarantees room.${offer}`;
}

function adviceOnPolicy({ policyAssignments }: Refusal): string {
  const [assignment, ...others] = policyAssignments;
  if (assignment === undefined) {
    return "Ask for an exemption from the policy, or choose a size or a setting that is allowed.";
  }
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `Ask the owner of the policy assignment ${assignment}${more} for an exemption, or choose what it allows.`;
}

function adviceOnQuota(message: string): string {
  const [, location] = /Location: ([A-Za-z0-9 ]{1,60})/.exec(message) ?? [];
  const where = location === undefined ? "LOCATION" : quoted(location.trim());
  return `Ask for a higher quota, or free some: az vm list-usage --location ${where} --output table`;
}

function adviceOnAuthorization(message: string): string {
  const action =
    /permission to perform action\(s\) '([^']{1,300})'/.exec(message)?.[1] ??
    /perform action '([^']{1,300})'/.exec(message)?.[1];
  const scope = /(?:linked scope\(s\)|over scope) '([^']{1,1000})'/.exec(message)?.[1];
  if (action === undefined) {
    return "Give Interlock's identity a role that allows it; a new assignment takes minutes to count.";
  }
  return (
    `Give Interlock's identity a role with ${action}` +
    `${scope === undefined ? "" : ` on ${scope}`}; a new assignment takes minutes to count.`
  );
}

function supportOf(refusal: Refusal): string {
  const id = refusal.correlationId ?? refusal.requestId;
  return `a support request needs the code${id === null ? "" : ` and the ID ${id}`}`;
}
