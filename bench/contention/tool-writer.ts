// A tool from outside that writes to a machine as such tools do: sends, and looks at the machine until
// Azure is done with it. It stops writing as soon as it is told that it holds the machine no more.

import type { Ground } from "./ground.ts";

const apiVersion = "api-version=2024-07-01";
const lookAgainMs = 8_000;
const looksMax = 200;

export interface ToolWrites {
  readonly as: string;
  readonly machineId: string;
  /** Sent along, where the tool holds the machine itself. */
  readonly fencing: number | null;
  /** Renews what it holds when there is little left of it; false when it holds nothing any more. */
  readonly mayWrite: () => Promise<boolean>;
  readonly onWritten: () => void;
}

/** Takes the machine down and up again, or the other way round. Answers whether it got to the end. */
export async function powerCycle(ground: Ground, writes: ToolWrites): Promise<boolean> {
  const found = await settledPower(ground, writes);
  if (found === null) return false;
  const actions = found === "deallocated" ? ["start", "deallocate"] : ["deallocate", "start"];
  for (const action of actions) {
    if (!(await writes.mayWrite())) return false;
    await send(ground, writes, action);
    if ((await settledPower(ground, writes)) === null) return false;
  }
  return true;
}

export async function send(ground: Ground, writes: ToolWrites, action: string): Promise<void> {
  const { as, machineId, fencing } = writes;
  const path = `${machineId}/${action}?${apiVersion}`;
  const numbered = fencing === null ? {} : { fencing };
  writes.onWritten();
  try {
    await ground.sendToAzure({ as, method: "POST", path, ...numbered });
  } catch {
    // Whether it was done is what the looks at the machine tell.
  }
}

/** The machine's power once Azure has done with it; null when that does not come, or the lease went. */
async function settledPower(ground: Ground, writes: ToolWrites): Promise<string | null> {
  const path = `${writes.machineId}?$expand=instanceView&${apiVersion}`;
  for (let looks = 0; looks < looksMax; looks += 1) {
    const state = await read(ground, writes.as, path);
    if (state !== null && isSettled(state)) return state.power;
    if (!(await writes.mayWrite())) return null;
    await ground.pause(lookAgainMs);
  }
  return null;
}

interface MachineState {
  readonly provisioning: string;
  readonly power: string;
}

async function read(ground: Ground, as: string, path: string): Promise<MachineState | null> {
  try {
    const { status, body } = await ground.sendToAzure({ as, method: "GET", path });
    if (status !== 200) return null;
    // The cast names what Azure answers for a machine.
    const { properties } = body as {
      readonly properties: {
        readonly provisioningState: string;
        readonly instanceView?: { readonly statuses?: readonly { readonly code: string }[] };
      };
    };
    const codes = properties.instanceView?.statuses ?? [];
    const power = codes.map(({ code }) => /^PowerState\/(\w+)$/.exec(code)?.[1]).find(Boolean);
    return { provisioning: properties.provisioningState, power: power ?? "unknown" };
  } catch {
    return null;
  }
}

function isSettled({ provisioning, power }: MachineState): boolean {
  return (
    ["Succeeded", "Failed", "Canceled"].includes(provisioning) &&
    ["running", "stopped", "deallocated"].includes(power)
  );
}
