// Registers the timer functions.

import { app } from "@azure/functions";
import type { FunctionInput, InvocationContext } from "@azure/functions";
import type { timerNames } from "../../contracts/function-names.ts";
import { startSweep } from "./sweep-leases.ts";
import type { SweepPorts } from "./sweep-leases.ts";

export interface TimerOptions {
  readonly sweep: (invocation: InvocationContext) => Omit<SweepPorts, "log">;
  /** The input by which an invocation gets its durable client. */
  readonly clientInput: FunctionInput;
}

interface TimerFunction {
  /** NCRONTAB, seconds first. */
  readonly schedule: string;
  readonly run: (invocation: InvocationContext, options: TimerOptions) => Promise<unknown>;
}

const functions: Readonly<Record<(typeof timerNames)[number], TimerFunction>> = {
  timerSweepLeases: {
    schedule: "0 * * * * *",
    run: (invocation, { sweep }) =>
      startSweep({ ...sweep(invocation), log: (sentence) => invocation.warn(sentence) }),
  },
};

/** Once per process, before the app starts. */
export function registerTimers(options: TimerOptions): void {
  for (const [name, { schedule, run }] of Object.entries(functions)) {
    app.timer(name, {
      schedule,
      // A run that was missed is not owed, as each looks at everything; so no run has to be recorded.
      useMonitor: false,
      runOnStartup: false,
      extraInputs: [options.clientInput],
      handler: async (_timer, invocation) => {
        await run(invocation, options);
      },
    });
  }
}
