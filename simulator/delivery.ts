// Takes one request to whoever serves it and its answer back, through the faults it meets. Written
// with continuations in place of promises, so that what happens when a clock fires happens at that
// very instant and not some microtasks later, when a manual clock may already have moved on.
//
// L1: a request is served at most once, except that `duplicate` serves it twice.
// L2: a request whose caller went away while it was withheld before being done is never served.

import { errorAnswer, jsonAnswer } from "./arm-answer.ts";
import { anotherInProgress, computeThrottled, throttledFor } from "./arm/denials.ts";
import type { Served } from "./arm/front-door.ts";
import type { Clock } from "./clock.ts";
import type { OperationScript } from "./core/vm-work.ts";
import type { FiredFault, LetGo } from "./fault-engine.ts";
import { scriptOf } from "./fault-script.ts";
import type { AddressOn } from "./fault-script.ts";
import type { FaultEffect } from "./fault.ts";
import type { AzureAnswer, AzureResponse } from "./protocol.ts";

export interface Carrier {
  readonly clock: Clock;
  /** Does the request now. */
  readonly serve: (script: OperationScript) => Served;
  /** Somebody else's request, some time from now. */
  readonly planActor: (effect: Extract<FaultEffect, { kind: "actor" }>) => void;
  readonly addressOn: AddressOn;
  /** The one that the request is about. */
  readonly subscription: string;
  readonly latencyMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface Delivered {
  readonly response: AzureResponse;
  /** What was, or would have been, told to the caller. */
  readonly told: AzureAnswer | null;
  readonly lost: boolean;
  readonly operationId: string | null;
}

const UNDONE: Delivered = {
  response: { kind: "dropped" },
  told: null,
  lost: true,
  operationId: null,
};

export function deliver(
  carrier: Carrier,
  faults: readonly FiredFault[],
  end: (delivered: Delivered) => void,
): void {
  const before = (index: number): void => {
    const fault = faults[index];
    if (fault === undefined) {
      serveAndReturn(carrier, faults, end);
      return;
    }
    const { effect } = fault;
    switch (effect.kind) {
      case "answer":
        if (effect.done) before(index + 1);
        else end(told(plainAnswer(effect)));
        return;
      case "throttle":
        end(told(throttleAnswer(effect.retryAfter, carrier.clock.now())));
        return;
      case "throttle-window": {
        const { retryAfter, scope } = effect;
        const nowMs = carrier.clock.now();
        if (!fault.meetsLimit(retryAfter * 1000, nowMs)) before(index + 1);
        else end(told(throttledFor(scope, carrier.subscription, retryAfter, nowMs)));
        return;
      }
      case "blocked-by": {
        const address = carrier.addressOn(effect.target);
        if (address === null) before(index + 1);
        else end(told(anotherInProgress(address, effect.told)));
        return;
      }
      case "drop-before":
        end(UNDONE);
        return;
      case "withhold-before":
        wait(carrier, { ms: effect.ms, fault, heedsCaller: true }, (gone) =>
          gone ? end(UNDONE) : before(index + 1),
        );
        return;
      case "delay":
        wait(carrier, { ms: effect.ms, heedsCaller: false }, () => before(index + 1));
        return;
      case "drop-after":
      case "withhold-after":
      case "duplicate":
      case "lro-fail":
      case "lro-stall":
      case "poll-gone":
      case "capacity":
      case "actor":
        before(index + 1);
        return;
    }
  };
  before(0);
}

function told(answer: AzureAnswer): Delivered {
  return { response: answer, told: answer, lost: false, operationId: null };
}

function serveAndReturn(
  carrier: Carrier,
  faults: readonly FiredFault[],
  end: (delivered: Delivered) => void,
): void {
  const served = carrier.serve(scriptOf(faults, carrier.addressOn));
  const { answer, operationId } = served;
  for (const { effect } of faults) {
    if (effect.kind === "duplicate") carrier.serve(scriptOf([], carrier.addressOn));
    if (effect.kind === "actor") carrier.planActor(effect);
  }
  const arrived: Delivered = { response: answer, told: answer, lost: false, operationId };
  const lost: Delivered = { ...arrived, response: { kind: "dropped" }, lost: true };
  const after = (index: number): void => {
    const fault = faults[index];
    if (fault === undefined) {
      end(carrier.signal?.aborted === true ? lost : arrived);
    } else if (fault.effect.kind === "drop-after") {
      end(lost);
    } else if (fault.effect.kind === "answer") {
      end({ ...told(plainAnswer(fault.effect)), operationId });
    } else if (fault.effect.kind === "withhold-after") {
      const { ms } = fault.effect;
      wait(carrier, { ms, fault, heedsCaller: true }, (gone) =>
        gone ? end(lost) : after(index + 1),
      );
    } else after(index + 1);
  };
  if (carrier.latencyMs === 0) after(0);
  else wait(carrier, { ms: carrier.latencyMs, heedsCaller: true }, () => after(0));
}

interface Wait {
  readonly ms: number | undefined;
  /** The fault that can let it go. */
  readonly fault?: FiredFault;
  readonly heedsCaller: boolean;
}

/** Goes on once: when the time is over, when let go, or, told so, when the caller has gone. */
function wait(
  carrier: Carrier,
  { ms, fault, heedsCaller }: Wait,
  then: (gone: boolean) => void,
): void {
  const { clock, signal } = carrier;
  const cleanUp: (() => void)[] = [];
  let over = false;
  const goOn = (gone: boolean): void => {
    if (over) return;
    over = true;
    for (const undo of cleanUp) undo();
    then(gone);
  };
  if (heedsCaller && signal !== undefined) {
    if (signal.aborted) {
      goOn(true);
      return;
    }
    const onAbort = (): void => goOn(true);
    signal.addEventListener("abort", onAbort, { once: true });
    cleanUp.push(() => signal.removeEventListener("abort", onAbort));
  }
  if (fault !== undefined) {
    const letGo: LetGo = () => goOn(false);
    cleanUp.push(fault.hold(letGo));
  }
  if (ms !== undefined) cleanUp.push(clock.at(clock.now() + ms, () => goOn(false)));
}

function plainAnswer(effect: Extract<FaultEffect, { kind: "answer" }>): AzureAnswer {
  const { status, headers, body } = effect;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (body === undefined) return { kind: "answer", status, headers: lower, body: "" };
  if (typeof body === "string") return { kind: "answer", status, headers: lower, body };
  return jsonAnswer(status, body, lower);
}

function throttleAnswer(retryAfterS: number | null, nowMs: number): AzureAnswer {
  return computeThrottled({ policy: "UpdateVMResource", allowed: 12 }, retryAfterS, nowMs);
}

/** The simulator itself failed: said as such, so that nobody takes it for Azure. */
export function simulatorFailed(error: unknown): AzureAnswer {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The simulator failed while it answered: ${reason}`;
  return errorAnswer(501, { code: "SimulatorFailed", message });
}
