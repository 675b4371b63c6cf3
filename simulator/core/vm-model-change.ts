// What a PUT or PATCH makes of a VM's model. Objects are merged property by property and arrays are
// replaced whole; a PUT that leaves a property out keeps it, as the recorded PUT without an
// `imageReference` shows. Read-only properties in a body are ignored, as ARM ignores them.

import { z } from "zod";
import { resourceId } from "../resource-id.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import type { DiskReference, StorageProfile, Vm, VmModel } from "./vm.ts";

const disk = z.looseObject({
  name: z.string().optional(),
  lun: z.number().int().nonnegative().optional(),
  managedDisk: z
    .looseObject({ id: z.string().optional(), storageAccountType: z.string().optional() })
    .optional(),
  deleteOption: z.string().optional(),
  createOption: z.string().optional(),
  toBeDetached: z.boolean().optional(),
  diskSizeGB: z.number().int().positive().optional(),
});

const vmWriteSchema = z.looseObject({
  location: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  properties: z
    .looseObject({
      hardwareProfile: z.looseObject({ vmSize: z.string().optional() }).optional(),
      storageProfile: z
        .looseObject({
          osDisk: disk.optional(),
          dataDisks: z.array(disk).optional(),
          diskControllerType: z.string().optional(),
        })
        .optional(),
      networkProfile: z
        .looseObject({
          networkInterfaces: z.array(z.looseObject({ id: z.string() })).optional(),
        })
        .optional(),
    })
    .optional(),
});
export type VmWrite = z.output<typeof vmWriteSchema>;

export function parseVmWrite(body: unknown): VmWrite | Refusal {
  const parsed = vmWriteSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = issue?.path.join(".") ?? "";
  const message = `Required parameter '${at}' is missing or has a value that is not valid: ${issue?.message ?? ""}.`;
  return refusal(400, "InvalidParameter", message, at);
}

export function isRefusal(value: VmWrite | Refusal): value is Refusal {
  return "status" in value && "error" in value && typeof value.status === "number";
}

const READ_ONLY = ["provisioningState", "vmId", "timeCreated", "instanceView"] as const;

export interface ModelChange {
  readonly model: VmModel;
  readonly tags: Readonly<Record<string, string>>;
}

export function changeModel(vm: Vm, write: VmWrite, isPut: boolean): ModelChange {
  const properties: Record<string, unknown> = { ...write.properties };
  for (const name of READ_ONLY) delete properties[name];
  // The schema has made sure that the parts which rules read have their types.
  const merged = merge(vm.model, properties) as unknown as VmModel;
  const tags = write.tags ?? (isPut ? {} : vm.tags);
  return { model: normalised(vm, merged), tags };
}

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(old: Plain, change: Plain): Plain {
  const result: Record<string, unknown> = { ...old };
  for (const [name, value] of Object.entries(change)) {
    const before = result[name];
    if (value === null) delete result[name];
    else if (value !== undefined) {
      result[name] = isPlain(value) && isPlain(before) ? merge(before, value) : value;
    }
  }
  return result;
}

/** Gives every managed disk a name and an ID, and keeps the caller's spelling of everything else. */
function normalised(vm: Vm, model: VmModel): VmModel {
  const storageProfile: StorageProfile = {
    ...model.storageProfile,
    osDisk: withId(vm, model.storageProfile.osDisk, `${vm.name}_OsDisk_1`),
    dataDisks: model.storageProfile.dataDisks.map((reference, index) =>
      withId(vm, reference, `${vm.name}_DataDisk_${reference.lun ?? index}`),
    ),
  };
  return { ...model, storageProfile };
}

function withId(vm: Vm, reference: Partial<DiskReference>, fallback: string): DiskReference {
  const given = reference.managedDisk?.id;
  const name = reference.name ?? given?.split("/").at(-1) ?? fallback;
  if (reference["vhd"] !== undefined) return { ...reference, name };
  const id = given ?? diskIdOf(vm, name);
  const managedDisk = { ...reference.managedDisk, id };
  return { deleteOption: "Detach", ...reference, name, managedDisk };
}

function diskIdOf(vm: Vm, name: string): string {
  const { subscriptionId, resourceGroup } = vm;
  return resourceId({
    subscriptionId,
    resourceGroup,
    provider: "Microsoft.Compute",
    type: "disks",
    name,
  });
}
