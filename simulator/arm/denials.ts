// The answers to requests that may not, or may not yet, go on: no token, no right, a lock, an
// allowance used up.

import { errorAnswer, jsonAnswer } from "../arm-answer.ts";
import { forbidding, scopeLockedMessage } from "../core/locks.ts";
import { namedInTheWay } from "../core/operation.ts";
import type { Charge, VerbClass } from "../core/throttling.ts";
import type { Caller } from "../identity/tokens.ts";
import type { AzureAnswer } from "../protocol.ts";
import { covers, keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import type { Route } from "./route.ts";

export function notAuthenticated(why: string): AzureAnswer {
  const challenge =
    'Bearer authorization_uri="https://login.windows.net/", error="invalid_token", ' +
    `error_description="${why}"`;
  const message = `Authentication failed. ${why}`;
  return errorAnswer(401, { code: "AuthenticationFailed", message }, "gateway", {
    "www-authenticate": challenge,
  });
}

export function refuseRight(
  store: Store,
  caller: Caller,
  action: string,
  scope: string,
): AzureAnswer | undefined {
  const denied = store.denials.some(
    (denial) =>
      denial.principal === caller.principal &&
      actionFits(denial.action, action) &&
      (denial.scope === "/" || covers(denial.scope, scope)),
  );
  if (!denied) return undefined;
  const message =
    `The client '${caller.principal}' with object id '${caller.objectId}' does not have ` +
    `authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. ` +
    "If access was recently granted, please refresh your credentials.";
  return errorAnswer(403, { code: "AuthorizationFailed", message }, "gateway");
}

function actionFits(pattern: string, action: string): boolean {
  const wanted = keyOf(pattern);
  if (!wanted.endsWith("*")) return wanted === keyOf(action);
  return keyOf(action).startsWith(wanted.slice(0, -1));
}

export function refuseLocked(store: Store, route: Route, scope: string): AzureAnswer | undefined {
  if (route.lockedVerb === null) return undefined;
  const locks = forbidding(store.locks.values(), scope, route.lockedVerb);
  if (locks.length === 0) return undefined;
  const message = scopeLockedMessage(scope, route.lockedVerb, locks);
  return errorAnswer(409, { code: "ScopeLocked", message }, "gateway");
}

/** Assumed code; that the front door's 429 carries Retry-After is documented. */
export function frontDoorThrottled(
  refused: NonNullable<Charge["refused"]>,
  verb: VerbClass,
  subscription: string,
): AzureAnswer {
  const seconds = Math.ceil(refused.waitMs / 1000);
  const message =
    `Number of '${verb}' requests for subscription '${subscription}' exceeded the limit of ` +
    `'${refused.allowed}'. Please try again after '${seconds}' seconds.`;
  return errorAnswer(429, { code: "SubscriptionRequestsThrottled", message }, "gateway", {
    "retry-after": String(seconds),
  });
}

/** Whose limit has been met: Compute's for one machine or for the subscription in its region, or the
 * front door's for the subscription. */
export function throttledFor(
  scope: "resource" | "subscription-region" | "subscription",
  subscription: string,
  seconds: number,
  nowMs: number,
): AzureAnswer {
  switch (scope) {
    case "resource":
      return computeThrottled({ policy: "UpdateVMResource", allowed: 12 }, seconds, nowMs);
    case "subscription-region": {
      const refused = { policy: "UpdateVMSubscriptionMaximum", allowed: 1500 };
      return computeThrottled(refused, seconds, nowMs);
    }
    case "subscription": {
      const refused = { policy: "writes", waitMs: seconds * 1000, allowed: 200 };
      return frontDoorThrottled(refused, "writes", subscription);
    }
  }
}

/** In the network provider's words: https://github.com/Azure/bicep/issues/5132 . That the address may
 * also stand in a header is assumed. */
export function anotherInProgress(
  address: string,
  told: "message" | "header" | "nothing",
): AzureAnswer {
  const message = "Another operation on this or dependent resource is in progress.";
  const error = {
    code: "AnotherOperationInProgress",
    message: told === "message" ? `${message} ${namedInTheWay(address)}` : message,
    details: [],
  };
  const headers: Readonly<Record<string, string>> =
    told === "header" ? { "azure-asyncoperation": address } : {};
  return errorAnswer(409, error, "provider", headers);
}

/** As documented: no `error` wrapper, the policy in the details, and a JSON text in their message. */
export function computeThrottled(
  refused: { readonly policy: string; readonly allowed: number },
  retryAfterS: number | null,
  nowMs: number,
): AzureAnswer {
  const detail = {
    operationGroup: refused.policy,
    startTime: new Date(nowMs - 60_000).toISOString(),
    endTime: new Date(nowMs).toISOString(),
    allowedRequestCount: refused.allowed,
    measuredRequestCount: refused.allowed + 1,
  };
  const body = {
    code: "OperationNotAllowed",
    message:
      "The server rejected the request because too many requests have been received for this " +
      "subscription.",
    details: [{ code: "TooManyRequests", target: refused.policy, message: JSON.stringify(detail) }],
  };
  const headers: Readonly<Record<string, string>> =
    retryAfterS === null ? {} : { "retry-after": String(retryAfterS) };
  return jsonAnswer(429, body, headers);
}
