// A caller of an operation: he starts it and asks until it has ended.

import type { OperationView } from "../../src/contracts/http-shapes.ts";
import type { OperationPlan } from "./crowd.ts";
import type { Ground, Reply } from "./ground.ts";
import { PersistentCaller } from "./persistent-caller.ts";
import type { OperationAnswer, OperationTrace } from "./traces.ts";

const operationsPath = "/api/v1/operations";

export async function callOperation(ground: Ground, plan: OperationPlan): Promise<OperationTrace> {
  const caller = new PersistentCaller(ground, plan);
  await ground.pause(plan.atMs);
  let answer: OperationAnswer | null = null;
  let trouble: string | null = null;
  try {
    answer = await endOf(caller, plan);
  } catch (thrown) {
    trouble = thrown instanceof Error ? thrown.message : String(thrown);
  }
  return { kind: "operation", plan, retries: caller.retries, answer, trouble };
}

async function endOf(caller: PersistentCaller, plan: OperationPlan): Promise<OperationAnswer> {
  const path = pathFrom(await caller.ask(startOf(plan)));
  for (;;) {
    const reply = await caller.ask({ method: "GET", path });
    if (reply.status !== 200) throw new Error(`${path} was answered ${reply.status}.`);
    // The cast names what the API's contract promises.
    const view = reply.body as OperationView;
    if (view.status === "ended" && view.outcome !== null) {
      return {
        operationId: view.id,
        correlationId: view.correlationId,
        outcome: view.outcome,
        joined: view.report?.joined ?? null,
        sentence: view.report?.sentence ?? "",
      };
    }
    await caller.pause(lookAgainMs(view), view.progress?.sentence ?? view.status);
  }
}

function startOf(plan: OperationPlan) {
  return {
    method: "POST",
    path: operationsPath,
    key: plan.key,
    body: {
      kind: "vm-resize",
      target: plan.spelling,
      parameters: { size: plan.size },
      accept: ["downtime"],
      whenBusy: plan.whenBusy,
      dryRun: plan.dryRun,
      deadline: "PT12H",
    },
  } as const;
}

/** A 409 names the operation as well: it is the one that was busy. */
function pathFrom(reply: Reply): string {
  const { status, headers, body } = reply;
  const { location } = headers;
  if (location !== undefined && (status < 300 || status === 409)) return location;
  throw new Error(`The start was answered ${status}: ${JSON.stringify(body)}`);
}

/** Who is far behind in a queue looks less often. */
function lookAgainMs({ progress }: OperationView): number {
  return Math.min(15_000 + 5_000 * (progress?.ahead ?? 0), 60_000);
}
