// Operations as the API tells them, with good defaults.
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import type { OperationReport, TimelineEntry } from "../../src/domain/outcome.ts";
import { aBareReport } from "./operation-report.ts";
import { aVmState, vmId } from "./vm-observation.ts";

export const aView = (change: Partial<OperationView> = {}): OperationView => ({
  id: "op-0123456789abcdef0123456789abcdef",
  kind: "vm-resize",
  target: vmId,
  parameters: { size: "Standard_D4s_v5" },
  accept: ["downtime"],
  whenBusy: "queue",
  onLock: "refuse",
  onNoCapacity: "go-back",
  dryRun: false,
  deadlineAt: "2026-01-05T12:00:00.000Z",
  principal: { id: "local:alice", name: "alice" },
  acceptedAt: "2026-01-05T08:00:00.000Z",
  correlationId: "11111111-0000-4000-8000-000000000002",
  status: "ended",
  outcome: "succeeded",
  progress: null,
  report: aReport(),
  source: "record",
  ...change,
});

export function aReport(change: Partial<OperationReport> = {}): OperationReport {
  return aBareReport({
    before: aVmState(),
    after: aVmState({ size: "Standard_D4s_v5" }),
    steps: [
      {
        id: "deallocate",
        title: "Deallocate the virtual machine",
        phase: "forward",
        startedAt: "2026-01-05T08:00:02.000Z",
        endedAt: "2026-01-05T08:01:07.000Z",
        result: "done",
        submissions: 1,
        fencing: 5,
      },
    ],
    timeline: [anEntry("08:00:02", "submitted")],
    endedAt: "2026-01-05T08:02:03.000Z",
    ...change,
  });
}

export const anEntry = (time: string, event: string): TimelineEntry => ({
  at: `2026-01-05T${time}.000Z`,
  event,
  sentence: `It is ${event}.`,
  stepId: null,
});
