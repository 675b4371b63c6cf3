// Hands what runs in Azure over to a child orchestration that follows it to its end, so that a long
// operation does not make its parent's history long. The child keeps the leases alive meanwhile.

import type { FollowAnswer, FollowInput } from "../contracts/follow-messages.ts";
import { addMs } from "../domain/instant.ts";
import { isSameResource } from "../domain/resource-id.ts";
import { callSubOrchestration, sleepUntil } from "../platform/durable.ts";
import type { Workflow } from "../platform/durable.ts";
import { limits } from "./limits.ts";
import type { OperationRun } from "./operation-run.ts";

/** What is looked at is the operation's own target, unless another resource is written. */
export type Followed = Partial<Pick<FollowInput, "target" | "stoppable">> &
  Pick<
    FollowInput,
    "stepId" | "clientRequestId" | "address" | "writeKind" | "after" | "startedAt" | "until"
  >;

export function* follow(run: OperationRun, what: Followed): Workflow<FollowAnswer> {
  const answer = yield* followPersistently(run, what);
  run.leases.takeBack(answer.leases);
  if (answer.kind === "lease-lost") {
    run.leases.lose();
    run.say("lease-lost", "One of the leases went to somebody else; nothing is sent without it.");
  }
  if (isSameResource(what.target ?? run.request.target, run.request.target)) run.see(answer.seen);
  if (answer.kind === "ended") run.closed(what.stepId);
  return answer;
}

/** What runs in Azure runs on when its follower fails, so another one takes over. */
function* followPersistently(run: OperationRun, what: Followed): Workflow<FollowAnswer> {
  for (let followers = 1; ; followers += 1) {
    try {
      return yield* followOnce(run, what);
    } catch (thrown) {
      if (followers >= limits.followersMax) throw thrown;
      run.note("follower-failed", "Following has failed; it is taken up again.", what.stepId);
      yield* sleepUntil(run.context, addMs(run.now, limits.followerPauseMs));
    }
  }
}

function* followOnce(run: OperationRun, what: Followed): Workflow<FollowAnswer> {
  const { operationId, correlationId, target } = run.request;
  const leases = run.leases.handOver();
  return yield* callSubOrchestration(run.context, "followOperation", {
    id: run.childId(what.stepId),
    input: { operationId, correlationId, target, ...what, leases, carried: null },
  });
}
