// What a path of ARM's names: the resource, its type, and the action behind it. More lenient than the
// parser of IDs, because logs mask subscriptions with stars and cut names off; what is read here is for
// words and commands that a person sees, and never for a request.

export interface NamedResource {
  readonly resourceId: string;
  /** `Microsoft.Compute/virtualMachines`. */
  readonly resourceType: string;
  /** What stands behind the ID: `deallocate`. */
  readonly action: string | null;
}

/** Where a path begins; what ends it is told below. */
export const pathStart = /\/subscriptions\/[^\s"'`<>,;()|\\?#]{1,2000}/gi;

const pathCharsMax = 2_048;
/** Addresses of operations and of offers are nothing that is written to. */
const notResources = /^(?:operation|operationStatus|asyncOperation|usages|quotas|skus)/i;

export function resourceOfPath(path: string): NamedResource | null {
  const plain = path.slice(0, pathCharsMax).replace(/[.:\]}]$/, "");
  const segments = plain.split("/").filter((segment) => segment !== "");
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  if (at < 0) return scopeOf(segments);
  const provider = segments[at + 1];
  if (provider === undefined || !provider.includes(".")) return null;
  const pairs = segments.slice(at + 2);
  const action = pairs.length % 2 === 1 ? (pairs.at(-1) ?? null) : null;
  const own = action === null ? pairs : pairs.slice(0, -1);
  const types = own.filter((_, index) => index % 2 === 0);
  if (types.length === 0 || types.some((type) => notResources.test(type))) return null;
  return {
    resourceId: `/${segments.slice(0, at + 2 + own.length).join("/")}`,
    resourceType: [provider, ...types].join("/"),
    action,
  };
}

/** A group; a subscription alone says too little. */
function scopeOf(segments: readonly string[]): NamedResource | null {
  const [, subscription, word, group] = segments;
  if (word?.toLowerCase() !== "resourcegroups" || group === undefined) return null;
  return {
    resourceId: `/subscriptions/${subscription}/resourceGroups/${group}`,
    resourceType: "Microsoft.Resources/subscriptions/resourceGroups",
    action: segments[4] ?? null,
  };
}
