// Public addresses that a machine loses when it is deallocated: those that its network interfaces name
// and whose allocation is dynamic. These are plain GETs, because no network package is among the
// app's dependencies for two reads.

import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import { parseResourceId, resourceKey } from "../domain/resource-id.ts";
import { unknownAllowance } from "./allowance.ts";
import { isNotThere, mapRead, readingOf } from "./reading.ts";
import { encodedPath } from "./resource-path.ts";
import type { Transport } from "./transport.ts";

const networkApiVersion = "2025-05-01";

const networkInterface = z.object({
  properties: z.object({
    ipConfigurations: z
      .array(
        z.object({
          properties: z
            .object({ publicIPAddress: z.object({ id: z.string().nullish() }).nullish() })
            .nullish(),
        }),
      )
      .nullish(),
  }),
});

const publicAddress = z.object({
  properties: z.object({ publicIPAllocationMethod: z.string().nullish() }),
});

/** A network interface or address that is gone by now has nothing to lose and is passed over. */
export async function dynamicAddressesOf(
  transport: Transport,
  networkInterfaceIds: readonly string[],
  context: RequestContext,
): Promise<Read<readonly string[]>> {
  const named = await readAll(networkInterfaceIds, (id) => addressesOf(transport, id, context));
  if (named.kind !== "read") return named;
  const ids = new Map(named.value.flat().map((id) => [resourceKey(id), id]));
  const dynamic = await readAll([...ids.values()], async (id) =>
    mapRead(await readResource(transport, { id, schema: publicAddress }, context), (address) =>
      address?.properties.publicIPAllocationMethod?.toLowerCase() === "dynamic" ? [id] : [],
    ),
  );
  return mapRead(dynamic, (lists) => lists.flat());
}

async function addressesOf(
  transport: Transport,
  id: string,
  context: RequestContext,
): Promise<Read<readonly string[]>> {
  const read = await readResource(transport, { id, schema: networkInterface }, context);
  return mapRead(read, (found) =>
    (found?.properties.ipConfigurations ?? []).flatMap(
      (configuration) => configuration.properties?.publicIPAddress?.id ?? [],
    ),
  );
}

/** All of them at once; the first that cannot be read speaks for all. */
async function readAll<T>(
  ids: readonly string[],
  readOne: (id: string) => Promise<Read<T>>,
): Promise<Read<readonly T[]>> {
  const values: T[] = [];
  for (const read of await Promise.all(ids.map(readOne))) {
    if (read.kind !== "read") return read;
    values.push(read.value);
  }
  return { kind: "read", value: values, allowance: unknownAllowance };
}

async function readResource<T>(
  transport: Transport,
  wanted: { readonly id: string; readonly schema: z.ZodType<T> },
  context: RequestContext,
): Promise<Read<T | null>> {
  const parsed = parseResourceId(wanted.id);
  if (!parsed.ok) {
    return { kind: "no-answer", reason: `A neighbour cannot be read. ${parsed.problem}` };
  }
  const path = encodedPath(parsed.parts.id);
  const address = `${transport.origin}${path}?api-version=${networkApiVersion}`;
  const read = readingOf(
    await transport.get(address, context),
    transport.clock,
    (body) => wanted.schema.safeParse(body).data ?? null,
  );
  if (!isNotThere(read)) return read;
  return { kind: "read", value: null, allowance: unknownAllowance };
}
