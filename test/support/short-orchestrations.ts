// The orchestrations that are over in a moment, each run once: what is recorded of them.

import type { SurveyAnswer } from "../../src/contracts/sweep-messages.ts";
import { sweepStart } from "../../src/contracts/sweep-messages.ts";
import { orchestrationHandler } from "../../src/platform/durable-app.ts";
import { entities, orchestrators } from "../../src/register.ts";
import { start } from "./entity-scene.ts";
import { ReplayWorld } from "./replay.ts";
import { ann, hashOf, leaseId } from "./tool-lease-scene.ts";

export async function shortOrchestrations(): Promise<{ readonly world: ReplayWorld }> {
  const found: SurveyAnswer["found"] = [
    { entity: "resourceLease", key: "a".repeat(40), dead: ["op-dead/1"] },
    { entity: "targetTurn", key: "a".repeat(40), dead: [] },
  ];
  const survey: SurveyAnswer = { found, place: sweepStart, next: null, unreadable: 0 };
  const world = new ReplayWorld({
    orchestrators: {
      sweepLeases: orchestrationHandler(orchestrators.sweepLeases),
      admitToLease: orchestrationHandler(orchestrators.admitToLease),
    },
    entities,
    startAt: start,
    activities: () => survey,
  });
  world.start("sweepLeases", "sweep-leases", { from: sweepStart });
  world.start("admitToLease", "admit-1", {
    leaseId,
    principalId: ann,
    tokenHash: hashOf("token"),
    requestDigest: hashOf("request"),
  });
  await world.untilEnded("sweep-leases");
  await world.untilEnded("admit-1");
  return { world };
}
