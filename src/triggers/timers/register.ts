// Registers the timer functions.

import { app } from "@azure/functions";
import type { FunctionInput, InvocationContext } from "@azure/functions";
import { startSweep } from "./sweep-leases.ts";
import type { SweepPorts } from "./sweep-leases.ts";

export interface TimerOptions {
  readonly sweep: (invocation: InvocationContext) => Omit<SweepPorts, "log">;
  /** The input by which an invocation gets its durable client. */
  readonly clientInput: FunctionInput;
}

/** Once per process, before the app starts. */
export function registerTimers(options: TimerOptions): void {
  app.timer("timerSweepLeases", {
    // NCRONTAB, seconds first: at the start of every minute.
    schedule: "0 * * * * *",
    // A run that was missed is not owed, as each looks at everything; so no run has to be recorded.
    useMonitor: false,
    runOnStartup: false,
    extraInputs: [options.clientInput],
    handler: async (_timer, invocation) => {
      const log = (sentence: string): void => invocation.warn(sentence);
      await startSweep({ ...options.sweep(invocation), log });
    },
  });
}
