// A log line may tell of a machine's power state and of the action that was asked for, and nothing of
// why it was refused. Together the two say it: an action needs certain power states, and while one
// changes into another everything waits.

const settledStates = ["running", "stopped", "deallocated", "hibernated"] as const;
const changingStates = [
  "starting",
  "stopping",
  "deallocating",
  "creating",
  "restarting",
  "updating",
  "hibernating",
] as const;

/** The power states in which an action is accepted. Of what is not here nothing is known. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  // In place only on hardware that has the size; deallocated it always goes as far as the state.
  resize: ["deallocated"],
  swaposdisk: ["deallocated"],
  changeavailabilityset: ["deallocated"],
  changezone: ["deallocated"],
  changeproximityplacementgroup: ["deallocated"],
  encryptathost: ["deallocated"],
  addnetworkinterface: ["deallocated"],
  removenetworkinterface: ["deallocated"],
  capture: ["stopped", "deallocated"],
  generalize: ["stopped", "deallocated"],
  runcommand: ["running"],
  addextension: ["running"],
  hibernate: ["running"],
  restart: ["running"],
  redeploy: ["running"],
};

/** A sentence such as Azure writes, or null where the two are no reason. Source:
 * https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages */
export function powerStateWords(powerState: string, action: string): string | null {
  const state = stateIn(powerState);
  if (state === null) return null;
  const asked = action.slice(0, 60);
  if (changingStates.some((changing) => changing === state)) {
    return `An ongoing operation is changing the power state of the VM, which is ${state}; '${asked}' has to wait.`;
  }
  const states = accepted[action.replaceAll(/[^a-z]/gi, "").toLowerCase()];
  if (states === undefined || states.includes(state)) return null;
  return `The VM is in the power state '${state}'. It must be ${states.join(" or ")} for '${asked}'.`;
}

/** Of `VM running`, `PowerState/running`, `Running`. */
function stateIn(powerState: string): string | null {
  const words = powerState.toLowerCase();
  const known = [...changingStates, ...settledStates];
  return known.find((state) => words.endsWith(state)) ?? null;
}
