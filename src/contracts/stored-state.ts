// How JSON from outside, entity states and commands alike, is read: the pieces that the states of
// several entities share. Tolerant where a newer version may have written more than this one knows
// (unknown fields, writes of an unknown kind), strict where a wrong value would be acted on.

import { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import type { StateRead } from "./entity-definition.ts";
import type { LeaseOwner, WakeTarget } from "./lease-messages.ts";

export const instantSchema: z.ZodType<Instant> = instant(/^\d{4}-\d{2}-\d{2}T/);

/** An instant in a command, in years whose sums with a duration can be read back from the state. */
export const commandInstantSchema: z.ZodType<Instant> = instant(/^[12]\d{3}-\d{2}-\d{2}T/);

/** At most a day: no lease is meant to outlive its holder for longer. */
export const leaseMsSchema = z.int().min(1).max(86_400_000);

export const fencingSchema = z.int().min(1);

/** A time that is kept as a number; bounded to what a Date can be, with room for sums. */
export const epochMsSchema = z.int().min(-62_167_219_200_000).max(253_402_300_799_999);

export const commandIdSchema = z.int().min(0);

export const principalSchema: z.ZodType<Principal> = z.object({
  id: z.string().max(256),
  name: shortened(120),
});

/** Texts for people are shortened, identities never: a shortened identity would be another one. */
export const ownerSchema: z.ZodType<LeaseOwner> = z.object({
  id: z.string().min(1).max(200),
  operationId: z.string().min(1).max(100),
  instanceId: z.string().min(1).max(150),
  kind: z.string().max(64),
  principal: principalSchema,
  purpose: shortened(160),
  expectedEnd: commandInstantSchema.exactOptional(),
});

/** Why a person broke a lease. */
export const reasonSchema = shortened(300);

export const eventNameSchema = z.string().min(1).max(150);

export const wakeTargetSchema: z.ZodType<WakeTarget> = z.object({
  instanceId: z.string().min(1).max(150),
  eventName: eventNameSchema,
});

/** Reads a committed state of which nothing is known. */
export function readStored<State>(schema: z.ZodType<State>, raw: unknown): StateRead<State> {
  if (raw === null || raw === undefined) return { ok: true, state: null };
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, state: parsed.data };
  return { ok: false, problem: `The stored state cannot be read: ${problemOf(parsed.error)}` };
}

/** The first thing that is wrong, with where it stands. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "it is not of the expected form.";
  const where = issue.path.length === 0 ? "the value" : issue.path.map(String).join(".");
  return `${where}: ${issue.message}`;
}

function instant(form: RegExp): z.ZodType<Instant> {
  return z
    .string()
    .max(40)
    .regex(form)
    .refine((text) => !Number.isNaN(Date.parse(text)), "This is no instant in time.");
}

/** For people. */
export function shortened(lengthMax: number): z.ZodType<string> {
  // Well-formed, because a cut may go through the middle of a surrogate pair.
  return z.string().overwrite((text) => text.slice(0, lengthMax).toWellFormed());
}
