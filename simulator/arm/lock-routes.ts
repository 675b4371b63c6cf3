// Management locks, which can sit on a subscription, a group or any resource in it.

import { z } from "zod";
import { emptyAnswer, errorAnswer, jsonAnswer } from "../arm-answer.ts";
import { listed, lockBody, lockId } from "../core/locks.ts";
import type { Lock } from "../core/locks.ts";
import type { AzureAnswer } from "../protocol.ts";
import { keyOf } from "../resource-id.ts";
import { param } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";

const TYPE = "Microsoft.Authorization/locks";
const LOCK = `/{scope}/providers/${TYPE}/{lock}`;
const LOCKS = `/{scope}/providers/${TYPE}`;

const COMMON = {
  scope: "/{scope}",
  family: "locks",
  resourceType: TYPE,
  policy: null,
  requires: null,
  // Whoever may manage locks can also take away a lock that would forbid it.
  lockedVerb: null,
} as const;

const READ = { ...COMMON, method: "GET", action: `${TYPE}/read` } as const;

export const lockRoutes: readonly Route[] = [
  { ...READ, path: LOCKS, handle: listLocks },
  {
    ...READ,
    path: LOCK,
    handle: (call) => withLock(call, (lock) => jsonAnswer(200, lockBody(lock))),
  },
  { ...COMMON, method: "PUT", path: LOCK, action: `${TYPE}/write`, handle: putLock },
  { ...COMMON, method: "DELETE", path: LOCK, action: `${TYPE}/delete`, handle: deleteLock },
];

function listLocks(call: Call): AzureAnswer {
  const filter = call.query.get("$filter");
  if (filter !== undefined && filter.trim().toLowerCase() !== "atscope()") {
    const message = `The filter '${filter}' is not supported.`;
    return errorAnswer(400, { code: "InvalidFilterInQueryString", message }, "gateway");
  }
  const found = listed(call.store.locks.values(), call.scope, filter !== undefined);
  return jsonAnswer(200, { value: found.map(lockBody) });
}

function idOf(call: Call): string {
  return lockId(call.scope, param(call, "lock"));
}

function withLock(call: Call, answer: (lock: Lock) => AzureAnswer): AzureAnswer {
  const lock = call.store.locks.get(keyOf(idOf(call)));
  if (lock !== undefined) return answer(lock);
  const message = `The lock '${param(call, "lock")}' could not be found.`;
  return errorAnswer(404, { code: "LockNotFound", message }, "gateway");
}

const lockWrite = z.looseObject({
  properties: z.looseObject({
    level: z.enum(["CanNotDelete", "ReadOnly"]),
    notes: z.string().max(512).optional(),
  }),
});

function putLock(call: Call): AzureAnswer {
  const parsed = lockWrite.safeParse(call.body);
  if (!parsed.success) {
    const message = `The lock is not valid: ${parsed.error.issues[0]?.message ?? ""}.`;
    return errorAnswer(400, { code: "InvalidRequestContent", message }, "gateway");
  }
  const id = idOf(call);
  const { level, notes } = parsed.data.properties;
  const isNew = !call.store.locks.has(keyOf(id));
  const lock: Lock = {
    id: call.store.locks.get(keyOf(id))?.id ?? id,
    scope: call.scope,
    name: param(call, "lock"),
    level,
    notes: notes ?? null,
  };
  call.store.locks.set(keyOf(id), lock);
  return jsonAnswer(isNew ? 201 : 200, lockBody(lock));
}

function deleteLock(call: Call): AzureAnswer {
  return call.store.locks.delete(keyOf(idOf(call))) ? emptyAnswer(200) : emptyAnswer(204);
}
