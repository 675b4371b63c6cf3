// Puts the app together: activities over the Azure ports, entities over their reducers, orchestrators,
// HTTP triggers. Everything from outside comes in as an argument, so a test or a bench assembles the
// very same app over a simulated Azure; `main.ts` assembles it over the real one.

import { createJudgeRefusal } from "./activities/judge-refusal.ts";
import { createLookAtOperation } from "./activities/look-at-operation.ts";
import { createPlanOperation } from "./activities/plan-operation.ts";
import { createSubmitStep } from "./activities/submit-step.ts";
import { createWakeWaiters } from "./activities/wake-waiters.ts";
import type { AzurePorts, Clock } from "./contracts/ports.ts";
import { operationRecordEntity } from "./entities/operation-record.ts";
import { resourceLeaseEntity } from "./entities/resource-lease.ts";
import { targetTurnEntity } from "./entities/target-turn.ts";
import { followOperation } from "./orchestrators/follow-operation.ts";
import { runOperation } from "./orchestrators/run-operation.ts";
import { durableClientInput, registerDurableFunctions } from "./platform/durable-app.ts";
import type { OrchestratorTable } from "./platform/durable-app.ts";
import { orchestrationPortOf, wakePortOf } from "./platform/durable-client.ts";
import type { HttpSettings } from "./triggers/http/http-ports.ts";
import { registerHttpTriggers } from "./triggers/http/register.ts";

/** One orchestrator per kind of operation, all with the same body. */
export const orchestrators: OrchestratorTable = {
  "vm-resize": runOperation,
  followOperation,
};

export const entities = [resourceLeaseEntity, targetTurnEntity, operationRecordEntity] as const;

/** Once per load of the app, before its first invocation. */
export function registerApp(parts: {
  readonly azure: AzurePorts;
  readonly clock: Clock;
  readonly settings: HttpSettings;
}): void {
  const { azure, clock, settings } = parts;
  registerDurableFunctions({
    orchestrators,
    entities,
    activities: {
      planOperation: createPlanOperation({ ...azure, clock }),
      submitStep: createSubmitStep({ ...azure, clock }),
      lookAtOperation: createLookAtOperation({ ...azure, clock }),
      judgeRefusal: createJudgeRefusal(),
      wakeWaiters: (input, invocation) =>
        createWakeWaiters({ waiters: wakePortOf(invocation) })(input),
    },
  });
  registerHttpTriggers({
    orchestrations: (context) => orchestrationPortOf(context, clock),
    clientInput: durableClientInput(),
    azure,
    clock,
    settings,
  });
}
