// The closed vocabulary that the decision table decides on: what a refusal says, once ARM's hundreds
// of codes and sentences have been read. Two refusals with the same facts get the same verdict.

/** What the error code says, or the message where no code tells. */
export const signals = [
  "locked",
  "policy",
  "quota",
  "capacity",
  "authorization",
  "not-found",
  "exists",
  "version",
  "throttled",
  "running",
  "neighbour",
  "reserved",
  "preempted",
  "deleting",
  "state",
  "changing",
  "size-in-place",
  "fixed",
  "invalid",
  "transient",
  "none",
] as const;
export type Signal = (typeof signals)[number];

/** The HTTP status, as far as it matters; `none` where the refusal stood in an operation's body or no
 * answer came. */
export const statusClasses = [
  "none",
  "400",
  "401",
  "403",
  "404",
  "408",
  "409",
  "412",
  "429",
  "4xx",
  "5xx",
  "other",
] as const;
export type StatusClass = (typeof statusClasses)[number];

/** The operation's terminal word, when the refusal was read from an operation. */
export const endings = ["no-operation", "failed", "canceled"] as const;
export type Ending = (typeof endings)[number];

export interface RefusalFacts {
  readonly signal: Signal;
  readonly status: StatusClass;
  readonly ending: Ending;
}

export function statusClassOf(status: number | null): StatusClass {
  if (status === null) return "none";
  const exact = statusClasses.find((known) => known === String(status));
  if (exact !== undefined) return exact;
  if (status === 410) return "404";
  if (status >= 400 && status < 500) return "4xx";
  return status >= 500 && status < 600 ? "5xx" : "other";
}
