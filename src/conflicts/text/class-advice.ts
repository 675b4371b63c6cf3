// What a person does about each class of refusal and what he should not do, with commands to copy. What
// the text did not tell stands in a command as a word in capitals. One table: a class is a row.

import type { Refusal } from "../../domain/refusal.ts";
import type { ConflictClass } from "../../domain/verdict.ts";
import {
  authorizationCommands,
  existingCommands,
  lifecycleCommands,
  missingActionIn,
  quotaCommands,
  ruleCommands,
} from "./class-commands.ts";
import { placeOf, shellWord } from "./command-place.ts";
import type { CommandPlace } from "./command-place.ts";
import type { ErrorSetting } from "./found-error.ts";

/** How the decision is made in a word: bring about another state, read the version again, ask who made
 * the rule, or wait. */
export type Shortcut = "state" | "version" | "rule" | "wait" | "other";

export interface ClassAdvice {
  readonly shortcut: Shortcut;
  readonly nextAction: string;
  readonly avoid: string;
  readonly nextCommands: readonly string[];
}

export interface Advised {
  readonly refusal: Refusal;
  /** What an operation of ours that meets it tells its caller. */
  readonly advice: string | null;
  readonly setting: ErrorSetting;
  readonly place: CommandPlace;
}

interface AdviceRow {
  readonly shortcut: Shortcut;
  readonly next: (about: Advised) => string;
  readonly avoid: string;
  readonly commands: (about: Advised) => readonly string[];
}

const rows: Readonly<Record<ConflictClass, AdviceRow>> = {
  "lifecycle-state": {
    shortcut: "state",
    next: ({ advice }) =>
      advice ??
      "Bring what the message names into the state that this needs, then send the same request again.",
    avoid: "Do not just send it again: it is refused until the state is another one.",
    commands: lifecycleCommands,
  },
  "concurrent-operation": {
    shortcut: "wait",
    next: () => "Wait until nothing is at work on it, then send the same request once more.",
    avoid:
      "Do not send it over and over, and do not cancel, delete or force anything: the other operation may be half done.",
    commands: ({ refusal, place }) => [
      ...(refusal.blockedBy === null
        ? []
        : [`az rest --method get --url ${shellWord(refusal.blockedBy)}`]),
      `interlock wait ${place.id} --for settled --timeout 30m`,
      `az monitor activity-log list --resource-id ${place.id} --offset 1h --query "[].{at:eventTimestamp,who:caller,what:operationName.value,status:status.value}" --output table`,
      `interlock hold ${place.id} -- COMMAND`,
    ],
  },
  "management-lock": {
    shortcut: "rule",
    next: ({ refusal }) => {
      const scope = /are locked: '([^']{1,1000})'/i.exec(refusal.message)?.[1];
      const where = scope === undefined ? "" : ` on ${scope}`;
      return `Ask whoever owns the lock${where} to remove it; a removal takes minutes to count.`;
    },
    avoid:
      "Do not send it again while the lock is there, and do not remove a lock that somebody else has set.",
    commands: ({ place }) => [
      `interlock state ${place.id}`,
      `az lock list${place.subscriptionOption} --query "[].{name:name,level:level,notes:notes,id:id}" --output table`,
      `interlock wait ${place.id} --for unlocked --timeout 4h`,
    ],
  },
  "version-token": {
    shortcut: "version",
    next: () =>
      "Read it again, make the change anew from what is there now, and send it with the new ETag.",
    avoid:
      "Do not drop the condition (If-Match) to get through: that overwrites what somebody else has just changed.",
    commands: ({ place }) => [`az resource show --ids ${place.id} --query etag --output tsv`],
  },
  "policy-or-sku": {
    shortcut: "rule",
    next: ({ refusal, advice }) =>
      refusal.policyAssignments.length > 0 && advice !== null
        ? advice
        : "Change the request to what is allowed there, or ask for an exemption; no other state of the resource helps.",
    avoid: "Do not send it again as it is, and do not stop or deallocate anything for it.",
    commands: ruleCommands,
  },
  quota: {
    shortcut: "rule",
    next: () => "Ask for a higher quota, or free some of what is used.",
    avoid: "Do not send it again before the quota is higher or something has been freed.",
    commands: quotaCommands,
  },
  capacity: {
    shortcut: "wait",
    next: () =>
      "Try it later, in another zone or region, or with another size; a capacity reservation guarantees room.",
    avoid:
      "Do not deallocate what still runs there: it may not come back. Do not repeat it in short intervals.",
    commands: ({ place }) => [
      `az vm list-skus --location ${place.location} --resource-type virtualMachines --zone --output table`,
      `interlock run vm-resize ${place.machineId} --size SIZE --accept downtime --on-no-capacity wait`,
    ],
  },
  throttled: {
    shortcut: "wait",
    next: () =>
      "Leave Azure alone for as long as Retry-After says, then send it again, more slowly.",
    avoid:
      "Do not send it before that time: each attempt makes the wait longer, for everybody who uses the subscription.",
    commands: () => [],
  },
  authorization: {
    shortcut: "rule",
    next: ({ refusal }) => {
      const action = missingActionIn(refusal.message);
      const role = action === undefined ? "a role that allows it" : `a role with ${action}`;
      return `Have the identity that asked given ${role} on this scope; a new assignment takes minutes to count.`;
    },
    avoid:
      "Do not send it again as the same identity, and do not give it more than the action that is missing.",
    commands: authorizationCommands,
  },
  "not-found": {
    shortcut: "other",
    next: () =>
      "Check the name, the subscription and the region; what it refers to may be gone or not there yet.",
    avoid:
      "Do not send it again before everything that it names exists. Of a delete it means that it is done.",
    commands: ({ place }) => [
      `az resource show --ids ${place.id}`,
      "az account show --output table",
    ],
  },
  "already-exists": {
    shortcut: "other",
    next: () =>
      "Compare what is there with what was wanted: the same is success, else take another name or the existing thing.",
    avoid: "Do not delete what is there only because the name is taken: it may be in use.",
    commands: existingCommands,
  },
  "invalid-request": {
    shortcut: "other",
    next: () => "Correct the request: the message says what is wrong with it.",
    avoid: "Do not send it again unchanged.",
    commands: () => [],
  },
  "transient-service": {
    shortcut: "wait",
    next: () =>
      "Look first whether it has happened all the same, then send it again after a pause.",
    avoid: "Do not send it again before looking: it may have been done, or be under way still.",
    commands: ({ place }) => [
      `interlock state ${place.id}`,
      `interlock wait ${place.id} --for settled --timeout 15m`,
    ],
  },
  unknown: {
    shortcut: "other",
    next: () =>
      "Look at the resource and at its activity log; a support request needs the code and the IDs.",
    avoid: "Do not send it over and over: nobody knows what it did.",
    commands: ({ setting, place }) => [
      `interlock state ${place.id}`,
      setting.correlationId === null
        ? `az monitor activity-log list --resource-id ${place.id} --offset 1h --output table`
        : `az monitor activity-log list --correlation-id ${shellWord(setting.correlationId)} --output table`,
    ],
  },
};

export function classAdvice(
  conflictClass: ConflictClass,
  given: Omit<Advised, "place">,
): ClassAdvice {
  const { shortcut, next, avoid, commands } = rows[conflictClass];
  const place = placeOf(given.setting.resourceId, given.refusal.message);
  const about = { ...given, place };
  return { shortcut, nextAction: next(about), avoid, nextCommands: commands(about) };
}
