// What one execution of an operation knows of itself while it runs: who it is, what it holds, what it
// may have sent, and what it will tell. Rebuilt by every replay, so nothing here may come from
// anywhere but the history.
//
// N1. What may have been sent is noted before it is sent. An activity may run twice and answers for its
//     last run only, so it is taken back only where a read shows that nothing has come of an earlier
//     run; a step that stays in doubt counts as sent, because its undo reads before it sends.
// N2. What is undone is undone in the opposite order of what was sent last, however often it was planned.

import type { OperationProgress } from "../contracts/http-shapes.ts";
import { entityKeyOf } from "../contracts/lease-messages.ts";
import type { LeaseClaim, LeaseOwner } from "../contracts/lease-messages.ts";
import type { Awaited } from "../domain/awaited.ts";
import type { CapacityWait, LockAftermath, LockWait } from "../domain/carried-run.ts";
import { epochMsOf } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { VmState } from "../domain/observation.ts";
import type { OperationRequest } from "../domain/operation-request.ts";
import type { Outcome, StepReport, TimelineEntry } from "../domain/outcome.ts";
import type { PlanSummary, StepPhase } from "../domain/outcome.ts";
import type { Place, Plan, Step } from "../domain/plan.ts";
import type { ConflictClass, Verdict } from "../domain/verdict.ts";
import { logOnce, now, setProgress } from "../platform/durable.ts";
import type { OrchestrationContext } from "../platform/durable.ts";
import { LeaseSet } from "./lease-set.ts";
import { sayLeaseWait } from "./lease-words.ts";
import { limits } from "./limits.ts";
import { nameOf } from "./name-of.ts";
import { RefusedBefore } from "./refused-before.ts";
import { newestReport } from "./step-news.ts";
import type { StepNews } from "./step-news.ts";

export class OperationRun {
  readonly context: OrchestrationContext;
  readonly request: OperationRequest;
  readonly owner: LeaseOwner;
  readonly targetKey: string;

  readonly leases: LeaseSet;
  /** What is to be held before anything is sent, in canonical order. It comes from the door, and from
   * the plan where that names more. */
  claims: readonly LeaseClaim[];
  turnAsked = false;
  /** How often it has waited in this generation, for its turn and for leases. */
  waits = 0;
  /** The lease was lost and did not come back: it is not waited for once more. */
  leaseGone = false;
  /** Steps with a write that is noted in the lease and not known to have ended. */
  openSteps: readonly string[] = [];
  /** Forward steps that were or may have been sent, oldest first. */
  sent: readonly Step[] = [];
  refusedSteps: readonly { readonly stepId: string; readonly class: ConflictClass }[];
  readonly refusedBefore: RefusedBefore;
  /** What Azure has refused last, and why. */
  lastVerdict: Verdict | null = null;
  lockWait: LockWait | null;
  lockAftermath: LockAftermath | null;
  capacityWait: CapacityWait | null;
  /** What exactly is waited for now, to show it. */
  awaited: Awaited | null = null;

  /** The machine before the first write. */
  found: VmState | null = null;
  seen: VmState | null = null;
  place: Place | null = null;
  plan: PlanSummary | null = null;
  steps: readonly StepReport[];
  timeline: readonly TimelineEntry[];
  /** Told before the end. */
  toldEarly: Outcome | null = null;

  #phase: OperationProgress["phase"] = "claiming";
  #names = 0;
  readonly #begunAt: string;
  #waitEvent: string | null = null;
  /** Steps whose write Azure has taken, or whose effect or operation was seen. */
  #taken: ReadonlySet<string> = new Set();
  #submissions: ReadonlyMap<string, number>;
  #met: ReadonlyMap<string, number> = new Map();

