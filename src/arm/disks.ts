// What a machine's own body does not tell of its managed disks: a deallocated machine leaves out the
// type of each, and whether it is hibernated shows in its system disk, which is then `Frozen` (that is
// documented; the code in the instance view is not).

import { ComputeManagementClient } from "@azure/arm-compute";
import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import type { DiskObservation } from "../domain/observation.ts";
import { parseResourceId } from "../domain/resource-id.ts";
import { unknownAllowance } from "./allowance.ts";
import { isNotThere, mapRead, readingOf } from "./reading.ts";
import type { Transport } from "./transport.ts";

const diskBody = z.object({
  sku: z.object({ name: z.string().nullish() }).nullish(),
  properties: z.object({ diskState: z.string().nullish() }),
});

interface DiskFacts {
  readonly frozen: boolean;
  readonly storageAccountType: string | null;
}

/** A disk that is not managed, or not there, tells nothing. */
const nothingTold: DiskFacts = { frozen: false, storageAccountType: null };

export async function isFrozen(
  transport: Transport,
  diskId: string | null,
  context: RequestContext,
): Promise<Read<boolean>> {
  return mapRead(await readDisk(transport, diskId, context), ({ frozen }) => frozen);
}

/** The disks with their types, where the machine's body has left them out. */
export async function withStorageTypes(
  transport: Transport,
  disks: readonly DiskObservation[],
  context: RequestContext,
): Promise<Read<readonly DiskObservation[]>> {
  const completed = await Promise.all(
    disks.map(async (disk): Promise<Read<DiskObservation>> => {
      if (disk.storageAccountType !== null || disk.resourceId === null) return read(disk);
      const facts = await readDisk(transport, disk.resourceId, context);
      return mapRead(facts, ({ storageAccountType }) => ({ ...disk, storageAccountType }));
    }),
  );
  const values: DiskObservation[] = [];
  for (const one of completed) {
    if (one.kind !== "read") return one;
    values.push(one.value);
  }
  return read(values);
}

async function readDisk(
  transport: Transport,
  diskId: string | null,
  context: RequestContext,
): Promise<Read<DiskFacts>> {
  const parsed = diskId === null ? null : parseResourceId(diskId);
  if (parsed === null || !parsed.ok) return read(nothingTold);
  const { subscriptionId, resourceGroup, names } = parsed.parts;
  const exchange = await transport.call(context, (client) =>
    new ComputeManagementClient(client.credential, subscriptionId, client).disks.get(
      resourceGroup,
      names.at(-1) ?? "",
    ),
  );
  const answered = readingOf(
    exchange,
    transport.clock,
    (body) => diskBody.safeParse(body).data ?? null,
  );
  if (isNotThere(answered)) return read(nothingTold);
  return mapRead(answered, ({ sku, properties }) => ({
    frozen: /frozen$/i.test(properties.diskState ?? ""),
    storageAccountType: sku?.name ?? null,
  }));
}

function read<T>(value: T): Read<T> {
  return { kind: "read", value, allowance: unknownAllowance };
}
