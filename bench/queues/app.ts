// The app whose lines are measured: one orchestration that fills a line, one in which the last in line
// asks again and again, and the entities as they are.

import * as df from "durable-functions";
import { resourceLeaseEntity } from "../../src/entities/resource-lease.ts";
import { targetTurnEntity } from "../../src/entities/target-turn.ts";
import { orchestrationHandler, registerEntity } from "../../src/platform/durable-app.ts";
import { all, call, entity, now } from "../../src/platform/durable.ts";
import type { OrchestrationContext, Workflow } from "../../src/platform/durable.ts";
import { acquireOf, enterOf, keyOf } from "./lines.ts";

export interface LineInput {
  readonly line: string;
  readonly kind: "lease" | "turn";
  /** All in it, the first included. */
  readonly length: number;
}

export const fillName = "benchFillLine";
export const askName = "benchAskInLine";
export const asksPerInstance = 10;

export function registerQueues(): void {
  df.app.orchestration(fillName, orchestrationHandler(fill));
  df.app.orchestration(askName, orchestrationHandler(ask));
  registerEntity(resourceLeaseEntity);
  registerEntity(targetTurnEntity);
}

function* fill(context: OrchestrationContext, { line, kind, length }: LineInput): Workflow<void> {
  const [key, at] = [keyOf(line), now(context)];
  const places = Array.from({ length }, (_, place) => place);
  if (kind === "lease") {
    const commands = places.map((place) => acquireOf(line, place, at));
    yield* all(
      context,
      commands.map((command) => entity("resourceLease", key, "acquire", command)),
    );
    return;
  }
  const commands = places.map((place) => enterOf(line, place, at));
  yield* all(
    context,
    commands.map((command) => entity("targetTurn", key, "enter", command)),
  );
}

function* ask(context: OrchestrationContext, { line, kind, length }: LineInput): Workflow<void> {
  const key = keyOf(line);
  for (let round = 0; round < asksPerInstance; round += 1) {
    const last = length - 1;
    const at = now(context);
    const answer =
      kind === "lease"
        ? yield* call(context, entity("resourceLease", key, "acquire", acquireOf(line, last, at)))
        : yield* call(context, entity("targetTurn", key, "enter", enterOf(line, last, at)));
    if (answer.kind !== "waiting") throw new Error(`The last in line was ${answer.kind}.`);
  }
}
