// The turn entity: one per target, keyed like a lease. What it decides is in `src/leases`.

import { z } from "zod";
import { commandInstantSchema, eventNameSchema, ownerSchema } from "../contracts/stored-state.ts";
import type { TurnCommands } from "../contracts/turn-messages.ts";
import { readTurnState } from "../contracts/turn-state.ts";
import { enter, leave, read, sweepTurn } from "../leases/target-turn.ts";
import { commandHandler, defineEntity } from "./define-entity.ts";

const enterSchema: z.ZodType<TurnCommands["enter"]> = z.object({
  resourceId: z.string().min(1).max(2048),
  ticket: z.object({
    owner: ownerSchema,
    effectDigest: z.string().min(1).max(128),
    dryRun: z.boolean(),
    holdUntil: commandInstantSchema,
  }),
  whenBusy: z.enum(["queue", "join", "reject"]),
  at: commandInstantSchema,
  waitEvent: eventNameSchema,
});

const leaveSchema: z.ZodType<TurnCommands["leave"]> = z.object({
  ownerId: z.string(),
  at: commandInstantSchema,
});

const sweepSchema: z.ZodType<TurnCommands["sweep"]> = z.object({
  dead: z.array(z.string()),
  at: commandInstantSchema,
});

const readSchema: z.ZodType<TurnCommands["read"]> = z.object({ at: commandInstantSchema });

export const targetTurnEntity = defineEntity({
  name: "targetTurn",
  readState: readTurnState,
  commands: {
    enter: commandHandler(enterSchema, enter),
    leave: commandHandler(leaveSchema, leave),
    sweep: commandHandler(sweepSchema, sweepTurn),
    read: commandHandler(readSchema, read),
  },
});
