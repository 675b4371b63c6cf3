/** What an orchestrator can start: the replay finds it, the outbox records it and sets it going. */

/** Something an orchestrator asks for, not yet in its history. */
export type ScheduledAction =
  | {
      readonly kind: "activity";
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
    }
  | {
      readonly kind: "sub-orchestration";
      readonly id: number;
      readonly name: string;
      readonly instanceId: string;
      readonly version: string | null;
      readonly input: unknown;
    }
  | {
      readonly kind: "timer";
      readonly id: number;
      readonly fireAt: string;
      /** A timer that was cancelled in the episode that made it is recorded, but waited for by none. */
      readonly cancelled: boolean;
    }
  | {
      readonly kind: "entity";
      readonly id: number;
      readonly entityId: string;
      readonly operation: string;
      readonly input: unknown;
      readonly signal: boolean;
    };
