// The lease entity: one per resource, keyed by `entityKeyOf`. What it decides is in `src/leases`.

import { z } from "zod";
import type { LeaseCommands } from "../contracts/lease-messages.ts";
import {
  addressSchema,
  leaseModeSchema,
  openOperationSchema,
  readLeaseState,
  storedLeaseOf,
} from "../contracts/stored-lease.ts";
import {
  commandIdSchema,
  commandInstantSchema,
  eventNameSchema,
  fencingSchema,
  leaseMsSchema,
  ownerSchema,
  principalSchema,
  reasonSchema,
} from "../contracts/stored-state.ts";
import { breakLease } from "../leases/break-lease.ts";
import { noteAddress, noteEnded, renew } from "../leases/lease-holding.ts";
import { acquire, read, release } from "../leases/resource-lease.ts";
import { sweepLease } from "../leases/sweep-lease.ts";
import { commandHandler, defineEntity } from "./define-entity.ts";

const grantFields = { ownerId: z.string(), fencing: fencingSchema, at: commandInstantSchema };

const acquireSchema: z.ZodType<LeaseCommands["acquire"]> = z.object({
  resourceId: z.string().min(1).max(2048),
  mode: leaseModeSchema,
  owner: ownerSchema,
  commandId: commandIdSchema,
  whenBusy: z.enum(["queue", "reject"]),
  at: commandInstantSchema,
  leaseMs: leaseMsSchema,
  waitEvent: eventNameSchema,
  waitUntil: commandInstantSchema,
});

const renewSchema: z.ZodType<LeaseCommands["renew"]> = z.object({
  ...grantFields,
  leaseMs: leaseMsSchema,
  intends: openOperationSchema.exactOptional(),
});

const noteFields = {
  ...grantFields,
  stepId: z.string(),
  clientRequestId: z.string().exactOptional(),
};

const noteAddressSchema: z.ZodType<LeaseCommands["noteAddress"]> = z.object({
  ...noteFields,
  address: addressSchema,
});

const noteEndedSchema: z.ZodType<LeaseCommands["noteEnded"]> = z.object(noteFields);

const releaseSchema: z.ZodType<LeaseCommands["release"]> = z.object({
  ownerId: z.string().max(200),
  commandId: commandIdSchema,
  at: commandInstantSchema,
});

const breakSchema: z.ZodType<LeaseCommands["break"]> = z.object({
  by: principalSchema,
  reason: reasonSchema,
  ownerId: z.string().exactOptional(),
  at: commandInstantSchema,
});

const sweepSchema: z.ZodType<LeaseCommands["sweep"]> = z.object({
  dead: z.array(z.string()),
  at: commandInstantSchema,
});

const readSchema: z.ZodType<LeaseCommands["read"]> = z.object({ at: commandInstantSchema });

export const resourceLeaseEntity = defineEntity({
  name: "resourceLease",
  readState: readLeaseState,
  writeState: storedLeaseOf,
  commands: {
    acquire: commandHandler(acquireSchema, acquire),
    renew: commandHandler(renewSchema, renew),
    noteAddress: commandHandler(noteAddressSchema, noteAddress),
    noteEnded: commandHandler(noteEndedSchema, noteEnded),
    release: commandHandler(releaseSchema, release),
    break: commandHandler(breakSchema, breakLease),
    sweep: commandHandler(sweepSchema, sweepLease),
    read: commandHandler(readSchema, read),
  },
});
