// Whether a deallocated machine is a hibernated one, seen by its system disk: the disk of a hibernated
// machine is `Frozen`, which is documented, while the code in the instance view is not.

import { ComputeManagementClient } from "@azure/arm-compute";
import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import { parseResourceId } from "../domain/resource-id.ts";
import { unknownAllowance } from "./allowance.ts";
import { isNotThere, mapRead, readingOf } from "./reading.ts";
import type { Transport } from "./transport.ts";

const diskBody = z.object({ properties: z.object({ diskState: z.string().nullish() }) });

const notFrozen: Read<boolean> = { kind: "read", value: false, allowance: unknownAllowance };

export async function isFrozen(
  transport: Transport,
  diskId: string | null,
  context: RequestContext,
): Promise<Read<boolean>> {
  const parsed = diskId === null ? null : parseResourceId(diskId);
  if (parsed === null || !parsed.ok) return notFrozen;
  const { subscriptionId, resourceGroup, names } = parsed.parts;
  const exchange = await transport.call(context, (client) =>
    new ComputeManagementClient(client.credential, subscriptionId, client).disks.get(
      resourceGroup,
      names.at(-1) ?? "",
    ),
  );
  const read = readingOf(
    exchange,
    transport.clock,
    (body) => diskBody.safeParse(body).data ?? null,
  );
  if (isNotThere(read)) return notFrozen;
  return mapRead(read, (disk) => /frozen$/i.test(disk.properties.diskState ?? ""));
}
