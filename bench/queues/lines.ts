// Two kinds of line to be measured with many in them, a lease's and a turn's: how each is filled, and
// the command whose cost is measured then: that of the last in line, who asks again.

import { entityKeyOf } from "../../src/contracts/lease-messages.ts";
import type { LeaseCommands, LeaseOwner } from "../../src/contracts/lease-messages.ts";
import type { TurnCommands } from "../../src/contracts/turn-messages.ts";
import { addMs } from "../../src/domain/instant.ts";
import type { Instant } from "../../src/domain/instant.ts";

const hourMs = 60 * 60_000;

/** The first in line holds the lease or has the turn. */
export function acquireOf(line: string, place: number, at: Instant): LeaseCommands["acquire"] {
  return {
    resourceId: resourceOf(line),
    mode: "exclusive",
    owner: ownerOf(line, place),
    commandId: 1,
    whenBusy: "queue",
    at,
    leaseMs: hourMs,
    waitEvent: `lease-${place}`,
    waitUntil: addMs(at, 8 * hourMs),
  };
}

export function enterOf(line: string, place: number, at: Instant): TurnCommands["enter"] {
  return {
    resourceId: resourceOf(line),
    ticket: {
      owner: ownerOf(line, place),
      effectDigest: String(place).padStart(64, "0"),
      dryRun: false,
      holdUntil: addMs(at, 8 * hourMs),
    },
    whenBusy: "queue",
    at,
    waitEvent: `turn-${place}`,
  };
}

export function keyOf(line: string): string {
  return entityKeyOf(resourceOf(line));
}

/** Names as long as real ones. */
function ownerOf(line: string, place: number): LeaseOwner {
  const id = `op-${`${line}${place}`.padStart(32, "0")}`;
  return {
    id: `${id}/00000000-0000-4000-8000-000000000000`,
    operationId: id,
    instanceId: id,
    kind: "vm-resize",
    principal: {
      id: `11111111-0000-4000-8000-${String(place).padStart(12, "0")}`,
      name: "pipeline",
    },
    purpose: `vm-resize of ${line}`,
  };
}

function resourceOf(line: string): string {
  return `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/bench-rg/providers/Microsoft.Compute/virtualMachines/${line}`;
}
