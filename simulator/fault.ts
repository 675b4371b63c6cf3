// The language of scripted faults: which requests a fault meets, how often, and what it then does.
// The form is the body of the control route `faults` and the argument of `azure.addFaults`.

import { z } from "zod";

const match = z.object({
  method: z.string().optional(),
  /** A regular expression on the path, without the query, in any letter case. */
  path: z.string().optional(),
  /** A regular expression on the query string. */
  query: z.string().optional(),
  principal: z.string().optional(),
});

/** Which of the matching requests it meets; the first one when nothing is said. */
const occurrence = z.union([
  z.literal("every"),
  z.object({ nth: z.number().int().positive() }),
  z.object({ first: z.number().int().positive() }),
]);

const headers = z.record(z.string(), z.string());

const actorRequest = z.object({
  method: z.string(),
  path: z.string(),
  body: z.unknown().optional(),
  principal: z.string().default("foreign-actor"),
  headers: headers.default({}),
});
export type ActorRequest = z.output<typeof actorRequest>;

const effect = z.discriminatedUnion("kind", [
  /** Answers in place of the real answer, without doing anything. */
  z.object({
    kind: z.literal("answer"),
    status: z.number().int(),
    headers: headers.default({}),
    /** Sent as it is when it is a string, else as JSON. */
    body: z.unknown().optional(),
    /** It is done all the same, as when a gateway gives up on a provider that does not. */
    done: z.boolean().default(false),
  }),
  /** A 429 of the Compute provider, with or without Retry-After, without counting anything. */
  z.object({ kind: z.literal("throttle"), retryAfter: z.number().int().nonnegative().nullable() }),
  /** A limit that is met once: the first request opens a window, whatever comes inside is refused and
   * makes it begin anew, as ARM does, and whatever comes after it passes. Meant for `every` request. */
  z.object({
    kind: z.literal("throttle-window"),
    /** In seconds: how long the window lasts, and what Retry-After says. */
    retryAfter: z.number().int().positive(),
    /** Whose limit it is said to be: Compute's for the machine, Compute's for the subscription in its
     * region, or that of ARM's front door. */
    scope: z.enum(["resource", "subscription-region", "subscription"]).default("resource"),
  }),
  /** Refused with AnotherOperationInProgress for as long as an operation runs on the machine that is
   * named; passes otherwise. */
  z.object({
    kind: z.literal("blocked-by"),
    /** The other machine's ID. */
    target: z.string(),
    /** Where the address of its operation is told. */
    told: z.enum(["message", "header", "nothing"]).default("message"),
  }),
  /** The connection ends and nothing was done. */
  z.object({ kind: z.literal("drop-before") }),
  /** It is done, the connection ends, the answer is lost. */
  z.object({ kind: z.literal("drop-after") }),
  /** Held before anything is done, until released, for a time, or until the caller has gone. A
   * request whose caller has gone while it was held here is not done. */
  z.object({ kind: z.literal("withhold-before"), ms: z.number().nonnegative().optional() }),
  /** Done, and the answer held. */
  z.object({ kind: z.literal("withhold-after"), ms: z.number().nonnegative().optional() }),
  /** Delivered a second time straight after the first; the caller gets the first answer. */
  z.object({ kind: z.literal("duplicate") }),
  z.object({ kind: z.literal("delay"), ms: z.number().nonnegative() }),
  /** The operation that this request starts ends badly. */
  z.object({
    kind: z.literal("lro-fail"),
    code: z.string(),
    message: z.string(),
    /** Causes below it, in ARM's form. */
    details: z.array(z.unknown()).optional(),
    /** ID of a machine: the address of the operation that runs there by then is put to the message. */
    namesOperationOf: z.string().optional(),
    status: z.enum(["Failed", "Canceled"]).default("Failed"),
    afterMs: z.number().nonnegative().optional(),
    /** The work was done all the same. */
    takesEffect: z.boolean().default(false),
  }),
  /** The operation that this request starts does not end until it is released. */
  z.object({ kind: z.literal("lro-stall") }),
  /** The address of the operation answers 404 from the nth poll on, while the operation goes on. */
  z.object({ kind: z.literal("poll-gone"), fromPoll: z.number().int().positive().default(1) }),
  /** The operation that this request starts ends with AllocationFailed if the VM has this size. */
  z.object({ kind: z.literal("capacity"), size: z.string().optional() }),
  /** Somebody else sends a request: some time after a matching request was done, or, with `atMs`,
   * that long after the fault was added (then nothing is matched). */
  z.object({
    kind: z.literal("actor"),
    request: actorRequest,
    afterMs: z.number().nonnegative().default(0),
    atMs: z.number().nonnegative().optional(),
  }),
]);
export type FaultEffect = z.output<typeof effect>;

export const faultSchema = z.object({
  /** Its name in reports; made up when not given. */
  id: z.string().optional(),
  match: match.default({}),
  occurrence: occurrence.default({ first: 1 }),
  effect,
});

/** A fault as an author writes it. */
export type Fault = z.input<typeof faultSchema>;
/** A fault with every default filled in. */
export type FullFault = z.output<typeof faultSchema>;

/** What has become of a fault. */
export interface FaultReport {
  readonly id: string;
  readonly effect: FaultEffect["kind"];
  /** Requests that fitted its match. */
  readonly matched: number;
  /** Requests that it was used on. */
  readonly fired: number;
  /** Requests or operations that it holds back now. */
  readonly holding: number;
}
