/** Instances as the management API shows them to people. */
import { historyView } from "./history-view.ts";
import type { HistoryEvent } from "./history.ts";
import type { InstanceRow } from "./store.ts";
import type { EntityRow } from "./work-store.ts";

export interface StatusOptions {
  readonly showInput: boolean;
  readonly showHistory: boolean;
  readonly showHistoryOutput: boolean;
}

export function statusBody(
  row: InstanceRow,
  history: readonly HistoryEvent[],
  options: StatusOptions,
): object {
  // The cast is safe: only startInstance and the next generation write this column.
  const started = JSON.parse(row.startEvent) as { Input: string | null };
  return {
    name: row.name,
    instanceId: row.id,
    runtimeStatus: row.status,
    input: options.showInput ? parsed(started.Input) : null,
    customStatus: parsed(row.customStatus),
    output: parsed(row.output),
    createdTime: wholeSeconds(row.createdAt),
    lastUpdatedTime: wholeSeconds(row.updatedAt),
    ...(options.showHistory ? { historyEvents: historyView(history, options) } : {}),
  };
}

/** The extension lists an entity as an orchestration that is always running. */
export function entityStatusBody(row: EntityRow, showInput: boolean): object {
  const { name } = { name: row.id.slice(0, row.id.indexOf("@", 1)) };
  return {
    name,
    instanceId: row.id,
    runtimeStatus: "Running",
    input: showInput ? { exists: true, state: row.state } : null,
    customStatus: null,
    output: null,
    createdTime: wholeSeconds(row.updatedAt),
    lastUpdatedTime: wholeSeconds(row.updatedAt),
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}

/** Times in a status have no fraction of a second. */
function wholeSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, "Z");
}
