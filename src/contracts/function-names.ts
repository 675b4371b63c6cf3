// The names under which functions are registered. They are stored in running histories: never reuse
// or rename one, only retire it. Each stands here once, with what it takes and gives.

import type { OperationRequest } from "../domain/operation-request.ts";
import type { OperationReport } from "../domain/outcome.ts";
import type { Verdict } from "../domain/verdict.ts";
import type {
  JudgeInput,
  LookAnswer,
  LookAtLocksAnswer,
  LookAtLocksInput,
  LookInput,
  PlanOperationAnswer,
  PlanOperationInput,
  SubmitStepAnswer,
  SubmitStepInput,
  WakeInput,
} from "./activity-messages.ts";
import type { CancelInput } from "./cancel-messages.ts";
import type { FollowAnswer, FollowInput } from "./follow-messages.ts";
import type { LeaseAnswers, LeaseCommands } from "./lease-messages.ts";
import type { RecordAnswers, RecordCommands } from "./operation-record-messages.ts";
import type { SurveyAnswer, SurveyInput, SweepEnd, SweepInput } from "./sweep-messages.ts";
import type { ThrottleAnswers, ThrottleCommands } from "./throttle-messages.ts";
import type {
  AdmitToLeaseEnd,
  AdmitToLeaseInput,
  BreakLeaseEnd,
  BreakLeaseInput,
  HoldLeaseEnd,
  HoldLeaseInput,
  LookAtResourcesAnswer,
  LookAtResourcesInput,
  ReleaseLeaseEnd,
  ReleaseLeaseInput,
  RenewLeaseEnd,
  RenewLeaseInput,
  ToolLeaseAnswers,
  ToolLeaseCommands,
} from "./tool-lease-messages.ts";
import type { TurnAnswers, TurnCommands } from "./turn-messages.ts";

/** Orchestrations. One per operation kind, so that histories and metrics carry the kind. */
export interface Orchestrations {
  readonly "vm-resize": { readonly input: OperationRequest; readonly output: OperationReport };
  readonly followOperation: { readonly input: FollowInput; readonly output: FollowAnswer };
  readonly cancelOperation: {
    readonly input: CancelInput;
    readonly output: RecordAnswers["cancel"];
  };
  readonly sweepLeases: { readonly input: SweepInput; readonly output: SweepEnd };
  readonly holdLease: { readonly input: HoldLeaseInput; readonly output: HoldLeaseEnd };
  readonly admitToLease: { readonly input: AdmitToLeaseInput; readonly output: AdmitToLeaseEnd };
  readonly renewLease: { readonly input: RenewLeaseInput; readonly output: RenewLeaseEnd };
  readonly releaseLease: { readonly input: ReleaseLeaseInput; readonly output: ReleaseLeaseEnd };
  readonly breakLease: { readonly input: BreakLeaseInput; readonly output: BreakLeaseEnd };
}

export interface Activities {
  readonly planOperation: {
    readonly input: PlanOperationInput;
    readonly output: PlanOperationAnswer;
  };
  readonly submitStep: { readonly input: SubmitStepInput; readonly output: SubmitStepAnswer };
  readonly lookAtOperation: { readonly input: LookInput; readonly output: LookAnswer };
  readonly lookAtResources: {
    readonly input: LookAtResourcesInput;
    readonly output: LookAtResourcesAnswer;
  };
  readonly lookAtLocks: { readonly input: LookAtLocksInput; readonly output: LookAtLocksAnswer };
  readonly judgeRefusal: { readonly input: JudgeInput; readonly output: Verdict };
  readonly surveyLeases: { readonly input: SurveyInput; readonly output: SurveyAnswer };
  /** Answers how many events were delivered. */
  readonly wakeWaiters: { readonly input: WakeInput; readonly output: number };
}

/** Entities: the commands each takes and what it answers, by command name. */
export interface Entities {
  readonly resourceLease: { readonly commands: LeaseCommands; readonly answers: LeaseAnswers };
  readonly targetTurn: { readonly commands: TurnCommands; readonly answers: TurnAnswers };
  readonly operationRecord: { readonly commands: RecordCommands; readonly answers: RecordAnswers };
  readonly toolLease: {
    readonly commands: ToolLeaseCommands;
    readonly answers: ToolLeaseAnswers;
  };
  readonly throttle: { readonly commands: ThrottleCommands; readonly answers: ThrottleAnswers };
}

export const orchestrationNames = [
  "vm-resize",
  "followOperation",
  "cancelOperation",
  "sweepLeases",
  "holdLease",
  "admitToLease",
  "renewLease",
  "releaseLease",
  "breakLease",
] as const satisfies readonly (keyof Orchestrations)[];

export const activityNames = [
  "planOperation",
  "submitStep",
  "lookAtOperation",
  "judgeRefusal",
  "wakeWaiters",
  "surveyLeases",
  "lookAtResources",
  "lookAtLocks",
] as const satisfies readonly (keyof Activities)[];

export const entityNames = [
  "resourceLease",
  "targetTurn",
  "operationRecord",
  "toolLease",
  "throttle",
] as const satisfies readonly (keyof Entities)[];

/** HTTP functions. */
export const triggerNames = [
  "httpStartOperation",
  "httpReadOperation",
  "httpListOperations",
  "httpCancelOperation",
  "httpReadResource",
  "unknownRoute",
  "httpListLeases",
  "httpTakeLease",
  "httpReadLease",
  "httpRenewLease",
  "httpReleaseLease",
  "httpBreakLease",
  "httpClassify",
] as const;

/** Timer functions. */
export const timerNames = ["timerSweepLeases"] as const;
