// What is shown of a lease to whoever asks.

import { expect, it } from "vitest";
import { emptyLease, leaseViewOf } from "../../../src/contracts/lease-state.ts";
import type { LeaseState } from "../../../src/contracts/lease-state.ts";

const at = "2026-01-05T08:00:00.000Z";
const vmId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/api-01";

it("tells of an open operation whether Azure has taken it, but not its address, which carries signatures", () => {
  const operation = {
    stepId: "deallocate",
    write: { kind: "vm-deallocate", resourceId: vmId },
    clientRequestId: "00000000-0000-8000-8000-000000000001",
    intendedAt: at,
    address: {
      asyncOperation: "https://management.azure.com/operations/1?s=SIGNED",
      location: null,
    },
    undoCommands: [`az vm start --ids ${vmId}`],
  } as const;
  const state: LeaseState = {
    ...emptyLease,
    resourceId: vmId,
    lastFencing: 1,
    open: [
      { ownerId: "op-1/1", fencing: 1, operation },
      {
        ownerId: "op-1/1",
        fencing: 1,
        operation: { ...operation, stepId: "start", address: null },
      },
    ],
  };
  const view = leaseViewOf(state, at);
  expect(view.open).toMatchObject([
    { stepId: "deallocate", accepted: true, undoCommands: operation.undoCommands },
    { stepId: "start", accepted: false },
  ]);
  expect(JSON.stringify(view)).not.toContain("SIGNED");
});
