// What is remembered of one lease of a tool: the commands of its record. The leases themselves are kept
// like everybody's in `resourceLease`; here stands who may speak for them, and what became of them.
//
// T1. One request: whoever comes under the same ID with another digest is turned away.
// T2. One start goes on. Only one execution of an instance can be alive, so the one that claims last is
//     the living one. What is told to a tool as held was taken by the start that then went on.
// T3. An end is kept: released, lost, and no longer waited for. Only a failure of ours may be begun anew.
// T4. Whoever renews or releases is the principal that took it and has one of its tokens. To everybody
//     else the state is the same before and after.
// T5. The same command said twice leaves the same state and is answered the same.
// T6. The state is bounded: a few tokens, a few starts, one grant for each claim.

import type { InvalidCommand } from "../contracts/entity-definition.ts";
import type {
  ToolHoldings,
  ToolLeaseAnswers,
  ToolLeaseCommands,
  ToolLeaseOver,
  ToolProof,
} from "../contracts/tool-lease-messages.ts";
import {
  grantsOf,
  tokensMax,
  toolLeaseRecordViewOf,
  toolOwnerIdOf,
} from "../contracts/tool-lease-state.ts";
import type { KeptGrant, ToolLeaseState } from "../contracts/tool-lease-state.ts";
import { laterOf } from "../domain/instant.ts";
import type { Reduction } from "./reduction.ts";

/** Dead starts that are remembered. What still older ones held has run out. */
const earlierStartsMax = 5;
const sentenceMax = 600;

type Reduced<C extends keyof ToolLeaseAnswers> = Reduction<ToolLeaseState, ToolLeaseAnswers[C]>;

export function claim(
  state: ToolLeaseState | null,
  { request, at }: ToolLeaseCommands["claim"],
): Reduced<"claim"> {
  if (state === null) {
    const claimed: ToolLeaseState = {
      version: 1,
      request,
      tokenHashes: [request.tokenHash],
      earlierStarts: [],
      claimedAt: at,
      status: "waiting",
      sentence: "",
      grants: [],
      grantedAt: null,
      endedAt: null,
      inTheWay: null,
    };
    return { state: claimed, answer: { kind: "claimed", earlier: earlierOf(claimed) } };
  }
  if (!isSameRequest(state, request)) return { state, answer: { kind: "other-request" } }; // T1
  const isOurs = state.request.startToken === request.startToken;
  if (state.status === "waiting" && isOurs) {
    return { state, answer: { kind: "claimed", earlier: earlierOf(state) } }; // T5
  }
  if (isOurs || (state.status !== "waiting" && state.status !== "failed")) {
    return { state, answer: overOf(state) }; // T3
  }
  const taken: ToolLeaseState = {
    ...state,
    request,
    tokenHashes: withToken(state, request.tokenHash),
    earlierStarts: [...state.earlierStarts, state.request.startToken].slice(-earlierStartsMax),
    status: "waiting",
    sentence: "",
    endedAt: null,
    inTheWay: null,
  };
  return { state: taken, answer: { kind: "claimed", earlier: earlierOf(taken) } }; // T2
}

export function admit(
  state: ToolLeaseState | null,
  command: ToolLeaseCommands["admit"],
): Reduced<"admit"> {
  if (state === null) return { state, answer: { kind: "unknown-lease" } };
  if (state.request.principal.id !== command.principalId) {
    return { state, answer: { kind: "forbidden" } };
  }
  if (state.request.requestDigest !== command.requestDigest) {
    return { state, answer: { kind: "other-request" } };
  }
  const admitted = isEnded(state)
    ? state
    : { ...state, tokenHashes: withToken(state, command.tokenHash) };
  return { state: admitted, answer: { kind: "admitted", view: toolLeaseRecordViewOf(admitted) } };
}

export function ask(
  state: ToolLeaseState | null,
  { startToken }: ToolLeaseCommands["ask"],
): Reduction<ToolLeaseState, ToolLeaseAnswers["ask"] | InvalidCommand> {
  if (state === null) return unclaimed;
  return { state, answer: isGoingOn(state, startToken) ? { kind: "goes-on" } : overOf(state) };
}

export function grant(
  state: ToolLeaseState | null,
  { startToken, grants, at }: ToolLeaseCommands["grant"],
): Reduction<ToolLeaseState, ToolLeaseAnswers["grant"] | InvalidCommand> {
  if (state === null) return unclaimed;
  const isOurs = state.request.startToken === startToken;
  if (isOurs && state.status === "held") return { state, answer: { kind: "held" } }; // T5
  if (!isGoingOn(state, startToken)) return { state, answer: overOf(state) };
  const held: ToolLeaseState = {
    ...state,
    status: "held",
    grants: ofClaims(state, grants),
    grantedAt: at,
    // What they held was given back before this start took anything.
    earlierStarts: [],
  };
  return { state: held, answer: { kind: "held" } };
}

