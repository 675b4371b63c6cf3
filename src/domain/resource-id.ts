// ARM resource IDs. ARM ignores letter case and answers in another case than it was asked in; entity
// keys and maps do not. So every ID from outside passes through this parser once, and whatever is
// compared or keyed uses `resourceKey`.
//
// R1. Two spellings of one resource have one key.
// R2. What comes out of the parser is safe in a path: no empty or dot segments, no percent-encoding,
//     no control characters, no query.

declare const parsed: unique symbol;

/** A canonical resource ID: leading slash, no trailing one, names in the caller's letter case. */
export type ResourceId = string & { readonly [parsed]: true };

export interface ResourceIdParts {
  readonly id: ResourceId;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** `Microsoft.Compute`. */
  readonly provider: string;
  /** Types below the provider, outermost first: `["virtualMachines"]`. */
  readonly types: readonly string[];
  readonly names: readonly string[];
}

export type ParsedResourceId =
  | { readonly ok: true; readonly parts: ResourceIdParts }
  | { readonly ok: false; readonly problem: string };

const lengthMax = 2048;
const segmentMax = 260;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const groupName = /^[\p{L}\p{N}._()-]{1,89}[\p{L}\p{N}_()-]$|^[\p{L}\p{N}_()-]$/u;
const providerName = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)+$/;
const typeName = /^[A-Za-z][A-Za-z0-9]*$/;
/** What no Azure resource name may contain, and what would change the meaning of a path. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const badInName = /[\u0000-\u001f\u007f-\u009f<>%&\\?/#;:*"|]/;

/** Parses the ID of a resource in a resource group. Anything else is a problem, said in a sentence. */
export function parseResourceId(text: string): ParsedResourceId {
  if (text.length > lengthMax) {
    return problem(`A resource ID has at most ${lengthMax} characters; this has ${text.length}.`);
  }
  const trimmed = text.replace(/\/+$/, "");
  if (!trimmed.startsWith("/")) return problem("A resource ID starts with /subscriptions/.");
  const segments = trimmed.slice(1).split("/");
  const bad = segments.find((segment) => !isSafe(segment));
  if (bad !== undefined)
    return problem(`A resource ID cannot have the segment "${printable(bad)}".`);
  const [subscriptions, subscriptionId, groups, resourceGroup, providers, provider, ...rest] =
    segments;
  if (
    subscriptions?.toLowerCase() !== "subscriptions" ||
    groups?.toLowerCase() !== "resourcegroups" ||
    providers?.toLowerCase() !== "providers" ||
    subscriptionId === undefined ||
    resourceGroup === undefined ||
    provider === undefined
  ) {
    return problem(
      "A resource ID has the form /subscriptions/{id}/resourceGroups/{group}/providers/{provider}/{type}/{name}.",
    );
  }
  if (!guid.test(subscriptionId)) return problem("The subscription in the resource ID is no GUID.");
  if (!groupName.test(resourceGroup))
    return problem("The resource ID names no valid resource group.");
  if (!providerName.test(provider)) return problem("The resource ID names no valid provider.");
  if (rest.length < 2 || rest.length % 2 !== 0) {
    return problem("After the provider a resource ID has pairs of type and name.");
  }
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  const badType = types.find((type) => !typeName.test(type));
  if (badType !== undefined) return problem(`"${badType}" is no resource type.`);
  const head = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const id = `${head}/providers/${provider}/${rest.join("/")}` as ResourceId;
  return { ok: true, parts: { id, subscriptionId, resourceGroup, provider, types, names } };
}

/** The parts of an ID that has been parsed before. Throws when it has not. */
export function partsOf(id: string): ResourceIdParts {
  const result = parseResourceId(id);
  if (!result.ok) throw new Error(`An unparsed resource ID reached the inside: ${result.problem}`);
  return result.parts;
}

/** The form under which a resource is compared and keyed. */
export function resourceKey(id: string): string {
  return id.replace(/\/+$/, "").toLowerCase();
}

export function isSameResource(one: string, other: string): boolean {
  return resourceKey(one) === resourceKey(other);
}

/** `Microsoft.Compute/virtualMachines`, in the letter case of the ID. */
export function resourceTypeOf(parts: ResourceIdParts): string {
  return [parts.provider, ...parts.types].join("/");
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

function printable(segment: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is replaced
  return segment.slice(0, 40).replace(/[\u0000-\u001f\u007f-\u009f]/g, "?");
}

function problem(sentence: string): ParsedResourceId {
  return { ok: false, problem: sentence };
}
