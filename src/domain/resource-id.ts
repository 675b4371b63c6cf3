// ARM resource IDs. ARM ignores letter case and answers in another case than it was asked in; entity
// keys and maps do not. So every ID from outside passes through a parser once, and whatever is compared
// or keyed uses `resourceKey`. Here are the IDs of resources in a group, which is what operations have
// as targets; `scope.ts` reads everything that an ID can name.
//
// R1. Two spellings of one resource have one key.
// R2. What comes out of the parser is safe in a path: no empty or dot segments, no percent-encoding,
//     no control characters, no query.

import { readSegments, withoutTrailingSlashes } from "./id-segments.ts";
import { foldCase } from "./ordinal-case.ts";
import { parseScope } from "./scope.ts";
import type { ResourceId } from "./scope.ts";

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

const form =
  "/subscriptions/{id}/resourceGroups/{group}/providers/{provider}/{type}/{name}, with types and names of children behind it";

/** Parses the ID of a resource in a resource group, or of a child of one. Anything else, an extension
 * of a resource too, is a problem, said in a sentence. */
export function parseResourceId(text: string): ParsedResourceId {
  const parsed = parseScope(text);
  if (!parsed.ok) return parsed;
  const { scope } = parsed;
  if (scope.kind !== "resource" || scope.base.kind !== "resource-group") {
    return { ok: false, problem: `What is needed here is an ID of the form ${form}.` };
  }
  const { subscriptionId, resourceGroup } = scope.base;
  const { id, provider, types, names } = scope;
  return { ok: true, parts: { id, subscriptionId, resourceGroup, provider, types, names } };
}

/** The parts of an ID that has been parsed before. Throws when it has not. */
export function partsOf(id: string): ResourceIdParts {
  const result = parseResourceId(id);
  if (!result.ok) throw new Error(`An unparsed resource ID reached the inside: ${result.problem}`);
  return result.parts;
}

/** The form under which a resource is compared and keyed: of any ID, in any spelling. */
export function resourceKey(id: string): string {
  const parsed = parseScope(id);
  if (parsed.ok) return foldCase(withoutTrailingSlashes(parsed.scope.id));
  // Azure's answers name things that are no whole IDs; they are compared like IDs all the same.
  const read = readSegments(id);
  return foldCase(
    withoutTrailingSlashes(read.ok ? read.segments.map((segment) => `/${segment}`).join("") : id),
  );
}

export function isSameResource(one: string, other: string): boolean {
  return resourceKey(one) === resourceKey(other);
}

/** `Microsoft.Compute/virtualMachines`, in the letter case of the ID. */
export function resourceTypeOf(parts: Pick<ResourceIdParts, "provider" | "types">): string {
  return [parts.provider, ...parts.types].join("/");
}
