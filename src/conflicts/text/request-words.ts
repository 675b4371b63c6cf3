// What a refused request was, in words, as far as a text tells: `the deallocate of …/virtualMachines/a`.

import type { ErrorSetting } from "./found-error.ts";

export function requestWords({ operation, resourceId, resourceType }: ErrorSetting): string {
  const about = resourceId ?? (resourceType === null ? null : `a resource of type ${resourceType}`);
  if (operation === null) return about === null ? "the request" : `a request about ${about}`;
  if (operation.includes("/"))
    return resourceId === null ? operation : `${operation} on ${resourceId}`;
  return about === null ? `a request to ${operation}` : `the ${operation} of ${about}`;
}
