// A VM that a PUT makes. Only what has been modelled can be referred to: its interfaces must exist
// (a deleted VM leaves its own behind), its OS disk is made from an image or is an existing disk.

import { keyOf } from "../resource-id.ts";
import type { Store } from "../store.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { refuseSizeInLocation } from "./size-rules.ts";
import { refuseAttach, refuseForeignNics } from "./vm-change-rules.ts";
import { changeModel } from "./vm-model-change.ts";
import type { ModelChange, VmWrite } from "./vm-model-change.ts";
import { requestCreation } from "./vm-requests.ts";
import type { Decision, Writer } from "./vm-requests.ts";
import type { Vm } from "./vm.ts";

export interface VmPlace {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

export function createVm(store: Store, place: VmPlace, write: VmWrite, writer: Writer): Decision {
  const incomplete = refuseIncomplete(write);
  if (incomplete !== undefined) return { kind: "refused", refusal: incomplete };
  const vm = newVm(store, place, write, writer.nowMs);
  const change = changeModel(vm, write, true);
  const blocked = refuseNew(store, vm, change);
  if (blocked !== undefined) return { kind: "refused", refusal: blocked };
  return requestCreation(store, { ...vm, model: change.model }, change, writer);
}

function newVm(store: Store, place: VmPlace, write: VmWrite, nowMs: number): Vm {
  return {
    ...place,
    location: write.location ?? "",
    tags: {},
    model: {
      hardwareProfile: { vmSize: "" },
      storageProfile: { osDisk: { name: `${place.name}_OsDisk_1` }, dataDisks: [] },
      networkProfile: { networkInterfaces: [] },
    },
    vmId: store.random.uuid(),
    createdAtMs: nowMs,
    etag: 1,
    power: "deallocated",
    hibernated: false,
    generalized: false,
    hyperVGeneration: "V2",
    cluster: null,
    boots: 0,
    provisioning: { state: "Succeeded", changedAtMs: nowMs, error: null },
    running: null,
  };
}

function refuseIncomplete(write: VmWrite): Refusal | undefined {
  const { location, properties } = write;
  const required: Readonly<Record<string, unknown>> = {
    location,
    vmSize: properties?.hardwareProfile?.vmSize,
    osDisk: properties?.storageProfile?.osDisk,
    networkInterfaces: properties?.networkProfile?.networkInterfaces?.[0],
  };
  const name = Object.keys(required).find((part) => required[part] === undefined);
  if (name === undefined) return undefined;
  return refusal(400, "InvalidParameter", `Required parameter '${name}' is missing (null).`, name);
}

function refuseNew(store: Store, vm: Vm, change: ModelChange): Refusal | undefined {
  const { hardwareProfile, storageProfile, networkProfile } = change.model;
  const disks = [storageProfile.osDisk, ...storageProfile.dataDisks];
  return (
    refuseSizeInLocation(store, vm, hardwareProfile.vmSize, undefined) ??
    refuseForeignNics(
      store,
      vm.id,
      networkProfile.networkInterfaces.map((nic) => keyOf(nic.id)),
    ) ??
    disks.map((disk) => refuseAttach(store, vm.id, disk)).find((blocked) => blocked !== undefined)
  );
}
