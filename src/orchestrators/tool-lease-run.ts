// What one execution of `holdLease` knows of itself: for whom it takes leases, what it holds, and what it
// shows while it waits. Rebuilt by every replay, so nothing here comes from anywhere but the history.

import type { LeaseOwner } from "../contracts/lease-messages.ts";
import type {
  HoldLeaseInput,
  ToolGrant,
  ToolLeaseProgress,
} from "../contracts/tool-lease-messages.ts";
import { toolOwnerIdOf } from "../contracts/tool-lease-state.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import type { Instant } from "../domain/instant.ts";
import { logOnce, now, setToolLeaseProgress } from "../platform/durable.ts";
import type { OrchestrationContext } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import { LeaseSet } from "./lease-set.ts";
import { sayLeaseWait } from "./lease-words.ts";
import { limits } from "./limits.ts";

export class ToolLeaseRun {
  readonly context: OrchestrationContext;
  readonly input: HoldLeaseInput;
  readonly leaseId: string;
  readonly owner: LeaseOwner;
  readonly leases: LeaseSet;
  readonly generation: number;
  /** How long a lease lasts from its next renewal. Until the tool has its grant nobody but this
   * orchestration is served by it, so it is short: should it be terminated, others go on soon. */
  leaseMs: number;
  #names = 0;

  constructor(context: OrchestrationContext, input: HoldLeaseInput) {
    this.context = context;
    this.input = input;
    this.leaseId = input.leaseId;
    this.generation = input.carried?.generation ?? 1;
    this.leaseMs = Math.min(input.durationMs, limits.toolWaitLeaseMs);
    this.owner = {
      id: toolOwnerIdOf(input.leaseId, input.startToken),
      operationId: input.leaseId,
      instanceId: context.df.instanceId,
      kind: "tool-lease",
      principal: input.principal,
      purpose: input.purpose,
    };
    this.leases = this.#leaseSet();
    for (const grant of input.carried?.held ?? []) this.#resume(grant);
  }

  get now(): Instant {
    return now(this.context);
  }

  show(
    phase: ToolLeaseProgress["phase"],
    sentence: string,
    inTheWay: BusyWith | null = null,
  ): void {
    const text = sentence.slice(0, limits.sentenceLength);
    setToolLeaseProgress(this.context, { phase, sentence: text, inTheWay });
  }

  note(sentence: string): void {
    logOnce(this.context, sentence);
  }

  /** From now on it is not known how long it takes: the leases must outlast the pauses. */
  settleInToWait(): void {
    this.leaseMs = Math.max(this.leaseMs, limits.toolWaitLeaseMs);
  }

  /** A name that nothing else in this and in earlier executions of the instance has. */
  nameFor(purpose: string): string {
    this.#names += 1;
    const token = this.input.startToken.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 12) || "start";
    const plain = purpose.replaceAll(/[^A-Za-z0-9-]/g, "-").slice(0, 36);
    return `${plain}-${token}-${this.generation}-${this.#names}`;
  }

  #leaseSet(): LeaseSet {
    const leaseMs = (): number => this.leaseMs;
    return new LeaseSet({
      context: this.context,
      owner: this.owner,
      get leaseMs() {
        return leaseMs();
      },
      waitName: () => this.nameFor("lease"),
      observer: {
        asking: () => undefined,
        granted: () => undefined,
        lost: ({ resourceId }) => this.note(`The lease on ${resourceId} went to somebody else.`),
        waiting: ({ resourceId }, answer) => {
          this.settleInToWait();
          const inTheWay = busyWithOf(resourceId, answer.holder, answer.waiting);
          this.show("waiting-for-lease", sayLeaseWait(resourceId, answer), inTheWay);
        },
      },
    });
  }

  #resume({ key, resourceId, mode, fencing, expiresAt }: ToolGrant): void {
    const claim = { key, resourceId, mode };
    this.leases.ask(claim);
    this.leases.take(claim, { kind: "granted", fencing, expiresAt, inherited: [], wake: [] });
  }
}
