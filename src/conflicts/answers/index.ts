// Answers that services give, one a line, by the class that each has to get:
// `STATUS CODE (RESOURCE TYPE): MESSAGE`, with `-` for a status or a code that is not told, and the type
// where it matters. They say in words of our own what services say, with what can be found in
// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors and on
// the providers' pages on their errors. A test judges every line; what is unlike all phrases is judged by
// its likeness to them (likeness.ts).

import type { ConflictClass } from "../../domain/verdict.ts";
import { alreadyExistsAnswers } from "./already-exists.ts";
import { authorizationAnswers } from "./authorization.ts";
import { capacityAnswers } from "./capacity.ts";
import { concurrentOperationAnswers } from "./concurrent-operation.ts";
import { invalidRequestAnswers } from "./invalid-request.ts";
import { inUseAnswers } from "./lifecycle-state-in-use.ts";
import { lifecycleStateAnswers } from "./lifecycle-state.ts";
import { managementLockAnswers } from "./management-lock.ts";
import { notFoundAnswers } from "./not-found.ts";
import { policyOrSkuAnswers } from "./policy-or-sku.ts";
import { quotaAnswers } from "./quota.ts";
import { throttledAnswers } from "./throttled.ts";
import { transientServiceAnswers } from "./transient-service.ts";
import { versionTokenAnswers } from "./version-token.ts";

export type KnownClass = Exclude<ConflictClass, "unknown">;

export const knownAnswers: Readonly<Record<KnownClass, string>> = {
  "already-exists": alreadyExistsAnswers,
  authorization: authorizationAnswers,
  capacity: capacityAnswers,
  "concurrent-operation": concurrentOperationAnswers,
  "invalid-request": invalidRequestAnswers,
  "lifecycle-state": lifecycleStateAnswers.trimEnd() + inUseAnswers,
  "management-lock": managementLockAnswers,
  "not-found": notFoundAnswers,
  "policy-or-sku": policyOrSkuAnswers,
  quota: quotaAnswers,
  throttled: throttledAnswers,
  "transient-service": transientServiceAnswers,
  "version-token": versionTokenAnswers,
};

export interface KnownAnswer {
  readonly status: number | null;
  readonly code: string | null;
  readonly type: string;
  readonly message: string;
}

export function answersOf(conflictClass: KnownClass): readonly KnownAnswer[] {
  return knownAnswers[conflictClass].trim().split("\n").map(answerOf);
}

function answerOf(line: string): KnownAnswer {
  const end = line.indexOf(": ");
  const [status = "", code = "", type = ""] = line.slice(0, end).split(" ");
  if (end < 0 || code === "") throw new Error(`Not an answer: ${line}`);
  return {
    status: status === "-" ? null : Number(status),
    code: code === "-" ? null : code,
    type: type.slice(1, -1),
    message: line.slice(end + 2),
  };
}
