// Puts the app together: activities over the Azure ports, entities over their reducers, orchestrators,
// HTTP triggers. Everything from outside comes in as an argument, so a test or a bench assembles the
// very same app over a simulated Azure; `main.ts` assembles it over the real one.

import type { InvocationContext } from "@azure/functions";
import { createJudgeRefusal } from "./activities/judge-refusal.ts";
import { createLookAtLocks } from "./activities/look-at-locks.ts";
import { createLookAtOperation } from "./activities/look-at-operation.ts";
import { createLookAtResources } from "./activities/look-at-resources.ts";
import { createPlanOperation } from "./activities/plan-operation.ts";
import { createSubmitStep } from "./activities/submit-step.ts";
import { createSurveyLeases } from "./activities/survey-leases.ts";
import { createWakeWaiters } from "./activities/wake-waiters.ts";
import type { AzurePorts, Clock } from "./contracts/ports.ts";
import { operationRecordEntity } from "./entities/operation-record.ts";
import { resourceLeaseEntity } from "./entities/resource-lease.ts";
import { targetTurnEntity } from "./entities/target-turn.ts";
import { throttleEntity } from "./entities/throttle.ts";
import { toolLeaseEntity } from "./entities/tool-lease.ts";
import { admitToLease } from "./orchestrators/admit-to-lease.ts";
import { breakLease } from "./orchestrators/break-lease.ts";
import { cancelOperation } from "./orchestrators/cancel-operation.ts";
import { followOperation } from "./orchestrators/follow-operation.ts";
import { holdLease } from "./orchestrators/hold-lease.ts";
import { releaseLease } from "./orchestrators/release-lease.ts";
import { renewLease } from "./orchestrators/renew-lease.ts";
import { runOperation } from "./orchestrators/run-operation.ts";
import { sweepLeases } from "./orchestrators/sweep-leases.ts";
import { durableClientInput, registerDurableFunctions } from "./platform/durable-app.ts";
import type { OrchestratorTable } from "./platform/durable-app.ts";
import { orchestrationPortOf, wakePortOf } from "./platform/durable-client.ts";
import type { HttpSettings } from "./triggers/http/http-ports.ts";
import { registerHttpTriggers } from "./triggers/http/register.ts";
import { registerTimers } from "./triggers/timers/register.ts";

/** One orchestrator per kind of operation, all with the same body. */
export const orchestrators: OrchestratorTable = {
  "vm-resize": runOperation,
  followOperation,
  cancelOperation,
  holdLease,
  admitToLease,
  renewLease,
  releaseLease,
  breakLease,
  sweepLeases,
};

export const entities = [
  resourceLeaseEntity,
  targetTurnEntity,
  operationRecordEntity,
  toolLeaseEntity,
  throttleEntity,
] as const;

/** Once per load of the app, before its first invocation. */
export function registerApp(parts: {
  readonly azure: AzurePorts;
  readonly clock: Clock;
  readonly settings: HttpSettings;
}): void {
  const { azure, clock, settings } = parts;
  const orchestrations = (invocation: InvocationContext) => orchestrationPortOf(invocation, clock);
  const survey = (invocation: InvocationContext) =>
    createSurveyLeases({ orchestrations: orchestrations(invocation), clock });
  registerDurableFunctions({
    orchestrators,
    entities,
    activities: {
      planOperation: createPlanOperation({ ...azure, clock }),
      submitStep: createSubmitStep({ ...azure, clock }),
      lookAtOperation: createLookAtOperation({ ...azure, clock }),
      lookAtResources: createLookAtResources({ ...azure, clock }),
      lookAtLocks: createLookAtLocks({ ...azure, clock }),
      judgeRefusal: createJudgeRefusal(),
      surveyLeases: (input, invocation) => survey(invocation)(input),
      wakeWaiters: (input, invocation) =>
        createWakeWaiters({ waiters: wakePortOf(invocation) })(input),
    },
  });
  registerHttpTriggers({
    orchestrations,
    clientInput: durableClientInput(),
    azure,
    clock,
    settings,
  });
  registerTimers({
    sweep: (invocation) => ({
      survey: survey(invocation),
      orchestrations: orchestrations(invocation),
    }),
    clientInput: durableClientInput(),
  });
}
