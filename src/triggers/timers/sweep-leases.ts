// The timer that keeps leases and turns swept. Once a minute it looks whether anything is to be swept, and
// only then starts the orchestration that does it: on a system where all is well nothing is written.

import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import type { SurveyAnswer, SurveyInput } from "../../contracts/sweep-messages.ts";
import { sweepInstanceId, sweepStart } from "../../contracts/sweep-messages.ts";

export interface SweepPorts {
  readonly survey: (input: SurveyInput) => Promise<SurveyAnswer>;
  readonly orchestrations: Pick<OrchestrationPort, "begin">;
  readonly log: (sentence: string) => void;
}

/** `running`: the sweep of before is still at work. */
export async function startSweep(ports: SweepPorts): Promise<"nothing" | "started" | "running"> {
  const { found, place, next, unreadable } = await ports.survey({ from: sweepStart });
  if (unreadable > 0) {
    ports.log(
      `${unreadable} of the states of leases and turns cannot be read; they are not swept.`,
    );
  }
  // Where there are more than one survey walks over, the orchestration goes on.
  const from = found.length > 0 ? place : next;
  if (from === null) return "nothing";
  const begun = await ports.orchestrations.begin("sweepLeases", {
    id: sweepInstanceId,
    input: { from },
  });
  return begun === "started" ? "started" : "running";
}
