// What the faults that a request meets have in mind for the operation it starts.

import { UNSCRIPTED } from "./core/vm-work.ts";
import type { OperationScript } from "./core/vm-work.ts";
import type { FiredFault } from "./fault-engine.ts";

export function scriptOf(faults: readonly FiredFault[]): OperationScript {
  return faults.reduce(withFault, UNSCRIPTED);
}

function withFault(script: OperationScript, fault: FiredFault): OperationScript {
  const { effect } = fault;
  switch (effect.kind) {
    case "lro-fail": {
      const { status, code, message, afterMs, takesEffect } = effect;
      return { ...script, ending: { status, code, message, afterMs, takesEffect } };
    }
    case "lro-stall":
      return {
        ...script,
        stall: (letEnd) => fault.hold(letEnd),
      };
    case "poll-gone":
      return { ...script, goneFromPoll: effect.fromPoll };
    case "capacity":
      return { ...script, noRoomFor: effect.size ?? "*" };
    case "answer":
    case "throttle":
    case "drop-before":
    case "drop-after":
    case "withhold-before":
    case "withhold-after":
    case "duplicate":
    case "delay":
    case "actor":
      return script;
  }
}
