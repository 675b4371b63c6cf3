// What the faults that a request meets have in mind for the operation it starts.

import { UNSCRIPTED } from "./core/vm-work.ts";
import type { OperationScript } from "./core/vm-work.ts";
import type { FiredFault } from "./fault-engine.ts";

/** The address of what runs on a machine now; null where nothing does. */
export type AddressOn = (target: string) => string | null;

export function scriptOf(faults: readonly FiredFault[], addressOn: AddressOn): OperationScript {
  return faults.reduce((script, fault) => withFault(script, fault, addressOn), UNSCRIPTED);
}

function withFault(
  script: OperationScript,
  fault: FiredFault,
  addressOn: AddressOn,
): OperationScript {
  const { effect } = fault;
  switch (effect.kind) {
    case "lro-fail": {
      const { status, code, message, details, namesOperationOf, afterMs, takesEffect } = effect;
      const names = namesOperationOf === undefined ? null : () => addressOn(namesOperationOf);
      return {
        ...script,
        ending: { status, code, message, details, names, afterMs, takesEffect },
      };
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
    case "throttle-window":
    case "blocked-by":
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
