/**
 * Reads and writes of orchestrations in SQL, and nothing else. Every write is to be called inside
 * `Database.transact`; reads may happen at any time and see what has been committed.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { z } from "zod";
import type { HistoryEvent, IncomingEvent } from "./history.ts";
import { PreparedStatements } from "./prepared-statements.ts";

export type RuntimeStatus = "Pending" | "Running" | "Completed" | "Failed" | "Terminated";

export interface InstanceRow {
  readonly id: string;
  readonly executionId: string;
  readonly name: string;
  readonly version: string | null;
  readonly status: RuntimeStatus;
  /** JSON text of the ExecutionStarted event of the present generation. */
  readonly startEvent: string;
  /** JSON text. */
  readonly output: string | null;
  /** JSON text. */
  readonly customStatus: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const nullableText = z.string().nullable();
const instanceSchema = z
  .object({
    id: z.string(),
    execution_id: z.string(),
    name: z.string(),
    version: nullableText,
    status: z.enum(["Pending", "Running", "Completed", "Failed", "Terminated"]),
    start_event: z.string(),
    output: nullableText,
    custom_status: nullableText,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .transform((row): InstanceRow => ({
    id: row.id,
    executionId: row.execution_id,
    name: row.name,
    version: row.version,
    status: row.status,
    startEvent: row.start_event,
    output: row.output,
    customStatus: row.custom_status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

const inboxSchema = z.object({
  id: z.number(),
  execution_id: nullableText,
  event: z.string(),
});

export interface InboxRow {
  readonly id: number;
  /** Null for messages that are meant for whatever generation is running. */
  readonly executionId: string | null;
  readonly event: IncomingEvent;
}

/** What sorts behind every ID that begins with the prefix: no ID has a character behind the last one
 * of Unicode. */
export function behindPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

export function isFinished(status: RuntimeStatus): boolean {
  return status === "Completed" || status === "Failed" || status === "Terminated";
}

export class InstanceStore {
  readonly #statements: PreparedStatements;

  constructor(sqlite: DatabaseSync) {
    this.#statements = new PreparedStatements(sqlite);
  }

  #sql(text: string): StatementSync {
    return this.#statements.of(text);
  }

  find(id: string): InstanceRow | undefined {
    const row = this.#sql("SELECT * FROM instances WHERE id = ?").get(id);
    return row === undefined ? undefined : instanceSchema.parse(row);
  }

  all(): readonly InstanceRow[] {
    const rows = this.#sql("SELECT * FROM instances ORDER BY id").all();
    return rows.map((row) => instanceSchema.parse(row));
  }

  /** In the order of their IDs, from one on, as long as they begin with the prefix. */
  from(id: string, prefix: string): readonly InstanceRow[] {
    const rows = this.#sql("SELECT * FROM instances WHERE id >= ? AND id < ? ORDER BY id").all(
      id,
      behindPrefix(prefix),
    );
    return rows.map((row) => instanceSchema.parse(row));
  }

  /** Instances that have something to do: not begun, or with something in their inbox. */
  withWork(): readonly string[] {
    const rows = this.#sql(
      "SELECT id FROM instances WHERE status IN ('Pending', 'Running') AND " +
        "(NOT EXISTS (SELECT 1 FROM history WHERE instance_id = instances.id) " +
        "OR EXISTS (SELECT 1 FROM inbox WHERE instance_id = instances.id)) ORDER BY created_at, id",
    ).all();
    return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
  }

  /** The latest instant at which anything happened to an instance, as ISO time. */
  latestUpdate(): string | undefined {
    const row = this.#sql("SELECT MAX(updated_at) AS at FROM instances").get();
    return z.object({ at: nullableText }).parse(row).at ?? undefined;
  }

  /** Puts a new instance in the place of one that has ended under the same id, if there is one. */
  insert(row: InstanceRow): void {
    this.clear(row.id);
    this.#sql(
      "INSERT OR REPLACE INTO instances (id, execution_id, name, version, status, start_event, " +
        "output, custom_status, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ).run(
      row.id,
      row.executionId,
      row.name,
      row.version,
      row.status,
      row.startEvent,
      row.output,
      row.customStatus,
      row.createdAt,
      row.updatedAt,
    );
  }

  update(row: {
    id: string;
    status: RuntimeStatus;
    output: string | null;
    customStatus: string | null;
    updatedAt: string;
  }): void {
    this.#sql(
      "UPDATE instances SET status = ?, output = ?, custom_status = ?, updated_at = ? WHERE id = ?",
    ).run(row.status, row.output, row.customStatus, row.updatedAt, row.id);
  }

  history(id: string): readonly HistoryEvent[] {
    const rows = this.#sql("SELECT event FROM history WHERE instance_id = ? ORDER BY position").all(
      id,
    );
    // The cast is safe: only `append` writes this column.
    return rows.map((row) => JSON.parse(String(row["event"])) as HistoryEvent);
  }

  /** Adds events behind the `length` that are there. */
  append(id: string, length: number, events: readonly string[]): void {
    const insert = this.#sql("INSERT INTO history (instance_id, position, event) VALUES (?, ?, ?)");
    events.forEach((event, index) => insert.run(id, length + index, event));
  }

  inbox(id: string): readonly InboxRow[] {
    const rows = this.#sql(
      "SELECT id, execution_id, event FROM inbox WHERE instance_id = ? ORDER BY id",
    ).all(id);
    return rows.map((raw) => {
      const row = inboxSchema.parse(raw);
      // The cast is safe: only `send` writes this column.
      const event = JSON.parse(row.event) as IncomingEvent;
      return { id: row.id, executionId: row.execution_id, event };
    });
  }

  send(message: { instanceId: string; executionId: string | null; event: IncomingEvent }): void {
    this.#sql("INSERT INTO inbox (instance_id, execution_id, event) VALUES (?, ?, ?)").run(
      message.instanceId,
      message.executionId,
      JSON.stringify(message.event),
    );
  }

  removeInbox(ids: readonly number[]): void {
    const remove = this.#sql("DELETE FROM inbox WHERE id = ?");
    for (const id of ids) remove.run(id);
  }

  dropInbox(instanceId: string): void {
    this.#sql("DELETE FROM inbox WHERE instance_id = ?").run(instanceId);
  }

  dropTimers(instanceId: string): void {
    this.#sql("DELETE FROM timers WHERE instance_id = ?").run(instanceId);
  }

  dropHistory(instanceId: string): void {
    this.#sql("DELETE FROM history WHERE instance_id = ?").run(instanceId);
  }

  /** Removes an instance and everything that hangs on it but its activities. */
  remove(instanceId: string): void {
    this.clear(instanceId);
    this.#sql("DELETE FROM instances WHERE id = ?").run(instanceId);
  }

  /** Removes everything that hangs on an instance, but neither its row nor its running activities. */
  clear(instanceId: string): void {
    this.dropHistory(instanceId);
    this.dropInbox(instanceId);
    this.dropTimers(instanceId);
  }
}
