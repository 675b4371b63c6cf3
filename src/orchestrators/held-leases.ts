// What is known of the leases of one owner between two commands: which are held and until when, which
// are only queued for, and what earlier holders have left open in them.

import type { FollowedLease } from "../contracts/follow-messages.ts";
import type {
  Granted,
  LeaseAnswers,
  LeaseClaim,
  OpenOperation,
} from "../contracts/lease-messages.ts";
import { earlierOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { isSameResource } from "../domain/resource-id.ts";

export interface HeldLease extends LeaseClaim {
  readonly fencing: number;
  readonly expiresAt: Instant;
}

export class HeldLeases {
  #held: readonly HeldLease[] = [];
  /** What is held and what is queued for. */
  #asked: readonly LeaseClaim[] = [];
  #inherited: readonly OpenOperation[] = [];
  #isLost = false;

  /** In the order in which they were taken; none once one of them was lost. */
  get held(): readonly HeldLease[] {
    return this.#held;
  }

  /** Everything that is to be given back. */
  get asked(): readonly LeaseClaim[] {
    return this.#asked;
  }

  /** When the first of them runs out; null while none is held. */
  get expiresAt(): Instant | null {
    const [first, ...others] = this.#held.map((lease) => lease.expiresAt);
    return first === undefined ? null : others.reduce(earlierOf, first);
  }

  /** The lease under which the resource is written. A resource group is held in several parts, of which
   * the highest number counts. */
  on(resourceId: string): HeldLease | undefined {
    return this.#held
      .filter((lease) => lease.mode === "exclusive" && isSameResource(lease.resourceId, resourceId))
      .toSorted((one, other) => other.fencing - one.fencing)[0];
  }

  covers(claims: readonly LeaseClaim[]): boolean {
    return claims.every((claim) => this.#held.some((lease) => isEnough(lease, claim)));
  }

  /** Whether the claims can be taken without giving anything back first: they begin with what is held,
   * and nothing is queued for but the next of them. */
  canGoOnTo(claims: readonly LeaseClaim[]): boolean {
    const held = this.#held.length;
    return (
      !this.#isLost &&
      this.#held.every((lease, index) => isEnoughFor(lease, claims[index])) &&
      this.#asked.slice(held).every(({ key }, index) => index === 0 && key === claims[held]?.key)
    );
  }

  /** What earlier holders have left open: to be followed to its end before anything is sent. Each is told
   * once, though several leases may have a note of it. */
  takeInherited(): readonly OpenOperation[] {
    const inherited = this.#inherited;
    this.#inherited = [];
    return inherited;
  }

  ask(claim: LeaseClaim): void {
    if (!this.#asked.some(({ key }) => key === claim.key)) this.#asked = [...this.#asked, claim];
  }

  take(claim: LeaseClaim, { fencing, expiresAt, inherited }: Granted): HeldLease {
    const lease = { ...claim, fencing, expiresAt };
    this.#held = [...this.#held, lease];
    const all = [...this.#inherited, ...inherited];
    // Only the lease of the written resource itself has the address.
    this.#inherited = all.filter(
      (open) =>
        open ===
        (all.find((one) => isSameWrite(one, open) && one.address !== null) ??
          all.find((one) => isSameWrite(one, open))),
    );
    return lease;
  }

  /** The first that was lost, with answers in the order of what is held. */
  takeRenewed(answers: readonly LeaseAnswers["renew"][]): HeldLease | null {
    const lost = this.#held.find((_, index) => answers[index]?.kind === "lost");
    if (lost !== undefined) {
      this.lose();
      return lost;
    }
    this.#held = this.#held.map((lease, index) => {
      const answer = answers[index];
      return answer?.kind === "renewed" ? { ...lease, expiresAt: answer.expiresAt } : lease;
    });
    return null;
  }

  /** As somebody gives them back who has kept them alive meanwhile. */
  takeBack(leases: readonly FollowedLease[]): void {
    if (leases.length < this.#held.length) return this.lose();
    const ends = new Map(leases.map(({ key, expiresAt }) => [key, expiresAt]));
    this.#held = this.#held.map((lease) => ({
      ...lease,
      expiresAt: ends.get(lease.key) ?? lease.expiresAt,
    }));
  }

  /** One was lost, so none counts any more; what is left of them is still to be given back. */
  lose(): void {
    this.#held = [];
    this.#inherited = [];
    this.#isLost = true;
  }

  /** Everything was given back. */
  forget(): void {
    this.#asked = [];
    this.#held = [];
    this.#inherited = [];
    this.#isLost = false;
  }
}

function isEnoughFor(lease: HeldLease, claim: LeaseClaim | undefined): boolean {
  return claim !== undefined && isEnough(lease, claim);
}

function isEnough(lease: HeldLease, claim: LeaseClaim): boolean {
  return lease.key === claim.key && (lease.mode === claim.mode || lease.mode === "exclusive");
}

function isSameWrite(one: OpenOperation, other: OpenOperation): boolean {
  return one.stepId === other.stepId && one.clientRequestId === other.clientRequestId;
}
