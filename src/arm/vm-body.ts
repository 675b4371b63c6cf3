// What is taken of a virtual machine's body. Everything that Azure may leave out is optional here; a
// body without a provisioning state is no virtual machine.

import { z } from "zod";

const text = z.string().nullish();
const reference = z.object({ id: text }).nullish();

const disk = z.object({
  name: text,
  toBeDetached: z.boolean().nullish(),
  managedDisk: z.object({ id: text, storageAccountType: text }).nullish(),
});

const status = z.object({ code: text, message: text });

const vmBody = z.object({
  location: text,
  etag: text,
  zones: z.array(z.string()).nullish(),
  properties: z.object({
    provisioningState: z.string(),
    hardwareProfile: z.object({ vmSize: text }).nullish(),
    storageProfile: z
      .object({
        osDisk: disk.extend({ diffDiskSettings: z.object({ option: text }).nullish() }).nullish(),
        dataDisks: z.array(disk).nullish(),
        diskControllerType: text,
      })
      .nullish(),
    networkProfile: z
      .object({ networkInterfaces: z.array(z.object({ id: text })).nullish() })
      .nullish(),
    availabilitySet: reference,
    virtualMachineScaleSet: reference,
    additionalCapabilities: z.object({ hibernationEnabled: z.boolean().nullish() }).nullish(),
    instanceView: z
      .object({ statuses: z.array(status).nullish(), hyperVGeneration: text })
      .nullish(),
  }),
});

export type VmBody = z.infer<typeof vmBody>;
export type VmDiskBody = z.infer<typeof disk>;

export function vmBodyOf(body: unknown): VmBody | null {
  return vmBody.safeParse(body).data ?? null;
}

/** Codes of the instance view, in lower case: Azure writes them in more than one letter case. */
export function statusCodesOf(body: VmBody): readonly string[] {
  return (body.properties.instanceView?.statuses ?? []).flatMap((one) =>
    one.code == null ? [] : [one.code.toLowerCase()],
  );
}
