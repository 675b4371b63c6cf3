// What is said to and by the lease entity (`resourceLease`, one per resource) and how its key is
// made. Every command carries the time of the sender's orchestration and is idempotent per owner:
// said twice it is answered the same and changes nothing more. Nothing is thrown across the entity's
// boundary; every answer is a record.

import { createHash } from "node:crypto";
import type { ArmWrite, OperationAddress } from "../domain/arm-write.ts";
import type { BrokenHold } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";
import type { Principal } from "../domain/principal.ts";
import { resourceKey } from "../domain/resource-id.ts";

export type LeaseMode = "exclusive" | "intent";

/** One lease that is wanted: on which resource, how, and by which entity it is kept. A resource group's
 * intents are spread over several entities, so it is the key and not the ID that names the lease. */
export interface LeaseClaim {
  readonly key: string;
  readonly resourceId: string;
  readonly mode: LeaseMode;
}

/** Who holds or waits. `id` is unique for one start of one operation: operation ID and start token. */
export interface LeaseOwner {
  readonly id: string;
  readonly operationId: string;
  readonly instanceId: string;
  readonly kind: string;
  readonly principal: Principal;
  /** For people: what the holder does with it. */
  readonly purpose: string;
  /** When it means to be done at the latest: a deadline, or the end of a lease of its own. */
  readonly expectedEnd?: Instant;
}

/** An orchestration to be woken and the name of the event that it waits for. */
export interface WakeTarget {
  readonly instanceId: string;
  readonly eventName: string;
}

/** A write that its holder is about to send, has sent, or has seen end. What is open outlives the
 * holder: whoever gets the lease next follows it to its end first. */
export interface OpenOperation {
  readonly stepId: string;
  readonly write: ArmWrite;
  readonly clientRequestId: string;
  readonly intendedAt: Instant;
  /** Null until the write has been accepted. */
  readonly address: OperationAddress | null;
  /** What a person can do to put back what this write takes apart. */
  readonly undoCommands: readonly string[];
}

export interface LeaseCommands {
  readonly acquire: {
    readonly resourceId: string;
    readonly mode: LeaseMode;
    readonly owner: LeaseOwner;
    /** Grows with each `acquire` and `release` of one owner. A command that arrives after a later one
     * of the same owner changes nothing. */
    readonly commandId: number;
    /** `reject`: whoever cannot have it at once does not enter the queue. */
    readonly whenBusy: "queue" | "reject";
    readonly at: Instant;
    readonly leaseMs: number;
    /** Differs with each wait of an owner. */
    readonly waitEvent: string;
    /** After this instant the waiter counts as gone. */
    readonly waitUntil: Instant;
  };
  /** Prolongs the lease; with `intends` also notes the write that is about to be sent. */
  readonly renew: {
    readonly ownerId: string;
    readonly fencing: number;
    readonly at: Instant;
    readonly leaseMs: number;
    readonly intends?: OpenOperation;
  };
  /** Notes where an accepted write is followed. A holder that has lost its lease is told so, but what
   * it knows of its own writes is kept: the next holder needs it. */
  readonly noteAddress: {
    readonly ownerId: string;
    readonly fencing: number;
    readonly at: Instant;
    readonly stepId: string;
    /** Names one of several writes of steps with the same ID. */
    readonly clientRequestId?: string;
    readonly address: OperationAddress;
  };
  /** The write of this step is known to have ended, or known never to have been sent. It is the
   * holder's own one, else the ones of that step that it has inherited. */
  readonly noteEnded: {
    readonly ownerId: string;
    readonly fencing: number;
    readonly at: Instant;
    readonly stepId: string;
    /** Names one of several writes of steps with the same ID. */
    readonly clientRequestId?: string;
  };
  /** Gives the lease back, or leaves the queue; harmless for an owner that has neither. */
  readonly release: {
    readonly ownerId: string;
    readonly commandId: number;
    readonly at: Instant;
  };
  /** Break-glass: a person takes the lease from whoever holds it. The holders are fenced out at once:
   * they cannot renew, and the next in line waits out the longest request from now. What they left
   * open stays. `ownerId` names one of several holders. */
  readonly break: {
    readonly by: Principal;
    readonly reason: string;
    readonly ownerId?: string;
    readonly at: Instant;
  };
  /** Said by the sweep, which has asked who lives: the dead leave the queue, what has run out and was
   * held by the dead is taken from them, and whoever could go on is named to be woken. */
  readonly sweep: { readonly dead: readonly string[]; readonly at: Instant };
  readonly read: { readonly at: Instant };
}

