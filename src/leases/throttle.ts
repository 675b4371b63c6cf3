// The throttle of a subscription, as reducers: which limits were met and until when nothing is sent
// that they count. A limit of a machine holds back its own writes only, one of a region those in it,
// one of the subscription all.
//
// B1. Said twice, `hold` is as if said once; of two waits for one limit the later end counts.
// B2. No wait is longer than a day, as long as nothing else is longer that Azure may ask for, and none
//     outlives a wrong clock: what was noted by a clock that was ahead begins anew with the first who
//     comes with an earlier one, and then lasts as long as Azure had said.
// B3. What is over is dropped, and there are never more than so many: the state stays small. Where
//     something has to go it is what ends first, which costs one refusal by Azure.

import type {
  CountedWrite,
  ThrottleAnswers,
  ThrottleCommands,
} from "../contracts/throttle-messages.ts";
import type { HeldBack, ThrottleState } from "../contracts/throttle-state.ts";
import { addMs, isBefore, laterOf, msBetween } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import type { ThrottledScope } from "../domain/verdict.ts";
import type { Reduction } from "./reduction.ts";

const holdMsMax = 24 * 3_600_000;
/** Clocks of hosts differ by less, and commands are late by less. */
const skewMs = 600_000;
export const heldMax = 100;

export function hold(
  state: ThrottleState | null,
  { scope, at, forMs, ...write }: ThrottleCommands["hold"],
): Reduction<ThrottleState, ThrottleAnswers["hold"]> {
  const held = present(state, at);
  const key = keyIn(scope, write);
  const wanted: HeldBack = {
    scope,
    key,
    since: at,
    until: addMs(at, Math.min(Math.max(forMs, 0), holdMsMax)),
  };
  const same = held.find((other) => other.scope === scope && other.key === key);
  const kept = same !== undefined && !isBefore(same.until, wanted.until) ? same : wanted; // B1
  const others = held.filter((other) => other !== same);
  return {
    state: stateOf([...others, kept].filter(({ until }) => isBefore(at, until))),
    answer: { kind: "held", until: kept.until },
  };
}

export function ask(
  state: ThrottleState | null,
  { at, ...write }: ThrottleCommands["ask"],
): Reduction<ThrottleState, ThrottleAnswers["ask"]> {
  const held = present(state, at);
  const [first, ...more] = held.filter((each) => counts(each, write)).map(({ until }) => until);
  return {
    state: stateOf(held),
    answer:
      first === undefined
        ? { kind: "clear" }
        : { kind: "hold-back", until: more.reduce(laterOf, first) },
  };
}

/** What is not over, by a clock that is not ahead of the one that asks (B2). */
function present(state: ThrottleState | null, at: Instant): readonly HeldBack[] {
  return (state?.held ?? [])
    .map((held) => (msBetween(at, held.since) > skewMs ? begunAnew(held, at) : held))
    .filter(({ until }) => isBefore(at, until));
}

function begunAnew(held: HeldBack, at: Instant): HeldBack {
  return { ...held, since: at, until: addMs(at, msBetween(held.since, held.until)) };
}

function stateOf(held: readonly HeldBack[]): ThrottleState | null {
  if (held.length === 0) return null;
  const latest = held.toSorted((one, other) => msBetween(one.until, other.until));
  return { version: 1, held: latest.slice(0, heldMax) }; // B3
}

function keyIn(scope: ThrottledScope, write: CountedWrite): string {
  switch (scope) {
    case "resource":
      return write.resource;
    case "subscription-region":
      return regionOf(write.location);
    case "subscription":
      return "";
  }
}

function counts({ scope, key }: HeldBack, write: CountedWrite): boolean {
  switch (scope) {
    case "resource":
      return key === write.resource;
    case "subscription-region":
      return key === "" || write.location === null || key === regionOf(write.location);
    case "subscription":
      return true;
  }
}

/** `West Europe` and `westeurope` are one. */
function regionOf(location: string | null): string {
  return (location ?? "").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
