// Azure resource IDs as ARM reads them: letter case does not count for finding, and is kept for
// showing.

export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly provider: string;
  readonly type: string;
  readonly name: string;
}

/** The key under which a thing is kept: ARM compares IDs without letter case. */
export function keyOf(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}

export function subscriptionScope(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}`;
}

export function groupId(subscriptionId: string, resourceGroup: string): string {
  return `${subscriptionScope(subscriptionId)}/resourceGroups/${resourceGroup}`;
}

export function resourceId(parts: ResourceId): string {
  const group = groupId(parts.subscriptionId, parts.resourceGroup);
  return `${group}/providers/${parts.provider}/${parts.type}/${parts.name}`;
}

const TOP_LEVEL =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/([^/]+)\/([^/]+)$/i;

/** Reads the ID of a top-level resource of a group; anything else is undefined. */
export function parseResourceId(id: string): ResourceId | undefined {
  const [, subscriptionId, resourceGroup, provider, type, name] = TOP_LEVEL.exec(id) ?? [];
  if (
    subscriptionId === undefined ||
    resourceGroup === undefined ||
    provider === undefined ||
    type === undefined ||
    name === undefined
  ) {
    return undefined;
  }
  return { subscriptionId, resourceGroup, provider, type, name };
}

/** Whether `scope` is `id` or one of its ancestors. */
export function covers(scope: string, id: string): boolean {
  const outer = keyOf(scope);
  const inner = keyOf(id);
  return inner === outer || inner.startsWith(`${outer}/`);
}
