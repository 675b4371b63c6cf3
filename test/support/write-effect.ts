// How a machine shows while Azure does a write, and afterwards.

import type { ArmWrite } from "../../src/domain/arm-write.ts";
import type { PowerState, VmState } from "../../src/domain/observation.ts";

interface Effect {
  readonly during: Partial<VmState>;
  readonly afterwards: Partial<VmState>;
}

export function effectOf(write: ArmWrite): Effect {
  switch (write.kind) {
    case "vm-start":
      return through("starting", "running");
    case "vm-power-off":
      return through("stopping", "stopped");
    case "vm-deallocate":
      return through("deallocating", "deallocated");
    case "vm-set-size":
      return {
        during: { provisioningState: "Updating" },
        afterwards: { provisioningState: "Succeeded", size: write.size },
      };
  }
}

function through(during: PowerState, afterwards: PowerState): Effect {
  return {
    during: { provisioningState: "Updating", powerState: during },
    afterwards: { provisioningState: "Succeeded", powerState: afterwards },
  };
}
