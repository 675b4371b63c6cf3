// Builders of what is read of a virtual machine, with a healthy running machine as the default.

import type {
  DiskObservation,
  LockObservation,
  SizeObservation,
  VmObservation,
  VmState,
} from "../../src/domain/observation.ts";

export const vmId =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01";

export function aVmState(change: Partial<VmState> = {}): VmState {
  return {
    resourceId: vmId,
    observedAt: "2026-01-05T08:00:00.000Z",
    exists: true,
    provisioningState: "Succeeded",
    provisioningErrorCode: null,
    powerState: "running",
    hibernated: false,
    size: "Standard_D4s_v4",
    etag: '"1"',
    ...change,
  };
}

export function aMissingVm(): VmState {
  return aVmState({
    exists: false,
    provisioningState: "",
    powerState: "unknown",
    size: "",
    etag: null,
  });
}

export function aSize(change: Partial<SizeObservation> = {}): SizeObservation {
  return {
    name: "Standard_D4s_v5",
    maxDataDisks: 8,
    maxNetworkInterfaces: 2,
    temporaryDiskMiB: 0,
    premiumStorage: true,
    ephemeralOsDisk: true,
    hyperVGenerations: ["V1", "V2"],
    diskControllerTypes: ["SCSI", "NVMe"],
    restriction: null,
    ...change,
  };
}

export function aDisk(change: Partial<DiskObservation> = {}): DiskObservation {
  return {
    name: "data-0",
    resourceId: null,
    storageAccountType: "Premium_LRS",
    toBeDetached: false,
    ...change,
  };
}

export function aLock(change: Partial<LockObservation> = {}): LockObservation {
  const scope = change.scope ?? vmId.slice(0, vmId.indexOf("/providers/"));
  const name = change.name ?? "freeze";
  return {
    id: `${scope}/providers/Microsoft.Authorization/locks/${name}`,
    name,
    level: "ReadOnly",
    scope,
    notes: null,
    ...change,
  };
}

export type ObservationChange = Partial<Omit<VmObservation, "state" | "sizes">> & {
  readonly state?: Partial<VmState>;
  readonly present?: Partial<SizeObservation> | null;
  readonly wanted?: Partial<SizeObservation> | null;
};

/** Standard_D4s_v4, running, on hardware that does not offer Standard_D4s_v5. */
export function aVmObservation(change: ObservationChange = {}): VmObservation {
  const { state, present, wanted, ...rest } = change;
  const size = (name: string, of: Partial<SizeObservation> | null | undefined) =>
    of === null ? null : aSize({ name, ...of });
  return {
    location: "westeurope",
    zone: null,
    generalized: false,
    availabilitySetId: null,
    scaleSetId: null,
    osDisk: { ...aDisk({ name: "os" }), ephemeral: false },
    dataDisks: [],
    networkInterfaceIds: [],
    dynamicAddressIds: [],
    hyperVGeneration: "V2",
    diskControllerType: "SCSI",
    sizesInPlace: ["Standard_D2s_v4", "Standard_D4s_v4", "Standard_D8s_v4"],
    locks: [],
    ...rest,
    state: aVmState(state),
    sizes: { present: size("Standard_D4s_v4", present), wanted: size("Standard_D4s_v5", wanted) },
  };
}
