// In which api-version a resource is asked for. ARM wants one in every request, and each type has its
// own. For the types that operations deal with they are written down here, as the pinned clients and
// Microsoft's own definitions have them; for any other type its provider is asked once a day.

import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import { addMs, isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { resourceTypeOf } from "../domain/resource-id.ts";
import type { ResourceScope } from "../domain/scope.ts";
import { unknownAllowance } from "./allowance.ts";
import { mapRead, readingOf } from "./reading.ts";
import type { Transport } from "./transport.ts";

export const groupApiVersion = "2025-04-01";

const computeTypes = [
  "virtualMachines",
  "virtualMachines/extensions",
  "virtualMachineScaleSets",
  "virtualMachineScaleSets/extensions",
  "virtualMachineScaleSets/virtualMachines",
  "virtualMachineScaleSets/virtualMachines/extensions",
  "availabilitySets",
  "proximityPlacementGroups",
  "hostGroups",
  "hostGroups/hosts",
  "capacityReservationGroups",
  "capacityReservationGroups/capacityReservations",
  "images",
  "sshPublicKeys",
];
const diskTypes = ["disks", "snapshots", "diskEncryptionSets", "diskAccesses"];
const networkTypes = [
  "networkInterfaces",
  "publicIPAddresses",
  "virtualNetworks",
  "virtualNetworks/subnets",
  "networkSecurityGroups",
  "networkSecurityGroups/securityRules",
  "loadBalancers",
  "routeTables",
  "natGateways",
];

const writtenDown: ReadonlyMap<string, string> = new Map([
  ...versionOf("Microsoft.Compute", computeTypes, "2026-04-01"),
  ...versionOf("Microsoft.Compute", diskTypes, "2026-03-02"),
  ...versionOf("Microsoft.Network", networkTypes, "2025-05-01"),
  ...versionOf("Microsoft.Authorization", ["locks"], "2020-05-01"),
]);

/** A day: providers gain versions far more often than they lose one. */
const keptMs = 86_400_000;
const providersMax = 200;

export interface ApiVersions {
  /** Null for a type that is not written down here. */
  known(resource: ResourceScope): string | null;
  /** The newest version that the provider tells for it, one that is no preview where there is one; of
   * any of its types where it does not tell of this one, so that ARM can say what is wrong with it. */
  discover(resource: ResourceScope, context: RequestContext): Promise<Read<string>>;
}

const listing = z.object({
  resourceTypes: z.array(
    z.object({ resourceType: z.string(), apiVersions: z.array(z.string()).nullish() }),
  ),
});

/** Versions by type, in lower case and without the provider. */
type TypeVersions = ReadonlyMap<string, readonly string[]>;

export function createApiVersions(transport: Transport): ApiVersions {
  const providers = new Map<string, { readonly until: Instant; readonly types: TypeVersions }>();

  async function typesOf(
    resource: ResourceScope,
    context: RequestContext,
  ): Promise<Read<TypeVersions>> {
    const address = listingAddress(transport.origin, resource);
    const key = address.toLowerCase();
    const kept = providers.get(key);
    if (kept !== undefined && isBefore(transport.clock.now(), kept.until)) {
      return { kind: "read", value: kept.types, allowance: unknownAllowance };
    }
    const read = readingOf(await transport.get(address, context), transport.clock, typesIn);
    if (read.kind !== "read") return read;
    if (providers.size >= providersMax) providers.clear();
    providers.set(key, { until: addMs(transport.clock.now(), keptMs), types: read.value });
    return read;
  }

  return {
    known: (resource) => writtenDown.get(resourceTypeOf(resource).toLowerCase()) ?? null,
    async discover(resource, context) {
      const read = await typesOf(resource, context);
      return mapRead(read, (types) => {
        const own = types.get(resource.types.join("/").toLowerCase()) ?? [...types.values()].flat();
        return newestOf(own) ?? groupApiVersion;
      });
    },
  };
}

/** What is in no subscription is described for the tenant. */
function listingAddress(origin: string, { subscriptionId, provider }: ResourceScope): string {
  const place = subscriptionId === null ? "" : `/subscriptions/${subscriptionId}`;
  return `${origin}${place}/providers/${provider}?api-version=${groupApiVersion}`;
}

function typesIn(body: unknown): TypeVersions | null {
  const read = listing.safeParse(body).data;
  if (read === undefined) return null;
  return new Map(
    read.resourceTypes.map(({ resourceType, apiVersions }) => [
      resourceType.toLowerCase(),
      apiVersions ?? [],
    ]),
  );
}

/** Versions are dates, with a word behind them where they are none to rely on. */
function newestOf(versions: readonly string[]): string | null {
  const dated = versions.filter((version) => /^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/i.test(version));
  const stable = dated.filter((version) => version.length === 10);
  return (stable.length > 0 ? stable : dated).toSorted().at(-1) ?? null;
}

function versionOf(
  provider: string,
  types: readonly string[],
  version: string,
): readonly (readonly [string, string])[] {
  return types.map((type) => [`${provider}/${type}`.toLowerCase(), version]);
}
