// What goes over HTTP between the app and its callers: the command line, the page, other programs.
// Bodies are camelCase JSON; errors are application/problem+json (RFC 9457).

import { z } from "zod";
import type { Awaited } from "../domain/awaited.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";
import type { LockObservation, VmState } from "../domain/observation.ts";
import type { OperationKind } from "../domain/operation-request.ts";
import type { OperationReport, Outcome, StepReport, TimelineEntry } from "../domain/outcome.ts";
import type { ResourceState } from "../domain/resource-state.ts";
import type { LeaseView } from "./lease-messages.ts";
import type { Cancellation } from "./operation-record-messages.ts";
import type { TurnView } from "./turn-messages.ts";

export const acceptances = [
  "downtime",
  "temporary-disk-loss",
  "dynamic-address-change",
  "os-disk-loss",
] as const;

/** Body of POST /api/v1/operations. The parameters are judged by the operation's own schema. */
export const startOperationSchema = z.strictObject({
  kind: z.string().max(64),
  target: z.string().max(2048),
  parameters: z.record(z.string(), z.unknown()).default({}),
  accept: z
    .array(z.enum(acceptances, `Only these are known: ${acceptances.join(", ")}.`))
    .max(acceptances.length)
    .default([]),
  whenBusy: z.enum(["queue", "join", "reject"]).default("queue"),
  /** `wait`: for a person to remove a management lock, until the deadline. No lock is ever removed. */
  onLock: z.enum(["refuse", "wait"]).default("refuse"),
  /** `wait`: where Azure has no room, try again until the deadline; the machine stays down meanwhile. */
  onNoCapacity: z.enum(["go-back", "wait"]).default("go-back"),
  /** An instant, or a time from now such as PT2H, which a retry can repeat word for word. */
  deadline: z
    .union([z.iso.datetime({ offset: true }), z.iso.duration()], {
      error: "An ISO 8601 instant with its offset, or a duration such as PT2H, is needed.",
    })
    .optional(),
  dryRun: z.boolean().default(false),
  /** Digest of the plan that was approved: the operation is refused if the plan is another by now. */
  approvedPlan: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "The digest of a plan has 64 hexadecimal digits in lower case.")
    .optional(),
});
export type StartOperationBody = z.input<typeof startOperationSchema>;

/** What an orchestration says of itself while it runs; its custom status. */
export interface OperationProgress {
  readonly phase:
    | "claiming"
    | "waiting-for-turn"
    | "joined"
    | "planning"
    | "acquiring-leases"
    | "waiting-for-azure"
    | "waiting-for-lock"
    | "waiting-for-capacity"
    | "applying"
    | "undoing"
    | "releasing"
    | "ended";
  /** One sentence for people: what it waits for or does now. */
  readonly sentence: string;
  /** How many operations are before it in its queue; null when it does not wait for a turn. */
  readonly ahead: number | null;
  readonly steps: readonly StepReport[];
  /** The newest entries, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Told before the end: the outcome, when the deadline passed while Azure was still at work. */
  readonly outcome: Outcome | null;
  /** What exactly it waits for, in the phases `waiting-for-lock` and `waiting-for-capacity`. */
  readonly waitsFor?: Awaited;
  /** The event that wakes it now, should it wait for one; shown to nobody. */
  readonly waitEvent?: string;
}

export interface OperationView {
  readonly id: string;
  readonly kind: OperationKind;
  readonly target: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly accept: readonly string[];
  readonly whenBusy: string;
  readonly onLock: string;
  readonly onNoCapacity: string;
  readonly dryRun: boolean;
  readonly deadlineAt: Instant;
  readonly principal: { readonly id: string; readonly name: string };
  readonly acceptedAt: Instant;
  /** Every request to Azure that is sent for it carries this ID; Azure's support asks for it. */
  readonly correlationId: string;
  /** Who wanted it to stop, and when. */
  readonly cancelled?: Cancellation;
  /** `ended` once there is an outcome that will not change. */
  readonly status: "accepted" | "running" | "ended";
  readonly outcome: Outcome | null;
  readonly progress: OperationProgress | null;
  readonly report: OperationReport | null;
  /** Where each fact came from: `orchestration`, `record`. */
  readonly source: string;
}

export interface OperationListView {
  readonly operations: readonly OperationView[];
}

/** Answer of GET /api/v1/resources/{resourceId}. */
export interface ResourceView {
  readonly resourceId: string;
  readonly observedAt: Instant;
  /** Of a virtual machine; null for anything else. */
  readonly state: VmState | null;
  /** What is read of a resource of any type and of resource groups; null where it could not be read. */
  readonly resource?: ResourceState | null;
  /** Why nothing was read, where it was not. */
  readonly stateProblem: string | null;
  readonly locks: readonly LockObservation[] | null;
  readonly locksProblem: string | null;
  /** Which of the two Azure refuses to show for a reason that does not pass by itself. */
  readonly refused?: { readonly state: boolean; readonly locks: boolean };
  /** Whether something seems to be at work on it in Azure, and what we know of it. */
  readonly running: {
    readonly settled: boolean | null;
    readonly operationId: string | null;
    readonly since: Instant | null;
    readonly what: string | null;
  };
  readonly lease: LeaseView;
  /** The leases that a write to it also needs, as far as somebody holds them or waits for them: of the
   * resources and the group that it is in, and of the sets that it is a member of. Of a group it is the
   * part on which such a write would meet others. */
  readonly parents?: readonly LeaseView[];
  readonly turn: TurnView;
}

/** RFC 9457. `errors` names each field of a request that could not be accepted. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
  /** Of a 409 to whoever asked not to wait: who is in the way. */
  readonly busyWith?: BusyWith;
  /** Of a problem about an operation that exists. */
  readonly operationId?: string;
}
