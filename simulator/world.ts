// What a simulated Azure holds when it starts: a world is plain data, so that a scenario, a JSON
// file and the body of the control route `seed` are the same thing. Machines are described briefly;
// their disks, network interfaces and addresses are derived from the description when it is seeded.

import { z } from "zod";

export const DEFAULT_SUBSCRIPTION_ID = "00000000-0000-4000-8000-000000000001";
export const DEFAULT_TENANT_ID = "00000000-0000-4000-8000-0000000000aa";
const DEFAULT_LOCATION = "westeurope";

const diskSku = z.enum([
  "Standard_LRS",
  "StandardSSD_LRS",
  "Premium_LRS",
  "PremiumV2_LRS",
  "UltraSSD_LRS",
]);

const operationKind = z.enum([
  "start",
  "powerOff",
  "deallocate",
  "restart",
  "resize",
  "update",
  "create",
  "delete",
]);
export type OperationKind = z.output<typeof operationKind>;

/** What happens to an incoming write while an operation runs on the same VM. */
const concurrencyRule = z.object({
  running: z.union([operationKind, z.literal("*")]).default("*"),
  incoming: z.union([operationKind, z.literal("*")]).default("*"),
  /** refuse: 409 OperationNotAllowed. preempt: accepted, the older one ends Canceled. race: 409
   * Conflict. raceNew: 409 ConflictingConcurrentWriteNotAllowed. */
  outcome: z.enum(["refuse", "preempt", "race", "raceNew"]),
});
export type ConcurrencyRule = z.output<typeof concurrencyRule>;

const settings = z.object({
  /** Fixed durations in place of drawn ones. */
  durationsMs: z.partialRecord(operationKind, z.number().nonnegative()).default({}),
  /** The first rule that fits decides; after the last one stand the defaults of the README. */
  concurrency: z.array(concurrencyRule).default([]),
  /** A write that comes this soon after another gets the race's 409 in place of the refusal. */
  raceWindowMs: z.number().nonnegative().default(1000),
  preemptedWork: z.enum(["abandoned", "takesEffect"]).default("abandoned"),
  powerActionsBumpEtag: z.boolean().default(false),
  powerStateMissingDuringTransitions: z.boolean().default(false),
  /** Fixed lag of the Activity Log in place of a drawn one. */
  activityLogLagMs: z.number().nonnegative().optional(),
  activityLogPageSize: z.number().int().positive().default(200),
  throttling: z.boolean().default(true),
  /** How long an operation's address answers after its end. */
  operationAddressLifetimeMs: z
    .number()
    .positive()
    .default(4 * 60 * 60 * 1000),
  /** Added before each answer. */
  latencyMs: z.number().nonnegative().default(0),
});
export type Settings = z.output<typeof settings>;

const machine = z.object({
  name: z.string(),
  resourceGroup: z.string(),
  subscriptionId: z.string().default(DEFAULT_SUBSCRIPTION_ID),
  location: z.string().default(DEFAULT_LOCATION),
  size: z.string(),
  power: z.enum(["running", "stopped", "deallocated", "hibernated"]).default("running"),
  /** The cluster it is placed on; the first that offers its size when not given. */
  cluster: z.string().optional(),
  osType: z.enum(["Linux", "Windows"]).default("Linux"),
  osDisk: z
    .object({
      /** Made from the machine's name when not given; so are the names below. */
      name: z.string().optional(),
      sku: diskSku.default("Premium_LRS"),
      sizeGB: z.number().int().positive().default(30),
      ephemeral: z.boolean().default(false),
      deleteOption: z.enum(["Delete", "Detach"]).default("Detach"),
    })
    .prefault({}),
  dataDisks: z
    .array(
      z.object({
        name: z.string().optional(),
        sku: diskSku.default("Premium_LRS"),
        sizeGB: z.number().int().positive().default(128),
        deleteOption: z.enum(["Delete", "Detach"]).default("Detach"),
      }),
    )
    .default([]),
  networkInterfaces: z
    .array(
      z.object({
        name: z.string().optional(),
        publicIpName: z.string().optional(),
        publicIp: z.enum(["static", "dynamic", "none"]).default("none"),
        deleteOption: z.enum(["Delete", "Detach"]).default("Detach"),
      }),
    )
    .default([{ publicIp: "none", deleteOption: "Detach" }]),
  availabilitySet: z.string().optional(),
  diskControllerType: z.enum(["SCSI", "NVMe"]).default("SCSI"),
  hyperVGeneration: z.enum(["V1", "V2"]).default("V2"),
  hibernationEnabled: z.boolean().default(false),
  generalized: z.boolean().default(false),
  tags: z.record(z.string(), z.string()).default({}),
});
export type Machine = z.output<typeof machine>;

const lock = z.object({
  /** A subscription, group or resource ID. */
  scope: z.string(),
  name: z.string(),
  level: z.enum(["CanNotDelete", "ReadOnly"]),
  notes: z.string().optional(),
});

export const worldSchema = z.object({
  settings: settings.prefault({}),
  /** Hardware: the sizes that each cluster of a location offers. */
  clusters: z
    .array(
      z.object({
        name: z.string(),
        location: z.string().default(DEFAULT_LOCATION),
        sizes: z.array(z.string()),
      }),
    )
    .default([]),
  resourceGroups: z
    .array(
      z.object({
        name: z.string(),
        subscriptionId: z.string().default(DEFAULT_SUBSCRIPTION_ID),
        location: z.string().default(DEFAULT_LOCATION),
        tags: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  machines: z.array(machine).default([]),
  locks: z.array(lock).default([]),
  /** Core quota of a family; families that are not named have no limit. */
  quotas: z
    .array(
      z.object({
        subscriptionId: z.string().default(DEFAULT_SUBSCRIPTION_ID),
        location: z.string().default(DEFAULT_LOCATION),
        family: z.string(),
        limit: z.number().int().nonnegative(),
      }),
    )
    .default([]),
  /** Sizes that a subscription may not use in a location: 409 SkuNotAvailable. */
  restrictedSizes: z
    .array(
      z.object({
        subscriptionId: z.string().default(DEFAULT_SUBSCRIPTION_ID),
        location: z.string().default(DEFAULT_LOCATION),
        size: z.string(),
      }),
    )
    .default([]),
  /** Sizes that a location has no room for now: an allocation fails with AllocationFailed. */
  exhaustedSizes: z
    .array(z.object({ location: z.string().default(DEFAULT_LOCATION), size: z.string() }))
    .default([]),
  /** What a principal may not do: 403 AuthorizationFailed. `*` ends an action as a wildcard. */
  denials: z
    .array(z.object({ principal: z.string(), action: z.string(), scope: z.string().default("/") }))
    .default([]),
});

/** A world as an author writes it: everything but names may be left out. */
export type World = z.input<typeof worldSchema>;
/** A world with every default filled in. */
export type FullWorld = z.output<typeof worldSchema>;
