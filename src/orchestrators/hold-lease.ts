// Takes leases for a tool that is to write to Azure by itself: claim the record, take the leases in
// order, follow what earlier holders left open, wait until what the tool waits for holds, grant. Then
// it ends: a tool's grant is kept by the lease entities alone, until it is released or runs out.
//
// H1. The tool is told `held` last, under leases that were renewed just before with its own duration.
// H2. Every end but that one gives everything back before it is told.
// H3. Whoever is terminated in the middle leaves leases of a few minutes behind, which nobody renews.

import type {
  GateSchedule,
  HoldLeaseEnd,
  HoldLeaseInput,
  ToolGrant,
  ToolLeaseOver,
} from "../contracts/tool-lease-messages.ts";
import type { BusyWith } from "../domain/busy-with.ts";
import { call, continueAsNew, entity } from "../platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../platform/durable.ts";
import { awaitGate } from "./await-gate.ts";
import { giveBack } from "./give-back.ts";
import { limits } from "./limits.ts";
import { takeForTool } from "./take-for-tool.ts";
import { ToolLeaseRun } from "./tool-lease-run.ts";

type Course =
  | { readonly kind: "held" }
  | {
      readonly kind: "fresh-history";
      /** Null where leases are still waited for: what is held is asked for again. */
      readonly gate: GateSchedule | null;
      readonly held: readonly ToolGrant[];
    }
  | {
      readonly kind: "ended";
      readonly status: "busy" | "failed";
      readonly sentence: string;
      readonly inTheWay: BusyWith | null;
    }
  | { readonly kind: "not-ours"; readonly sentence: string }
  | ToolLeaseOver;

/** Answers undefined in a generation that continues as new. */
export function* holdLease(
  context: OrchestrationContext,
  input: HoldLeaseInput,
): Workflow<HoldLeaseEnd | undefined> {
  const run = new ToolLeaseRun(context, input);
  const course = yield* holdOrBreak(run);
  switch (course.kind) {
    case "fresh-history": {
      const { gate, held } = course;
      continueAsNew(context, { ...input, carried: { generation: run.generation + 1, gate, held } });
      return undefined;
    }
    case "held":
      return told(run, { status: "held", sentence: "It is held." });
    case "not-ours":
      return told(run, { status: "failed", sentence: course.sentence });
    case "over":
      yield* giveBackQuietly(run);
      return told(run, course.view);
    case "ended":
      return yield* end(run, course);
  }
}

function* holdOrBreak(run: ToolLeaseRun): Workflow<Course> {
  try {
    return yield* hold(run);
  } catch {
    // The call has logged why.
    const sentence = "A fault of ours kept it from being granted; nothing is held.";
    return { kind: "ended", status: "failed", sentence, inTheWay: null };
  }
}

function* hold(run: ToolLeaseRun): Workflow<Course> {
  if (run.generation === 1) {
    const claimed = yield* claim(run);
    if (claimed !== null) return claimed;
  }
  for (let round = 0; round < limits.toolRoundsMax; round += 1) {
    const taken = yield* takeForTool(run, round > 0);
    if (taken.kind === "fresh-history") return { ...taken, gate: null, held: [] };
    if (taken.kind === "ended" || taken.kind === "over") return taken;
    if (taken.kind === "lease-lost") continue;
    const gate = yield* awaitGate(run);
    switch (gate.kind) {
      case "fresh-history":
        return { ...gate, held: run.leases.held };
      case "ended":
      case "over":
        return gate;
      case "lease-lost":
        break;
      case "holds": {
        const granted = yield* grant(run);
        if (granted !== null) return granted;
      }
    }
  }
  const sentence = `The leases went to somebody else ${limits.toolRoundsMax} times while it was waited.`;
  return { kind: "ended", status: "busy", sentence, inTheWay: null };
}

/** Null where it is to go on. What dead starts of it have left behind is given back first. */
function* claim(run: ToolLeaseRun): Workflow<Course | null> {
  const { carried: _, ...request } = run.input;
  run.show("claiming", "Claiming the record of the lease.");
  const answer = yield* call(
    run.context,
    entity("toolLease", run.leaseId, "claim", { request, at: run.now }),
  );
  switch (answer.kind) {
    case "other-request":
      return { kind: "not-ours", sentence: "Another request with the same key was first." };
    case "over":
      return answer;
    case "claimed":
      yield* giveBack(run.context, answer.earlier);
      return null;
  }
}

/** H1. Null where a lease was lost in the last moment. */
function* grant(run: ToolLeaseRun): Workflow<Course | null> {
  run.leaseMs = run.input.durationMs;
  const { kept } = yield* run.leases.renew();
  if (kept === "lost") return null;
  const grants = run.leases.held.map(({ key, fencing, expiresAt }) => ({
    key,
    fencing,
    expiresAt,
  }));
  const { startToken } = run.input;
  const answer = yield* call(
    run.context,
    entity("toolLease", run.leaseId, "grant", { startToken, grants, at: run.now }),
  );
  return answer;
}

/** H2. */
function* end(
  run: ToolLeaseRun,
  ended: Course & { readonly kind: "ended" },
): Workflow<HoldLeaseEnd> {
  yield* giveBackQuietly(run);
  const { status, sentence, inTheWay } = ended;
  const noted = yield* call(
    run.context,
    entity("toolLease", run.leaseId, "end", {
      ownerId: run.owner.id,
      status,
      sentence,
      inTheWay,
      at: run.now,
    }),
  );
  return told(run, noted.kind === "noted" ? noted.view : ended);
}

/** What cannot be given back runs out in minutes, because nobody renews it. */
function* giveBackQuietly(run: ToolLeaseRun): Workflow<void> {
  try {
    // Also what an earlier generation has asked for.
    run.input.claims.forEach((each) => run.leases.ask(each));
    yield* run.leases.release();
  } catch {
    run.note("Giving the leases back did not succeed.");
  }
}

function told(run: ToolLeaseRun, { status, sentence }: HoldLeaseEnd): HoldLeaseEnd {
  run.show("ended", sentence);
  return { status, sentence };
}