export interface LeaseHolderView {
  readonly owner: LeaseOwner;
  readonly mode: LeaseMode;
  readonly fencing: number;
  readonly since: Instant;
  readonly expiresAt: Instant;
  /** Only of one that is fenced out and still in the way; `expiresAt` is then when it was broken. */
  readonly broken?: BrokenHold;
}

/** An open operation as it is shown: its address carries signatures and goes to nobody. */
export type OpenOperationView = Omit<OpenOperation, "address"> & {
  /** Whether Azure is known to have taken it; otherwise it was perhaps never sent. */
  readonly accepted: boolean;
};

export interface LeaseView {
  readonly resourceId: string | null;
  readonly holders: readonly LeaseHolderView[];
  /** Former holders whose lease was broken and who are still in the way; absent where nobody is. */
  readonly fenced?: readonly LeaseHolderView[];
  readonly queue: readonly {
    readonly owner: LeaseOwner;
    readonly mode: LeaseMode;
    readonly since: Instant;
    readonly waitUntil: Instant;
  }[];
  readonly open: readonly OpenOperationView[];
  /** The last few times that somebody broke the lease, newest last. */
  readonly breaks: readonly LeaseBreak[];
}

export interface LeaseBreak {
  readonly at: Instant;
  readonly by: Principal;
  readonly reason: string;
  readonly holder: LeaseHolderView;
}

export type Granted = {
  readonly kind: "granted";
  readonly fencing: number;
  readonly expiresAt: Instant;
  /** What earlier holders left open; to be followed to its end before anything is sent. */
  readonly inherited: readonly OpenOperation[];
  /** Waiters that this grant has made room for: those that may share the lease with it. */
  readonly wake: readonly WakeTarget[];
};

export type Lost = { readonly kind: "lost"; readonly holder: LeaseHolderView | null };

export interface LeaseAnswers {
  readonly acquire:
    | Granted
    | {
        readonly kind: "waiting";
        /** 1 for the next in line. */
        readonly position: number;
        readonly holder: LeaseHolderView | null;
        /** All that wait, this one included. */
        readonly waiting: number;
        /** How many hold it, where it is for want of room that this one waits. */
        readonly crowd?: number;
        /** When to ask again if no event comes: the earliest instant at which time alone can help. */
        readonly askAgainAt: Instant;
      }
    | {
        readonly kind: "rejected";
        readonly holder: LeaseHolderView | null;
        readonly waiting: number;
        readonly crowd?: number;
      }
    /** `full`: so many wait, or the state is as large as it may get. Earlier versions did not tell. */
    | {
        readonly kind: "queue-full";
        readonly waiters: number;
        readonly full?: "queue" | "state";
      }
    /** A late repetition: its owner has given the lease back since. */
    | { readonly kind: "left" };
  readonly renew: { readonly kind: "renewed"; readonly expiresAt: Instant } | Lost;
  readonly noteAddress: { readonly kind: "noted" } | Lost;
  readonly noteEnded: { readonly kind: "noted" } | Lost;
  readonly release: { readonly kind: "released"; readonly wake: readonly WakeTarget[] };
  readonly break: {
    readonly kind: "broken";
    /** Who was fenced out; empty where nobody held it. */
    readonly holders: readonly LeaseHolderView[];
    readonly wake: readonly WakeTarget[];
  };
  readonly sweep: {
    readonly kind: "swept";
    /** Owners that were removed. */
    readonly removed: readonly string[];
    readonly wake: readonly WakeTarget[];
  };
  readonly read: LeaseView;
}

/** Entity keys ignore nothing and IDs ignore letter case: a digest of the normalised ID is the key. */
export function entityKeyOf(resourceId: string): string {
  return createHash("sha256").update(resourceKey(resourceId)).digest("hex").slice(0, 40);
}
