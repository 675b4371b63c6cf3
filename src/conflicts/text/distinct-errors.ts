// Of many errors in one text those that differ: tools print the same one several times, in several
// forms, and each form tells a part of it. The one that decides comes first.

import type { Classification, JudgedError } from "./classification.ts";

export function distinctErrors(all: readonly JudgedError[]): readonly JudgedError[] {
  const kept: JudgedError[] = [];
  const byMessage = new Map<string, number[]>();
  for (const one of all) {
    const key = folded(one.classification.read.message);
    const places = byMessage.get(key) ?? [];
    const same = places.find((place) => isSame(kept[place], one));
    const known = same === undefined ? undefined : kept[same];
    if (same !== undefined && known !== undefined) kept[same] = joined(known, one);
    else byMessage.set(key, [...places.slice(0, placesMax), kept.push(one) - 1]);
  }
  const telling = withoutEmptyOnes(kept);
  return telling.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Of one message about ever other resources. */
const placesMax = 200;
const foldedCharsMax = 240;

/** What differs from print to print does not count: IDs of requests, times, spaces and marks. */
function folded(message: string): string {
  return message
    .slice(0, 2_000)
    .toLowerCase()
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "")
    .replaceAll(/\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d[.\d]{0,9}z?/g, "")
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, foldedCharsMax);
}

function isSame(one: JudgedError | undefined, other: JudgedError): boolean {
  if (one === undefined) return false;
  const [a, b] = [one.classification.read, other.classification.read];
  const isSameCode =
    a.codes.length === 0 || b.codes.length === 0 || a.codes.at(-1) === b.codes.at(-1);
  return isSameCode && isSameOrUnknown(a.resourceId, b.resourceId);
}

function isSameOrUnknown(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.toLowerCase() === other.toLowerCase();
}

/** The one that knows more speaks, and takes from the other what it does not know. */
function joined(one: JudgedError, other: JudgedError): JudgedError {
  const [best, less] = knows(other) > knows(one) ? [other, one] : [one, other];
  const read = { ...best.classification.read };
  const from = less.classification.read;
  return {
    isVague: one.isVague && other.isVague,
    classification: {
      ...best.classification,
      read: {
        ...read,
        requestId: read.requestId ?? from.requestId,
        correlationId: read.correlationId ?? from.correlationId,
        operation: read.operation ?? from.operation,
      },
    },
  };
}

function knows({ classification: { read } }: JudgedError): number {
  const facts = [read.code, read.status, read.resourceId, read.resourceType];
  return facts.filter((fact) => fact !== null).length * 10 + read.codes.length;
}

/** Codes that only say that something within failed. */
const wrappers =
  /^(?:\w{0,40}Deployment\w{0,10}Fail\w{0,10}|DeploymentFailed|ResourceOperationFailure)$/;

/** A bare status, a wrapper, or words that mean nothing, beside errors that say more. */
function withoutEmptyOnes(all: readonly JudgedError[]): readonly JudgedError[] {
  const telling = all.filter(({ classification, isVague }) => {
    const { codes, message } = classification.read;
    const isGuess = classification.class === "unknown" || classification.confidence === "low";
    if (isGuess && (isVague || wrappers.test(codes.at(-1) ?? ""))) return false;
    return codes.length > 0 || message !== "";
  });
  return telling.length > 0 ? telling : all.slice(0, 1);
}

function rankOf({ classification, isVague }: JudgedError): number {
  return (
    (isVague ? 4 : 0) +
    (isStop(classification) ? 0 : 1) +
    (classification.confidence === "low" ? 2 : 0)
  );
}

/** A class that needs a person decides before one that only needs time. */
function isStop({ recovery }: Classification): boolean {
  return recovery === "stop";
}
