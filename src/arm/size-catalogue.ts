// The sizes of a location as Compute's SKU list describes them for a subscription. The list is long and
// changes rarely, so it is kept in memory for some minutes per subscription and location; requests that
// need it at the same moment share one question. A failure is not kept.

import { ComputeManagementClient } from "@azure/arm-compute";
import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import { epochMsOf } from "../domain/instant.ts";
import type { SizeObservation } from "../domain/observation.ts";
import { unknownAllowance } from "./allowance.ts";
import { readWhole } from "./pages.ts";
import { mapRead } from "./reading.ts";
import type { Transport } from "./transport.ts";

export interface SizeCatalogue {
  /** The sizes of these names, in their order, null where the location's list has none. */
  find(
    query: SizeQuery,
    context: RequestContext,
  ): Promise<Read<readonly (SizeObservation | null)[]>>;
}

export interface SizeQuery {
  readonly subscriptionId: string;
  readonly location: string;
  /** The machine's own, because a size may be restricted in some zones only. */
  readonly zones: readonly string[];
  readonly names: readonly string[];
}

const keptMs = 10 * 60_000;
const pagesMax = 40;

const skuBody = z.object({
  resourceType: z.string().nullish(),
  name: z.string().nullish(),
  capabilities: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
  restrictions: z
    .array(
      z.object({
        type: z.string().nullish(),
        reasonCode: z.string().nullish(),
        restrictionInfo: z.object({ zones: z.array(z.string()).nullish() }).nullish(),
      }),
    )
    .nullish(),
});

type SkuBody = z.infer<typeof skuBody>;

/** What is kept of a size; whether it is restricted depends on the machine's zones. */
interface KeptSize {
  readonly size: Omit<SizeObservation, "restriction">;
  readonly restrictions: NonNullable<SkuBody["restrictions"]>;
}

/** By name in lower case. */
type Sizes = ReadonlyMap<string, KeptSize>;

export function createSizeCatalogue(transport: Transport): SizeCatalogue {
  const kept = new Map<string, { readonly until: number; readonly sizes: Sizes }>();
  const asking = new Map<string, Promise<Read<Sizes>>>();

  async function ask(key: string, query: SizeQuery, context: RequestContext): Promise<Read<Sizes>> {
    const read = mapRead(await listSkus(transport, query, context), sizesByName);
    if (read.kind === "read") {
      const now = epochMsOf(transport.clock.now());
      for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
      kept.set(key, { until: now + keptMs, sizes: read.value });
    }
    return read;
  }

  async function sizesOf(query: SizeQuery, context: RequestContext): Promise<Read<Sizes>> {
    const key = `${query.subscriptionId}|${query.location}`.toLowerCase();
    const found = kept.get(key);
    if (found !== undefined && epochMsOf(transport.clock.now()) < found.until) {
      return {
        kind: "read",
        value: found.sizes,
        allowance: unknownAllowance,
      };
    }
    const asked = asking.get(key) ?? ask(key, query, context).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  }

  return {
    async find(query, context) {
      return mapRead(await sizesOf(query, context), (sizes) =>
        query.names.map((name) => {
          const found = sizes.get(name.toLowerCase());
          if (found === undefined) return null;
          return { ...found.size, restriction: restrictionOf(found.restrictions, query.zones) };
        }),
      );
    },
  };
}

function listSkus(
  transport: Transport,
  query: SizeQuery,
  context: RequestContext,
): Promise<Read<readonly SkuBody[]>> {
  const location = query.location.replace(/\s/g, "").toLowerCase().replaceAll("'", "''");
  return readWhole({
    transport,
    context,
    firstPage: (client) =>
      new ComputeManagementClient(client.credential, query.subscriptionId, client).resourceSkus
        .list({ filter: `location eq '${location}'` })
        .byPage()
        .next(),
    item: skuBody,
    pagesMax,
  });
}

function sizesByName(skus: readonly SkuBody[]): Sizes {
  const machines = skus.filter((sku) => sku.resourceType?.toLowerCase() === "virtualmachines");
  return new Map(
    machines.map((sku) => [
      (sku.name ?? "").toLowerCase(),
      { size: sizeOf(sku), restrictions: sku.restrictions ?? [] },
    ]),
  );
}

function sizeOf(sku: SkuBody): KeptSize["size"] {
  const capabilities = new Map(
    (sku.capabilities ?? []).map(({ name, value }) => [name.toLowerCase(), value ?? ""]),
  );
  const text = (name: string): string => capabilities.get(name.toLowerCase()) ?? "";
  const number = (name: string): number | null => {
    const value = Number(text(name));
    return text(name) === "" || Number.isNaN(value) ? null : value;
  };
  const list = (name: string): readonly string[] =>
    text(name)
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  return {
    name: sku.name ?? "",
    maxDataDisks: number("MaxDataDiskCount"),
    maxNetworkInterfaces: number("MaxNetworkInterfaces"),
    temporaryDiskMiB: number("MaxResourceVolumeMB") ?? 0,
    premiumStorage: text("PremiumIO").toLowerCase() === "true",
    ephemeralOsDisk: text("EphemeralOSDiskSupported").toLowerCase() === "true",
    hyperVGenerations: list("HyperVGenerations"),
    diskControllerTypes: list("DiskControllerTypes"),
  };
}

/** A restriction of zones hinders only a machine that is pinned to one of them. */
function restrictionOf(
  restrictions: KeptSize["restrictions"],
  zones: readonly string[],
): string | null {
  for (const restriction of restrictions) {
    const reason = restriction.reasonCode ?? "Restricted";
    if (restriction.type?.toLowerCase() !== "zone") return reason;
    const restricted = new Set(restriction.restrictionInfo?.zones);
    const hit = zones.find((zone) => restricted.has(zone));
    if (hit !== undefined) return `${reason} in zone ${hit}`;
  }
  return null;
}
