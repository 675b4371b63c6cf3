// The incident that Interlock is for. A size is wanted that the machine's present hardware does not
// offer, so it has to be deallocated first; and three callers want the machine at the same moment.

import type { Caller } from "../../src/cli/local-service.ts";
import { sampleMachineId } from "../../src/cli/sample-world.ts";
import type { StartOperationBody } from "../../src/contracts/http-shapes.ts";

export const machine = sampleMachineId("api-01");
export const wantedSize = "Standard_D4s_v5";
export const otherSize = "Standard_D8s_v5";

export interface Wish {
  readonly caller: Caller;
  readonly body: StartOperationBody;
  /** For people. */
  readonly words: string;
}

function wish(name: string, size: string, whenBusy: "queue" | "join"): Wish {
  return {
    caller: { id: `local:${name}`, name },
    body: {
      kind: "vm-resize",
      target: machine,
      parameters: { size },
      accept: ["downtime"],
      whenBusy,
      deadline: "PT2H",
    },
    words: whenBusy === "join" ? `${size}, or join whoever does the same` : size,
  };
}

/** In the order in which they are sent. */
export const wishes = {
  first: wish("pipeline", wantedSize, "queue"),
  same: wish("runbook", wantedSize, "join"),
  other: wish("autoscaler", otherSize, "queue"),
} as const;
