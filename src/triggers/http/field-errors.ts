// The fields of a body that are at fault, one by one, as its schema finds them. Bounded: what a caller
// sent is repeated to him only in part.

import type { FieldError } from "./problems.ts";

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/** Fields that should not be there are each named, not only the object that they stand in. */
export function fieldErrorsOf(issues: readonly Issue[]): readonly FieldError[] {
  const nameOf = (path: readonly PropertyKey[]): string =>
    path.length === 0 ? "body" : bounded(path.map(String).join("."));
  return issues.slice(0, errorsMax).flatMap((issue): readonly FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      return (issue.keys ?? []).slice(0, errorsMax).map((key) => ({
        field: nameOf([...issue.path, key]),
        problem: "There is no such field.",
      }));
    }
    return [{ field: nameOf(issue.path), problem: bounded(issue.message) }];
  });
}

export const errorsMax = 20;
const textMax = 200;

export function bounded(text: string): string {
  return text.length <= textMax ? text : `${text.slice(0, textMax)}…`;
}