export function permit(
  state: ToolLeaseState | null,
  command: ToolLeaseCommands["permit"],
): Reduced<"permit"> {
  if (state === null) return { state, answer: { kind: "unknown-lease" } };
  if (!isProven(state, command)) return { state, answer: { kind: "forbidden" } }; // T4
  if (state.status === "waiting") {
    return { state, answer: { kind: "not-yet", view: toolLeaseRecordViewOf(state) } };
  }
  if (state.status !== "held") return { state, answer: overOf(state) };
  const { durationMs } = state.request;
  const ownerId = ownerIdOf(state);
  const [grants, holdings] = [grantsOf(state), holdingsOf(state)];
  return { state, answer: { kind: "permitted", ownerId, grants, durationMs, holdings } };
}

export function renewed(
  state: ToolLeaseState | null,
  { ownerId, grants }: ToolLeaseCommands["renewed"],
): Reduction<ToolLeaseState, ToolLeaseAnswers["renewed"] | InvalidCommand> {
  if (state === null) return unclaimed;
  if (state.status !== "held" || ownerIdOf(state) !== ownerId) {
    return { state, answer: overOf(state) }; // T3
  }
  const news = new Map(grants.map((each) => [each.key, each]));
  const kept: ToolLeaseState = {
    ...state,
    grants: state.grants.map((each) => {
      const told = news.get(each.key);
      if (told === undefined || told.fencing !== each.fencing) return each;
      // Of two renewals the one that is noted last need not be the later one.
      return { ...each, expiresAt: laterOf(each.expiresAt, told.expiresAt) };
    }),
  };
  return { state: kept, answer: { kind: "noted", view: toolLeaseRecordViewOf(kept) } };
}

export function release(
  state: ToolLeaseState | null,
  command: ToolLeaseCommands["release"],
): Reduced<"release"> {
  if (state === null) return { state, answer: { kind: "unknown-lease" } };
  if (!isProven(state, command)) return { state, answer: { kind: "forbidden" } }; // T4
  if (isEnded(state)) return { state, answer: overOf(state) }; // T3, T5
  const sentence =
    state.status === "held"
      ? "It was given back by its owner."
      : "Its owner did not want to wait any longer.";
  const released: ToolLeaseState = { ...state, status: "released", sentence, endedAt: command.at };
  return { state: released, answer: overOf(released) };
}

export function end(
  state: ToolLeaseState | null,
  { ownerId, status, sentence, inTheWay, at }: ToolLeaseCommands["end"],
): Reduced<"end"> {
  if (state === null) return { state, answer: { kind: "unknown-lease" } };
  // A lease that waits cannot be lost, and one that is held cannot fail: it is out of our hands.
  const fits =
    state.status === "held" ? status === "lost" : state.status === "waiting" && status !== "lost";
  const ended: ToolLeaseState =
    fits && ownerIdOf(state) === ownerId
      ? {
          ...state,
          status,
          sentence: sentence.slice(0, sentenceMax).toWellFormed(),
          inTheWay,
          endedAt: at,
        }
      : state;
  return { state: ended, answer: { kind: "noted", view: toolLeaseRecordViewOf(ended) } };
}

export function read(
  state: ToolLeaseState | null,
  _command: ToolLeaseCommands["read"],
): Reduced<"read"> {
  return { state, answer: state === null ? null : toolLeaseRecordViewOf(state) };
}

const unclaimed = {
  state: null,
  answer: { kind: "invalid", problem: "A lease that nobody has claimed cannot go on." },
} as const;

function isSameRequest(state: ToolLeaseState, request: ToolLeaseState["request"]): boolean {
  return (
    state.request.requestDigest === request.requestDigest &&
    state.request.principal.id === request.principal.id
  );
}

function isEnded({ status }: ToolLeaseState): boolean {
  return status !== "waiting" && status !== "held";
}

function isGoingOn(state: ToolLeaseState, startToken: string): boolean {
  return state.status === "waiting" && state.request.startToken === startToken;
}

function isProven(state: ToolLeaseState, { principalId, tokenHash }: ToolProof): boolean {
  return state.request.principal.id === principalId && state.tokenHashes.includes(tokenHash);
}

function withToken(state: ToolLeaseState, tokenHash: string): readonly string[] {
  if (state.tokenHashes.includes(tokenHash)) return state.tokenHashes;
  return [...state.tokenHashes, tokenHash].slice(-tokensMax);
}

function ofClaims(state: ToolLeaseState, grants: readonly KeptGrant[]): readonly KeptGrant[] {
  const granted = new Map(grants.map((each) => [each.key, each]));
  return state.request.claims.flatMap(({ key }) => {
    const each = granted.get(key);
    return each === undefined ? [] : [{ key, fencing: each.fencing, expiresAt: each.expiresAt }];
  });
}

function ownerIdOf({ request }: ToolLeaseState): string {
  return toolOwnerIdOf(request.leaseId, request.startToken);
}

function overOf(state: ToolLeaseState): ToolLeaseOver {
  return { kind: "over", view: toolLeaseRecordViewOf(state), holdings: holdingsOf(state) };
}

function earlierOf({ request, earlierStarts }: ToolLeaseState): ToolHoldings {
  const ownerIds = earlierStarts.map((token) => toolOwnerIdOf(request.leaseId, token));
  return { ownerIds, claims: request.claims };
}

function holdingsOf(state: ToolLeaseState): ToolHoldings {
  const earlier = earlierOf(state);
  return { ...earlier, ownerIds: [...earlier.ownerIds, ownerIdOf(state)] };
}
