// Sends the write of one step, if it is still to be sent. The machine is read first, because between
// the plan and this moment somebody else, or an earlier run of this very activity, may have been at
// work.
//
// Safe to run twice: the second run finds the first one's operation running (`busy`) or its effect
// there (`already`). Should it find neither, the first write has had no effect, and both carry one
// client request ID.
//
// S1. Nothing is sent while anything is at work on the machine, without the conditions before, or when
//     the effect is there already.
// S2. Nothing is sent after `notAfter`, by which time the lease may be somebody else's. It is read all
//     the same: `too-late` says also that nothing has come of an earlier run.
// S3. A change of the model names the version that was just read; the provider refuses any other.

import { judge } from "../conflicts/judge.ts";
import type { SubmitStepAnswer, SubmitStepInput } from "../contracts/activity-messages.ts";
import { clientRequestIdOf } from "../contracts/client-request-id.ts";
import type {
  Clock,
  Read,
  RequestContext,
  VirtualMachinePort,
  WritePort,
} from "../contracts/ports.ts";
import { holds, sayCondition, unmetOf } from "../domain/condition.ts";
import { isBefore } from "../domain/instant.ts";
import type { Instant } from "../domain/instant.ts";
import { isSettled } from "../domain/observation.ts";
import type { VmState } from "../domain/observation.ts";
import { partsOf, resourceTypeOf } from "../domain/resource-id.ts";
import { readContext } from "./read-context.ts";
import { unreadable } from "./unreadable.ts";

export interface SubmitPorts {
  readonly virtualMachines: VirtualMachinePort;
  readonly writes: WritePort;
  readonly clock: Clock;
}

export function createSubmitStep(
  ports: SubmitPorts,
): (input: SubmitStepInput) => Promise<SubmitStepAnswer> {
  return async (input) => {
    const { resourceId } = input.step.write;
    const context = readContext(input, { purpose: "submit", now: ports.clock.now() });
    const read = await ports.virtualMachines.readState(resourceId, context);
    if (read.kind !== "read") return unread(read, resourceId, ports.clock.now());
    const seen = read.value;
    const withheld = reasonNotToSend(input, seen);
    if (withheld !== null) return withheld;
    // Only now: the read may have taken a while, and an earlier run of this activity may have sent
    // the write in time, which is found out by reading alone.
    if (isBefore(input.notAfter, ports.clock.now())) return { kind: "too-late" };
    return send(ports, input, seen);
  };
}

/** Nothing is known then of an earlier run of this activity either. */
function unread(
  read: Exclude<Read<VmState>, { kind: "read" }>,
  resourceId: string,
  now: Instant,
): SubmitStepAnswer {
  const answer = unreadable(read, resourceId, now);
  if (read.kind === "no-answer") return answer;
  const resourceType = resourceTypeOf(partsOf(resourceId));
  const verdict = judge(read.refusal, { write: null, resourceType });
  return verdict.recovery === "stop" ? { ...answer, verdict } : answer;
}

/** S1. */
function reasonNotToSend({ step }: SubmitStepInput, seen: VmState): SubmitStepAnswer | null {
  if (!isSettled(seen)) return { kind: "busy", seen };
  if (step.after.every((condition) => holds(condition, seen))) return { kind: "already", seen };
  const unmet = unmetOf(step.before, seen).map((condition) => sayCondition(condition, seen));
  return unmet.length === 0 ? null : { kind: "unmet", unmet, seen };
}

async function send(
  ports: SubmitPorts,
  input: SubmitStepInput,
  seen: VmState,
): Promise<SubmitStepAnswer> {
  const { write } = input.step;
  const sentAt = ports.clock.now();
  const sent = await ports.writes.send(
    { write, ifMatch: write.kind === "vm-set-size" ? seen.etag : null, fencing: input.fencing },
    writeContext(input),
  );
  switch (sent.kind) {
    case "accepted": {
      const { address, retryAfterMs } = sent;
      return { kind: "accepted", address, retryAfterMs, sentAt, seenBefore: seen };
    }
    case "refused":
      return { kind: "refused", refusal: sent.refusal, seen };
    case "unknown":
      return { kind: "unknown", refusal: sent.refusal, seen };
    case "not-sent":
      return unreadable({ kind: "no-answer", reason: sent.reason }, write.resourceId, sentAt);
  }
}

function writeContext(input: SubmitStepInput): RequestContext {
  const { operationId, correlationId, step, attempt, fencing } = input;
  const clientRequestId = clientRequestIdOf({ operationId, stepId: step.id, attempt, fencing });
  return { correlationId, clientRequestId };
}
