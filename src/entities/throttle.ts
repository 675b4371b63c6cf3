// The throttle entity: one per subscription, keyed by a hash of it. What it decides is in `src/leases`.

import { z } from "zod";
import { commandInstantSchema } from "../contracts/stored-state.ts";
import type { ThrottleCommands } from "../contracts/throttle-messages.ts";
import { readThrottleState, throttledScopeSchema } from "../contracts/throttle-state.ts";
import { ask, hold } from "../leases/throttle.ts";
import { commandHandler, defineEntity } from "./define-entity.ts";

const fields = {
  resource: z.string().min(1).max(120),
  location: z.string().max(100).nullable(),
  at: commandInstantSchema,
};

const holdSchema: z.ZodType<ThrottleCommands["hold"]> = z.object({
  ...fields,
  scope: throttledScopeSchema,
  forMs: z.number().min(0),
});

const askSchema: z.ZodType<ThrottleCommands["ask"]> = z.object(fields);

export const throttleEntity = defineEntity({
  name: "throttle",
  readState: readThrottleState,
  commands: {
    hold: commandHandler(holdSchema, hold),
    ask: commandHandler(askSchema, ask),
  },
});
