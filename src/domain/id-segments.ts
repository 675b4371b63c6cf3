// From the text of a resource ID to the names between its slashes. Percent-encoding is undone once,
// name by name. No Azure name has a percent sign, so that leaves one reading of every ID, and whatever
// is encoded twice is refused, like everything else that could change the meaning of a path.

export type ReadSegments =
  | { readonly ok: true; readonly segments: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const lengthMax = 2048;
const segmentMax = 260;
/** What no name may contain. Rarer signs than these do occur: `*` in DNS, `;` in API revisions, `|`
 * in saved searches. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const badInName = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>%&\\?/#"]/;

// eslint-disable-next-line no-control-regex -- control characters are what is replaced
const controlSigns = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The names of an ID that begins with a slash; trailing slashes do not count. None for `/`. */
export function readSegments(text: string): ReadSegments {
  if (text.length > lengthMax) {
    return problem(`A resource ID has at most ${lengthMax} characters; this has ${text.length}.`);
  }
  if (!text.startsWith("/")) return problem("A resource ID starts with a slash.");
  const path = withoutTrailingSlashes(text);
  if (path === "") return { ok: true, segments: [] };
  const segments: string[] = [];
  for (const written of path.slice(1).split("/")) {
    const segment = decode(written);
    if (segment === null || !isSafe(segment)) {
      return problem(`A resource ID cannot have the segment "${printable(written)}".`);
    }
    segments.push(segment);
  }
  return { ok: true, segments };
}

export function withoutTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "/") end -= 1;
  return text.slice(0, end);
}

/** For a message: short and without anything that a terminal would act on. */
export function printable(segment: string): string {
  return segment.slice(0, 40).replace(controlSigns, "?").toWellFormed();
}

/** Null where the encoding is none. */
function decode(written: string): string | null {
  if (!written.isWellFormed()) return null;
  if (!written.includes("%")) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return null;
  }
}

function isSafe(segment: string): boolean {
  return (
    segment.length > 0 &&
    segment.length <= segmentMax &&
    segment !== "." &&
    segment !== ".." &&
    !segment.endsWith(" ") &&
    !segment.startsWith(" ") &&
    !badInName.test(segment)
  );
}

function problem(sentence: string): ReadSegments {
  return { ok: false, problem: sentence };
}
