// The VM sizes that the simulated locations know, with the properties that decide whether a VM may
// have them. The figures are those of Microsoft's published size tables; only what a resize rule or
// the listings need is kept.

export interface VmSize {
  readonly name: string;
  readonly family: string;
  readonly vCpus: number;
  readonly memoryGB: number;
  /** The local temporary disk; 0 for sizes without one. */
  readonly tempDiskMB: number;
  readonly maxDataDisks: number;
  readonly maxNics: number;
  readonly premium: boolean;
  readonly ephemeralOsDisk: boolean;
  readonly hyperVGenerations: "V1" | "V1,V2" | "V2";
  readonly diskControllers: "SCSI" | "SCSI, NVMe" | "NVMe";
}

type Shape = Pick<VmSize, "premium" | "ephemeralOsDisk" | "hyperVGenerations" | "diskControllers">;
/** Name, vCPUs, memory in GB, temporary disk in GB, data disks, network interfaces. */
type Row = readonly [string, number, number, number, number, number];

const SCSI_BOTH = { hyperVGenerations: "V1,V2", diskControllers: "SCSI" } as const;
const PREMIUM_WITH_TEMP: Shape = { premium: true, ephemeralOsDisk: true, ...SCSI_BOTH };
const PREMIUM_NO_TEMP: Shape = { premium: true, ephemeralOsDisk: false, ...SCSI_BOTH };
const STANDARD_ONLY: Shape = { premium: false, ephemeralOsDisk: false, ...SCSI_BOTH };
const BURSTABLE: Shape = { premium: true, ephemeralOsDisk: false, ...SCSI_BOTH };
const NVME: Shape = {
  premium: true,
  ephemeralOsDisk: false,
  hyperVGenerations: "V2",
  diskControllers: "NVMe",
};

function family(name: string, shape: Shape, rows: readonly Row[]): readonly VmSize[] {
  return rows.map(([size, vCpus, memoryGB, tempGB, maxDataDisks, maxNics]) => ({
    name: size,
    family: name,
    vCpus,
    memoryGB,
    tempDiskMB: tempGB * 1024,
    maxDataDisks,
    maxNics,
    ...shape,
  }));
}

export const VM_SIZES: readonly VmSize[] = [
  ...family("standardBSFamily", BURSTABLE, [
    ["Standard_B1s", 1, 1, 4, 2, 2],
    ["Standard_B2s", 2, 4, 8, 4, 3],
    ["Standard_B2ms", 2, 8, 16, 4, 3],
    ["Standard_B4ms", 4, 16, 32, 8, 4],
  ]),
  ...family("standardDSv2Family", PREMIUM_WITH_TEMP, [
    ["Standard_DS1_v2", 1, 3.5, 7, 4, 2],
    ["Standard_DS2_v2", 2, 7, 14, 8, 2],
    ["Standard_DS3_v2", 4, 14, 28, 16, 4],
    ["Standard_DS4_v2", 8, 28, 56, 32, 8],
    ["Standard_DS5_v2", 16, 56, 112, 64, 8],
  ]),
  ...family("standardDv2Family", STANDARD_ONLY, [
    ["Standard_D1_v2", 1, 3.5, 50, 4, 2],
    ["Standard_D2_v2", 2, 7, 100, 8, 2],
    ["Standard_D3_v2", 4, 14, 200, 16, 4],
  ]),
  ...family("standardDSv3Family", PREMIUM_WITH_TEMP, [
    ["Standard_D2s_v3", 2, 8, 16, 4, 2],
    ["Standard_D4s_v3", 4, 16, 32, 8, 2],
    ["Standard_D8s_v3", 8, 32, 64, 16, 4],
    ["Standard_D16s_v3", 16, 64, 128, 32, 8],
  ]),
  ...family("standardDSv4Family", PREMIUM_NO_TEMP, [
    ["Standard_D2s_v4", 2, 8, 0, 4, 2],
    ["Standard_D4s_v4", 4, 16, 0, 8, 2],
    ["Standard_D8s_v4", 8, 32, 0, 16, 4],
    ["Standard_D16s_v4", 16, 64, 0, 32, 8],
  ]),
  ...family("standardDDSv4Family", PREMIUM_WITH_TEMP, [
    ["Standard_D2ds_v4", 2, 8, 75, 4, 2],
    ["Standard_D4ds_v4", 4, 16, 150, 8, 2],
    ["Standard_D8ds_v4", 8, 32, 300, 16, 4],
  ]),
  ...family("standardDv4Family", STANDARD_ONLY, [
    ["Standard_D2_v4", 2, 8, 0, 4, 2],
    ["Standard_D4_v4", 4, 16, 0, 8, 2],
  ]),
  ...family("standardDv5Family", STANDARD_ONLY, [
    ["Standard_D2_v5", 2, 8, 0, 4, 2],
    ["Standard_D4_v5", 4, 16, 0, 8, 2],
    ["Standard_D8_v5", 8, 32, 0, 16, 4],
  ]),
  ...family("standardDSv5Family", PREMIUM_NO_TEMP, [
    ["Standard_D2s_v5", 2, 8, 0, 4, 2],
    ["Standard_D4s_v5", 4, 16, 0, 8, 2],
    ["Standard_D8s_v5", 8, 32, 0, 16, 4],
    ["Standard_D16s_v5", 16, 64, 0, 32, 8],
  ]),
  ...family("standardDDSv5Family", PREMIUM_WITH_TEMP, [
    ["Standard_D2ds_v5", 2, 8, 75, 4, 2],
    ["Standard_D4ds_v5", 4, 16, 150, 8, 2],
    ["Standard_D8ds_v5", 8, 32, 300, 16, 4],
  ]),
  ...family("standardDASv5Family", PREMIUM_NO_TEMP, [
    ["Standard_D2as_v5", 2, 8, 0, 4, 2],
    ["Standard_D4as_v5", 4, 16, 0, 8, 2],
    ["Standard_D8as_v5", 8, 32, 0, 16, 4],
  ]),
  ...family("standardESv5Family", PREMIUM_NO_TEMP, [
    ["Standard_E2s_v5", 2, 16, 0, 4, 2],
    ["Standard_E4s_v5", 4, 32, 0, 8, 2],
    ["Standard_E8s_v5", 8, 64, 0, 16, 4],
  ]),
  ...family("standardFSv2Family", PREMIUM_WITH_TEMP, [
    ["Standard_F2s_v2", 2, 4, 16, 4, 2],
    ["Standard_F4s_v2", 4, 8, 32, 8, 2],
    ["Standard_F8s_v2", 8, 16, 64, 16, 4],
  ]),
  ...family("standardDSv6Family", NVME, [
    ["Standard_D2s_v6", 2, 8, 0, 8, 2],
    ["Standard_D4s_v6", 4, 16, 0, 12, 2],
  ]),
];

