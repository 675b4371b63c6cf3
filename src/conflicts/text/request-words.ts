// What a refused request was, in words, as far as a text tells: `the deallocate of shop-rg/web-07`.

import type { ErrorSetting } from "./found-error.ts";

export function requestWords({ operation, resourceId, resourceType }: ErrorSetting): string {
  const about =
    resourceId === null
      ? resourceType === null
        ? null
        : `a resource of type ${resourceType}`
      : shortOf(resourceId);
  if (operation === null) return about === null ? "the request" : `a request about ${about}`;
  if (operation.includes("/")) return resourceId === null ? operation : `${operation} on ${about}`;
  return about === null ? `a request to ${operation}` : `the ${operation} of ${about}`;
}

/** The group and the names; the whole ID stands beside the sentence. */
function shortOf(resourceId: string): string {
  const segments = resourceId.split("/");
  const names = segments.slice(segments.findLastIndex((one) => /^providers$/i.test(one)) + 2);
  const own = names.filter((_, index) => index % 2 === 1);
  const group = segments[4];
  return group === undefined || segments.length < 6 ? resourceId : [group, ...own].join("/");
}
