// What is said to and by the turn entity (`targetTurn`, one per target, keyed like a lease): the queue
// in which operations wait while they hold nothing. Only the head of the queue reads Azure. Commands
// are idempotent per ticket (`ownerId`); nothing is thrown across the boundary.

import type { Instant } from "../domain/instant.ts";
import type { WhenBusy } from "../domain/operation-request.ts";
import type { LeaseOwner, WakeTarget } from "./lease-messages.ts";

export interface TurnTicket {
  readonly owner: LeaseOwner;
  /** Two tickets with the same one want the same effect and may be joined. */
  readonly effectDigest: string;
  readonly dryRun: boolean;
  /** The turn may be taken away after this instant: the operation's deadline. */
  readonly holdUntil: Instant;
}

export interface TurnCommands {
  /** Asks for the turn, and asks again: a ticket keeps its place. */
  readonly enter: {
    readonly resourceId: string;
    readonly ticket: TurnTicket;
    readonly whenBusy: WhenBusy;
    readonly at: Instant;
    readonly waitEvent: string;
  };
  /** Gives the turn on, or leaves the queue; harmless for a ticket that is not in it. */
  readonly leave: { readonly ownerId: string; readonly at: Instant };
  /** Said by the sweep, which has asked who lives: the dead leave the queue. */
  readonly sweep: { readonly dead: readonly string[]; readonly at: Instant };
  readonly read: { readonly at: Instant };
}

export interface TurnView {
  readonly resourceId: string | null;
  readonly head: TurnTicketView | null;
  readonly queue: readonly TurnTicketView[];
  readonly waiting: number;
}

export interface TurnTicketView {
  readonly owner: LeaseOwner;
  readonly number: number;
  readonly since: Instant;
  /** After it the ticket counts as gone. */
  readonly waitUntil: Instant;
}

export interface TurnAnswers {
  readonly enter:
    | { readonly kind: "head"; readonly number: number }
    | {
        readonly kind: "waiting";
        readonly number: number;
        /** How many are before it, the head included. */
        readonly ahead: number;
        readonly head: TurnTicketView;
        readonly askAgainAt: Instant;
      }
    /** Another operation with the same effect is there already; its outcome is the answer. */
    | { readonly kind: "joined"; readonly operationId: string }
    | { readonly kind: "rejected"; readonly head: TurnTicketView; readonly waiting: number }
    | { readonly kind: "queue-full"; readonly waiting: number }
    /** A late repetition: its owner has left since. */
    | { readonly kind: "left" };
  readonly leave: { readonly kind: "left"; readonly wake: readonly WakeTarget[] };
  readonly sweep: {
    readonly kind: "swept";
    readonly removed: readonly string[];
    readonly wake: readonly WakeTarget[];
  };
  readonly read: TurnView;
}