const BY_NAME = new Map(VM_SIZES.map((size) => [size.name.toLowerCase(), size]));

/** Sizes are found without letter case, as ARM finds them. */
export function findSize(name: string): VmSize | undefined {
  return BY_NAME.get(name.toLowerCase());
}

export function hasTempDisk(size: VmSize): boolean {
  return size.tempDiskMB > 0;
}

/** One element of a VM's `vmSizes` listing. Every size takes OS disks of up to 1,023 GB there. */
export function vmSizeBody(size: VmSize): unknown {
  return {
    name: size.name,
    numberOfCores: size.vCpus,
    osDiskSizeInMB: 1_047_552,
    resourceDiskSizeInMB: size.tempDiskMB,
    memoryInMB: size.memoryGB * 1024,
    maxDataDiskCount: size.maxDataDisks,
  };
}

/** One element of the `Microsoft.Compute/skus` listing of a location. */
export function skuBody(size: VmSize, location: string, restricted: boolean): unknown {
  const capability = (name: string, value: string | number | boolean): unknown => ({
    name,
    value: typeof value === "boolean" ? (value ? "True" : "False") : String(value),
  });
  return {
    resourceType: "virtualMachines",
    name: size.name,
    tier: "Standard",
    size: size.name.replace(/^Standard_/, ""),
    family: size.family,
    locations: [location],
    locationInfo: [{ location, zones: ["1", "2", "3"], zoneDetails: [] }],
    capabilities: [
      capability("MaxResourceVolumeMB", size.tempDiskMB),
      capability("OSVhdSizeMB", 1_047_552),
      capability("vCPUs", size.vCpus),
      capability("HyperVGenerations", size.hyperVGenerations),
      capability("DiskControllerTypes", size.diskControllers),
      capability("MemoryGB", size.memoryGB),
      capability("MaxDataDiskCount", size.maxDataDisks),
      capability("PremiumIO", size.premium),
      capability("EphemeralOSDiskSupported", size.ephemeralOsDisk),
      capability("MaxNetworkInterfaces", size.maxNics),
    ],
    restrictions: restricted
      ? [
          {
            type: "Location",
            values: [location],
            restrictionInfo: { locations: [location] },
            reasonCode: "NotAvailableForSubscription",
          },
        ]
      : [],
  };
}
