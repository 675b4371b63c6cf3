// Everything that an ARM resource ID can name, with what it is in: a resource in a group, a child or an
// extension of another resource, something directly under a subscription or the tenant, and the scopes
// themselves. A `providers` where a type would stand begins an extension of what came before it.
//
// S1. What comes out has one spelling but for letter case: fixed words as ARM writes them, nothing
//     encoded, no trailing slash.
// S2. A parent has fewer segments than what is in it.

import { readSegments } from "./id-segments.ts";

declare const parsed: unique symbol;

/** A canonical resource ID: leading slash, no trailing one, names in the caller's letter case. */
export type ResourceId = string & { readonly [parsed]: true };

export interface TenantScope {
  readonly kind: "tenant";
  /** `/`. */
  readonly id: ResourceId;
}

export interface ManagementGroupScope {
  readonly kind: "management-group";
  readonly id: ResourceId;
  readonly parent: TenantScope;
  readonly name: string;
}

export interface SubscriptionScope {
  readonly kind: "subscription";
  readonly id: ResourceId;
  readonly parent: TenantScope;
  readonly subscriptionId: string;
}

export interface ResourceGroupScope {
  readonly kind: "resource-group";
  readonly id: ResourceId;
  readonly parent: SubscriptionScope;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

/** A part of a subscription that no provider serves: a location, a tag name or value, a provider's own
 * registration. */
export interface ProviderlessScope {
  readonly kind: "provider-less";
  readonly id: ResourceId;
  readonly parent: SubscriptionScope;
  readonly subscriptionId: string;
}

export interface ResourceScope {
  readonly kind: "resource";
  readonly id: ResourceId;
  /** The resource that it is a child of, else what it is in or extends. */
  readonly parent: Scope;
  /** What its provider's part of the ID stands behind. */
  readonly base: Scope;
  /** Null for what is in no subscription. */
  readonly subscriptionId: string | null;
  /** Null for what is in no resource group. */
  readonly resourceGroup: string | null;
  /** `Microsoft.Compute`. */
  readonly provider: string;
  /** Types below the provider, outermost first: `["virtualMachines"]`. */
  readonly types: readonly string[];
  readonly names: readonly string[];
}

export type Scope =
  | TenantScope
  | ManagementGroupScope
  | SubscriptionScope
  | ResourceGroupScope
  | ProviderlessScope
  | ResourceScope;

export type ParsedScope =
  | { readonly ok: true; readonly scope: Scope }
  | { readonly ok: false; readonly problem: string };

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const groupName = /^[\p{L}\p{N}._()-]{1,89}[\p{L}\p{N}_()-]$|^[\p{L}\p{N}_()-]$/u;
const providerName = /^[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)+$/;
const typeName = /^[A-Za-z][A-Za-z0-9_-]*$/;
const tenant: TenantScope = { kind: "tenant", id: "/" as ResourceId };

/** Parses any ID. What is none is a problem, said in a sentence. */
export function parseScope(text: string): ParsedScope {
  const read = readSegments(text);
  if (!read.ok) return read;
  const [first, second, ...rest] = read.segments;
  if (first === undefined) return { ok: true, scope: tenant };
  if (isWord(first, "providers")) return behind(tenant, read.segments);
  if (!isWord(first, "subscriptions") || second === undefined) {
    return problem(
      "A resource ID starts with /subscriptions/ and the ID of one, or with /providers/.",
    );
  }
  if (!guid.test(second)) return problem("The subscription in the resource ID is no GUID.");
  const id = `/subscriptions/${second}` as ResourceId;
  return inSubscription({ kind: "subscription", id, parent: tenant, subscriptionId: second }, rest);
}

/** What it is in, innermost first, without the tenant. */
export function parentsOf(scope: Scope): readonly Scope[] {
  const parents: Scope[] = [];
  let at = scope;
  while (at.kind !== "tenant" && at.parent.kind !== "tenant") {
    parents.push(at.parent);
    at = at.parent;
  }
  return parents;
}

function inSubscription(parent: SubscriptionScope, rest: readonly string[]): ParsedScope {
  const [word, name, ...more] = rest;
  if (word === undefined) return { ok: true, scope: parent };
  if (isWord(word, "providers") && rest.length > 2) return behind(parent, rest);
  if (name === undefined) return problem(`"${word.slice(0, 40)}" in the resource ID has no name.`);
  if (isWord(word, "resourceGroups")) return inGroup(parent, name, more);
  const { subscriptionId } = parent;
  const part = (path: string): ProviderlessScope => {
    const id = `${parent.id}/${path}` as ResourceId;
    return { kind: "provider-less", id, parent, subscriptionId };
  };
  if (isWord(word, "providers")) {
    if (!providerName.test(name)) return problem("The resource ID names no valid provider.");
    return { ok: true, scope: part(`providers/${name}`) };
  }
  if (isWord(word, "locations")) return behind(part(`locations/${name}`), more);
  if (isWord(word, "tagNames")) {
    const [values, value, ...beyond] = more;
    return values !== undefined && isWord(values, "tagValues") && value !== undefined
      ? behind(part(`tagNames/${name}/tagValues/${value}`), beyond)
      : behind(part(`tagNames/${name}`), more);
  }
  return problem(`"${word.slice(0, 40)}" is nothing that a subscription has.`);
}

function inGroup(
  parent: SubscriptionScope,
  resourceGroup: string,
  rest: readonly string[],
): ParsedScope {
  if (!groupName.test(resourceGroup))
    return problem("The resource ID names no valid resource group.");
  const { subscriptionId } = parent;
  const id = `${parent.id}/resourceGroups/${resourceGroup}` as ResourceId;
  const group = { kind: "resource-group", id, parent, subscriptionId, resourceGroup } as const;
  // Deployments also have an older form of ID without their provider.
  return rest[0] !== undefined && isWord(rest[0], "deployments")
    ? behind(group, ["providers", "Microsoft.Resources", ...rest])
    : behind(group, rest);
}

/** Resources and their extensions, one behind the other. */
function behind(base: Scope, rest: readonly string[]): ParsedScope {
  const [word, provider, ...pairs] = rest;
  if (word === undefined) return { ok: true, scope: base };
  if (!isWord(word, "providers")) {
    return problem(`"${word.slice(0, 40)}" in the resource ID stands where /providers/ would.`);
  }
  if (provider === undefined || !providerName.test(provider)) {
    return problem("The resource ID names no valid provider.");
  }
  const next = pairs.findIndex((type, at) => at > 0 && at % 2 === 0 && isWord(type, "providers"));
  const own = next < 0 ? pairs : pairs.slice(0, next);
  if (own.length === 0 || own.length % 2 !== 0) {
    return problem("After the provider a resource ID has pairs of type and name.");
  }
  const badType = own.find((type, at) => at % 2 === 0 && !isType(type));
  if (badType !== undefined) return problem(`"${badType.slice(0, 40)}" is no resource type.`);
  const scope = resourceIn(base, provider, own);
  return next < 0 ? { ok: true, scope } : behind(scope, pairs.slice(next));
}

function resourceIn(base: Scope, provider: string, pairs: readonly string[]): Scope {
  const head = `${base.kind === "tenant" ? "" : base.id}/providers/${provider}`;
  const { subscriptionId, resourceGroup } = placeOf(base);
  let parent: Scope = base;
  for (let length = 2; length <= pairs.length; length += 2) {
    const own = pairs.slice(0, length);
    const types = own.filter((_, at) => at % 2 === 0);
    const names = own.filter((_, at) => at % 2 === 1);
    const id = `${head}/${own.join("/")}` as ResourceId;
    parent = managementGroupOf({ base, provider, types, names, id }) ?? {
      kind: "resource",
      id,
      parent,
      base,
      subscriptionId,
      resourceGroup,
      provider,
      types,
      names,
    };
  }
  return parent;
}

function managementGroupOf({
  base,
  provider,
  types,
  names,
  id,
}: Pick<ResourceScope, "base" | "provider" | "types" | "names" | "id">): Scope | null {
  const [type, ...childTypes] = types;
  const [name] = names;
  const isOne =
    base.kind === "tenant" &&
    isWord(provider, "Microsoft.Management") &&
    isWord(type ?? "", "managementGroups") &&
    childTypes.length === 0;
  if (!isOne || name === undefined) return null;
  return { kind: "management-group", id, parent: tenant, name };
}

function placeOf(scope: Scope): Pick<ResourceScope, "subscriptionId" | "resourceGroup"> {
  const subscriptionId = "subscriptionId" in scope ? scope.subscriptionId : null;
  return { subscriptionId, resourceGroup: "resourceGroup" in scope ? scope.resourceGroup : null };
}

/** Fixed words and types are ASCII, so nothing but ASCII is equal to them. */
function isWord(text: string, word: string): boolean {
  return text.length === word.length && text.toLowerCase() === word.toLowerCase();
}

function isType(text: string): boolean {
  return typeName.test(text) && !isWord(text, "providers");
}

function problem(sentence: string): ParsedScope {
  return { ok: false, problem: sentence };
}
