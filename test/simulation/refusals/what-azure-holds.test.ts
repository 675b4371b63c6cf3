// What stands in the way is in Azure itself, and not only in one answer: a lock, a missing permission, a
// quota, no room. It may be in the way of the undo, too; then it is told exactly what is left behind.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import { atOnce, groupScope, noQuota } from "../../support/azure-says.ts";
import {
  aFaultWorld,
  lastReadOfPlan,
  lockBody,
  lockPath,
  newSize,
  oldSize,
  plainWrites,
  writeMatch,
} from "../../support/fault-scene.ts";
import { expectRefused, named, putBack, resized, untouched } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";
import { appPrincipal, vmPath } from "../../support/system.ts";

const lockIt = { method: "PUT", path: lockPath, body: lockBody, principal: "auditor" };
const startIt = `az vm start --ids ${vmPath}`;
const resizeIt = `az vm resize --ids ${vmPath} --size ${oldSize}`;
const down = { power: "deallocated", boots: 0 };

/** Somebody locks the machine some time after such a request of ours. */
function lockedAfter(match: Fault["match"], afterMs = 0): Fault {
  return { match, effect: { kind: "actor", request: lockIt, afterMs } };
}

const locks: readonly RefusedResize[] = [
  {
    name: "that is there already is told with its name and scope, and nothing is sent",
    world: aFaultWorld({
      locks: [{ scope: groupScope, name: "freeze", level: "ReadOnly", notes: "until Monday" }],
    }),
    refused: [],
    writes: [],
    ends: {
      outcome: "refused",
      class: "management-lock",
      names: ["freeze", groupScope],
      next: ["az lock delete"],
      machine: untouched,
    },
  },
  {
    name: "that is put between the plan and the first write refuses it once",
    refused: [lockedAfter(lastReadOfPlan)],
    writes: ["deallocate 409"],
    ends: {
      outcome: "refused",
      class: "management-lock",
      names: ["ScopeLocked", vmPath],
      next: ["az lock list"],
      machine: untouched,
    },
  },
  {
    name: "that is put while the machine is being deallocated leaves it down",
    refused: [lockedAfter(writeMatch.deallocate, 10_000)],
    writes: ["deallocate 202", `${newSize} 409`, "start 409"],
    ends: {
      outcome: "stuck",
      class: "management-lock",
      names: ["ScopeLocked", vmPath],
      commands: [startIt],
      machine: { size: oldSize, ...down },
    },
  },
  {
    name: "that is put while the size is being set leaves it down in its new size",
    refused: [lockedAfter(writeMatch.resize, 2_000)],
    writes: ["deallocate 202", `${newSize} 200`, "start 409", `${oldSize} 409`, "start 409"],
    ends: {
      outcome: "stuck",
      class: "management-lock",
      names: ["ScopeLocked", vmPath],
      commands: [resizeIt, startIt],
      machine: { size: newSize, ...down },
    },
  },
  {
    name: "that is put while the machine is being started comes too late",
    refused: [lockedAfter(writeMatch.start, 2_000)],
    writes: plainWrites,
    ends: { outcome: "succeeded", class: null, machine: resized },
  },
  {
    name: "that forbids deletion only is in nobody's way",
    world: aFaultWorld({ locks: [{ scope: groupScope, name: "keep", level: "CanNotDelete" }] }),
    refused: [],
    writes: plainWrites,
    ends: { outcome: "succeeded", class: null, machine: resized },
  },
];

describe("a lock", () => {
  it.each(named(locks))("%s, and is never removed", async (_name, row) => {
    const { system } = await expectRefused(row);
    expect(system.azure.dump().locks).toHaveLength(1);
  });
});

const type = "Microsoft.Compute/virtualMachines";

function denied(action: string): Pick<RefusedResize, "world" | "refused"> {
  const denials = [{ principal: appPrincipal, action: `${type}/${action}` }];
  return { world: aFaultWorld({ denials }), refused: [] };
}

const permissions: readonly RefusedResize[] = [
  {
    name: "to read is told, and nothing is sent",
    ...denied("read"),
    writes: [],
    ends: {
      outcome: "refused",
      class: "authorization",
      next: [`${type}/read`, vmPath],
      machine: untouched,
    },
  },
  {
    name: "to deallocate is told after one try",
    ...denied("deallocate/action"),
    writes: ["deallocate 403"],
    ends: {
      outcome: "refused",
      class: "authorization",
      next: [`${type}/deallocate/action`, vmPath],
      machine: untouched,
    },
  },
  {
    name: "to change the size starts the machine again",
    ...denied("write"),
    writes: ["deallocate 202", `${newSize} 403`, "start 202"],
    ends: {
      outcome: "refused",
      class: "authorization",
      next: [`${type}/write`, vmPath],
      machine: putBack,
    },
  },
  {
    name: "to start leaves it down in its old size, because the undo may not start it either",
    ...denied("start/action"),
    writes: ["deallocate 202", `${newSize} 200`, "start 403", `${oldSize} 200`, "start 403"],
    ends: {
      outcome: "stuck",
      class: "authorization",
      commands: [startIt],
      machine: { size: oldSize, ...down },
    },
  },
];

describe("a missing permission", () => {
  it.each(named(permissions))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});

const noRoomForIt = { world: aFaultWorld({ exhaustedSizes: [{ size: newSize }] }) };

const limits: readonly RefusedResize[] = [
  {
    name: "of cores that is told at the resize starts the machine again in its old size",
    world: aFaultWorld({ quotas: [{ family: "standardDSv5Family", limit: 3 }] }),
    refused: [],
    writes: ["deallocate 202", `${newSize} 409`, "start 202"],
    ends: {
      outcome: "refused",
      class: "quota",
      names: ["standardDSv5Family", "Current Limit: 3", "Required: 4"],
      next: ["az vm list-usage --location westeurope"],
      machine: putBack,
    },
  },
  {
    name: "of room for the new size gives back the old one, running",
    ...noRoomForIt,
    refused: [],
    writes: [...plainWrites, `${oldSize} 200`, "start 202"],
    ends: { outcome: "failed", class: "capacity", names: ["AllocationFailed"], machine: putBack },
  },
  {
    name: "of room, and then of cores for the way back, is told with the commands, newest first",
    ...noRoomForIt,
    refused: [{ match: writeMatch.resize, occurrence: { nth: 2 }, effect: atOnce(noQuota) }],
    writes: [...plainWrites, `${oldSize} 409`, "start 202"],
    ends: {
      outcome: "stuck",
      class: "capacity",
      names: ["AllocationFailed", "standardDSv5Family"],
      commands: [resizeIt, startIt],
      machine: { size: newSize, ...down },
    },
  },
];

describe("a limit", () => {
  it.each(named(limits))("%s", async (_name, row) => {
    await expectRefused(row);
  });
});
