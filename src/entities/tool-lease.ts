// The record of a tool's lease: one per lease ID, which is its key. What it decides is in `src/leases`.

import { z } from "zod";
import { commandInstantSchema } from "../contracts/stored-state.ts";
import type { ToolLeaseCommands } from "../contracts/tool-lease-messages.ts";
import {
  busyWithSchema,
  keptGrantsSchema,
  readToolLeaseState,
  tokenHashSchema,
  toolLeaseRequestSchema,
} from "../contracts/tool-lease-state.ts";
import {
  admit,
  ask,
  claim,
  end,
  grant,
  permit,
  read,
  release,
  renewed,
} from "../leases/tool-lease.ts";
import { commandHandler, defineEntity } from "./define-entity.ts";

const atFields = { at: commandInstantSchema };
const proofFields = { principalId: z.string(), tokenHash: tokenHashSchema, ...atFields };
const startFields = { startToken: z.string(), ...atFields };

const claimSchema: z.ZodType<ToolLeaseCommands["claim"]> = z.object({
  request: toolLeaseRequestSchema,
  ...atFields,
});

const admitSchema: z.ZodType<ToolLeaseCommands["admit"]> = z.object({
  ...proofFields,
  requestDigest: z.string(),
});

const askSchema: z.ZodType<ToolLeaseCommands["ask"]> = z.object(startFields);

const grantSchema: z.ZodType<ToolLeaseCommands["grant"]> = z.object({
  ...startFields,
  grants: keptGrantsSchema,
});

const permitSchema: z.ZodType<ToolLeaseCommands["permit"]> = z.object(proofFields);

const renewedSchema: z.ZodType<ToolLeaseCommands["renewed"]> = z.object({
  ownerId: z.string(),
  grants: keptGrantsSchema,
  ...atFields,
});

const releaseSchema: z.ZodType<ToolLeaseCommands["release"]> = z.object(proofFields);

const endSchema: z.ZodType<ToolLeaseCommands["end"]> = z.object({
  ownerId: z.string(),
  status: z.enum(["busy", "lost", "failed"]),
  sentence: z.string(),
  inTheWay: busyWithSchema.nullable(),
  ...atFields,
});

const readSchema: z.ZodType<ToolLeaseCommands["read"]> = z.object(atFields);

export const toolLeaseEntity = defineEntity({
  name: "toolLease",
  readState: readToolLeaseState,
  commands: {
    claim: commandHandler(claimSchema, claim),
    admit: commandHandler(admitSchema, admit),
    ask: commandHandler(askSchema, ask),
    grant: commandHandler(grantSchema, grant),
    permit: commandHandler(permitSchema, permit),
    renewed: commandHandler(renewedSchema, renewed),
    release: commandHandler(releaseSchema, release),
    end: commandHandler(endSchema, end),
    read: commandHandler(readSchema, read),
  },
});
