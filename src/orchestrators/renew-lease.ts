// Renews everything that a tool's lease is made of. Where one part went to somebody else all of it is
// lost. The other parts stay until the tool gives them back or they run out: it hears of the loss by
// this very answer, and what it has started may still be writing.

import type { LeaseAnswers, LeaseHolderView } from "../contracts/lease-messages.ts";
import type {
  RenewLeaseEnd,
  RenewLeaseInput,
  ToolGrant,
  ToolLeaseAnswers,
} from "../contracts/tool-lease-messages.ts";
import { all, call, entity, now } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { busyWithOf } from "./busy-with.ts";
import { sayBroken, sayHolder } from "./lease-words.ts";
import { nameOf } from "./name-of.ts";

type Permitted = Extract<ToolLeaseAnswers["permit"], { kind: "permitted" }>;

export function* renewLease(
  context: OrchestrationContext,
  { leaseId, durationMs, principalId, tokenHash }: RenewLeaseInput,
): Workflow<RenewLeaseEnd> {
  const proof = { principalId, tokenHash, at: now(context) };
  const answer = yield* call(context, entity("toolLease", leaseId, "permit", proof));
  switch (answer.kind) {
    case "unknown-lease":
    case "forbidden":
    case "not-yet":
    case "over":
      return { kind: answer.kind };
    case "permitted":
      return yield* renewAll(context, leaseId, {
        ...answer,
        durationMs: durationMs ?? answer.durationMs,
      });
  }
}

function* renewAll(
  context: OrchestrationContext,
  leaseId: string,
  permitted: Permitted,
): Workflow<RenewLeaseEnd> {
  const { ownerId, grants, durationMs } = permitted;
  const at = now(context);
  const answers = yield* all(
    context,
    grants.map(({ key, fencing }) =>
      entity("resourceLease", key, "renew", { ownerId, fencing, at, leaseMs: durationMs }),
    ),
  );
  const lost = grants.findIndex((_, index) => answers[index]?.kind === "lost");
  const grant = grants[lost];
  if (grant !== undefined)
    return yield* lose(context, leaseId, { permitted, grant, answer: answers[lost] });
  const renewed = grants.map(({ key, fencing, expiresAt }, index) => {
    const answer = answers[index];
    return { key, fencing, expiresAt: answer?.kind === "renewed" ? answer.expiresAt : expiresAt };
  });
  const noted = yield* call(
    context,
    entity("toolLease", leaseId, "renewed", { ownerId, grants: renewed, at: now(context) }),
  );
  return { kind: noted.kind === "noted" ? "renewed" : "over" };
}

function* lose(
  context: OrchestrationContext,
  leaseId: string,
  told: {
    readonly permitted: Permitted;
    readonly grant: ToolGrant;
    readonly answer: LeaseAnswers["renew"] | undefined;
  },
): Workflow<RenewLeaseEnd> {
  const { permitted, grant } = told;
  const holder = told.answer?.kind === "lost" ? told.answer.holder : null;
  const who = sayWhy(holder, permitted.ownerId);
  const ended = yield* call(
    context,
    entity("toolLease", leaseId, "end", {
      ownerId: permitted.ownerId,
      status: "lost",
      sentence: `The lease on ${nameOf(grant.resourceId)} is not this tool's any more. ${who}.`,
      inTheWay: holder === null ? null : busyWithOf(grant.resourceId, holder, 0),
      at: now(context),
    }),
  );
  return { kind: ended.kind === "noted" ? "over" : ended.kind };
}

/** Whoever was broken is itself in the way of the next for a while. */
function sayWhy(holder: LeaseHolderView | null, ownerId: string): string {
  if (holder === null) return "It had run out or was broken";
  const { owner, broken } = holder;
  return broken !== undefined && owner.id === ownerId
    ? `It ${sayBroken(broken)}`
    : sayHolder(holder);
}