  constructor(context: OrchestrationContext, request: OperationRequest) {
    this.context = context;
    this.request = request;
    this.#begunAt = epochMsOf(now(context)).toString(36);
    this.targetKey = entityKeyOf(request.target);
    this.owner = {
      id: `${request.operationId}/${request.startToken}`,
      operationId: request.operationId,
      instanceId: context.df.instanceId,
      kind: request.kind,
      principal: request.principal,
      purpose: `${request.kind} of ${nameOf(request.target)}`,
      expectedEnd: request.deadlineAt,
    };
    this.claims = request.claims ?? [
      { key: this.targetKey, resourceId: request.target, mode: "exclusive" },
    ];
    this.leases = this.#leaseSet();
    const { carried } = request;
    this.refusedSteps = carried?.refusedSteps ?? [];
    this.refusedBefore = new RefusedBefore(carried?.refusedBefore ?? []);
    this.lockWait = carried?.lockWait ?? null;
    this.lockAftermath = carried?.lockAftermath ?? null;
    this.capacityWait = carried?.capacityWait ?? null;
    this.steps = carried?.steps ?? [];
    this.timeline = carried?.timeline ?? [];
    this.#submissions = new Map(Object.entries(carried?.submissions ?? {}));
  }

  get now(): Instant {
    return now(this.context);
  }

  get hasSent(): boolean {
    return this.sent.length > 0;
  }

  get submissions(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#submissions);
  }

  /** Whether it gives way to whoever is in the way. Whoever has waited for a lock or for room has been told
   * long ago that it goes on. */
  get rejects(): boolean {
    const { whenBusy, carried } = this.request;
    return whenBusy === "reject" && !this.hasSent && carried === undefined;
  }

  /** Adds to the timeline and to the log. */
  note(event: string, sentence: string, stepId: string | null = null): void {
    const text = sentence.slice(0, limits.sentenceLength);
    const entry: TimelineEntry = { at: this.now, event, sentence: text, stepId };
    const first = this.timeline.slice(0, limits.timelineFirst);
    const newest = [...this.timeline.slice(limits.timelineFirst), entry];
    this.timeline = [...first, ...newest.slice(-limits.timelineNewest)];
    logOnce(this.context, sentence);
  }

  /** Shows what is done or waited for now. */
  show(phase: OperationProgress["phase"], sentence: string, ahead: number | null = null): void {
    this.#phase = phase;
    setProgress(this.context, {
      phase,
      sentence: sentence.slice(0, limits.sentenceLength),
      ahead,
      steps: this.steps,
      timeline: this.timeline,
      outcome: this.toldEarly,
      ...(this.awaited === null ? {} : { waitsFor: this.awaited }),
      ...(this.#waitEvent === null ? {} : { waitEvent: this.#waitEvent }),
    });
  }

  /** Notes it and shows it, in the phase that is on. */
  say(event: string, sentence: string, stepId: string | null = null): void {
    this.note(event, sentence, stepId);
    this.show(this.#phase, sentence);
  }

  /** A name that nothing else of this operation has, for a wait. */
  waitName(purpose: string): string {
    this.#names += 1;
    this.#waitEvent = `${purpose}-${this.#names}-${this.#token()}`;
    return this.#waitEvent;
  }

  /** An instance ID that no other child has, not even one of an earlier execution. */
  childId(purpose: string): string {
    this.#names += 1;
    const plain = purpose.replaceAll(/[^A-Za-z0-9-]/g, "-").slice(0, 36);
    return `${this.context.df.instanceId}-${this.#token()}-${this.#names}-${plain}`;
  }

  /** Counts a submission of the step; the first is 1. */
  nextAttempt(stepId: string): number {
    const attempt = (this.#submissions.get(stepId) ?? 0) + 1;
    this.#submissions = new Map(this.#submissions).set(stepId, attempt);
    return attempt;
  }

  /** Counts how often a step has met a class, over all plans; the first time is 1. */
  meet(stepId: string, met: ConflictClass): number {
    const key = `${stepId} ${met}`;
    const times = (this.#met.get(key) ?? 0) + 1;
    this.#met = new Map(this.#met).set(key, times);
    return times;
  }

  see(state: VmState | null): void {
    if (state !== null) this.seen = state;
  }

  seePlan(plan: Plan): void {
    this.see(plan.seen);
    this.place = plan.place;
    if (!this.hasSent) this.found = plan.seen;
    const steps = plan.kind === "steps" ? plan.steps : [];
    this.plan = {
      digest: plan.digest,
      steps: steps.map(({ id, title }) => ({ id, title })),
      downtime: plan.downtime,
      notes: plan.notes,
    };
  }

  /** What an earlier execution of this operation, now dead, was about to send; or what the generation
   * before may have. */
  takeUp(earlier: { readonly found: VmState | null; readonly steps: readonly Step[] }): void {
    const { carried } = this.request;
    this.found = earlier.found;
    this.sent = earlier.steps.filter(({ id }) => carried?.sentIds.includes(id) ?? true);
    this.#taken = new Set(this.sent.map((step) => step.id));
  }

  isSent(stepId: string): boolean {
    return this.sent.some((other) => other.id === stepId);
  }

  /** Whether this is the step that was, or may have been, sent last. */
  isNewestSent(stepId: string): boolean {
    return this.sent.at(-1)?.id === stepId;
  }

  /** N1 and N2; a step that was planned twice is undone once, as it was first planned. */
  maySend(step: Step): void {
    const first = this.sent.find((other) => other.id === step.id);
    const others = this.sent.filter((other) => other !== first);
    this.sent = [...others, first ?? step];
  }

  /** Azure has, or seems to have, a write of this step. */
  wasTaken(stepId: string): void {
    this.#taken = new Set(this.#taken).add(stepId);
  }

  /** A read has shown that none of the step's writes was sent; not heard of one that was taken. */
  wasNotSent(stepId: string): void {
    if (!this.#taken.has(stepId)) this.sent = this.sent.filter((other) => other.id !== stepId);
  }

  open(stepId: string): void {
    if (!this.openSteps.includes(stepId)) this.openSteps = [...this.openSteps, stepId];
  }

  closed(stepId: string): void {
    this.openSteps = this.openSteps.filter((other) => other !== stepId);
  }

  /** Puts the report of a step in place of its last one; what was sent before is counted along. */
  reportStep(step: { id: string; title: string; phase: StepPhase }, news: StepNews): void {
    const old = this.steps.find((other) => other.id === step.id);
    const report = newestReport(old, { ...step, ...news, at: this.now });
    this.steps =
      old === undefined
        ? [...this.steps, report]
        : this.steps.map((other) => (other.id === step.id ? report : other));
  }

  #leaseSet(): LeaseSet {
    return new LeaseSet({
      context: this.context,
      owner: this.owner,
      leaseMs: limits.leaseMs,
      waitName: () => this.waitName("lease"),
      observer: {
        asking: ({ resourceId }) =>
          this.show("acquiring-leases", `Taking the lease on ${nameOf(resourceId)}.`),
        waiting: (claim, answer, isFirst) => {
          this.waits += 1;
          const sentence = sayLeaseWait(claim.resourceId, answer);
          if (isFirst) this.note("waiting-for-lease", sentence);
          this.show("acquiring-leases", sentence);
        },
        granted: ({ resourceId, fencing }) => this.#noteGrant(resourceId, fencing),
        lost: ({ resourceId }) => {
          const sentence = `The lease on ${nameOf(resourceId)} went to somebody else; nothing is sent without it.`;
          this.say("lease-lost", sentence);
        },
      },
    });
  }

  /** A generation that goes on under its leases is only told what it has. */
  #noteGrant(resourceId: string, fencing: number): void {
    if (this.request.carried !== undefined && this.hasSent) return;
    const sentence = `The lease on ${nameOf(resourceId)} was granted; its fencing number is ${fencing}.`;
    this.note("lease-granted", sentence);
  }

  /** Of this start of the operation, and of this generation of it: names are counted anew in each. */
  #token(): string {
    const start = this.request.startToken.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 12) || "start";
    return `${start}-${this.#begunAt}`;
  }
}
