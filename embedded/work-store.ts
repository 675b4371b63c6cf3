/**
 * Reads and writes of what orchestrations have started: activities, timers and messages to entities,
 * and of the entities themselves. The rules of store.ts hold here too.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { z } from "zod";
import type { EntityRequest } from "./history.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import { behindPrefix } from "./store.ts";

const nullableText = z.string().nullable();

const activitySchema = z
  .object({
    id: z.number(),
    instance_id: z.string(),
    execution_id: z.string(),
    task_id: z.number(),
    name: z.string(),
    input: nullableText,
  })
  .transform((row) => ({
    id: row.id,
    instanceId: row.instance_id,
    executionId: row.execution_id,
    taskId: row.task_id,
    name: row.name,
    input: row.input,
  }));

export type ActivityRow = z.output<typeof activitySchema>;

const timerSchema = z
  .object({
    id: z.number(),
    instance_id: z.string(),
    execution_id: z.string(),
    task_id: z.number(),
    fire_at: z.number(),
    event: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    instanceId: row.instance_id,
    executionId: row.execution_id,
    taskId: row.task_id,
    fireAtMs: row.fire_at,
    /** JSON text of the TimerFired event. */
    event: row.event,
  }));

export type TimerRow = z.output<typeof timerSchema>;

const entitySchema = z
  .object({ id: z.string(), state: nullableText, updated_at: z.string() })
  .transform((row) => ({ id: row.id, state: row.state, updatedAt: row.updated_at }));

export type EntityRow = z.output<typeof entitySchema>;

const requestSchema = z.object({ id: z.number(), request: z.string() });

export class WorkStore {
  readonly #statements: PreparedStatements;

  constructor(sqlite: DatabaseSync) {
    this.#statements = new PreparedStatements(sqlite);
  }

  #sql(text: string): StatementSync {
    return this.#statements.of(text);
  }

  addActivity(row: Omit<ActivityRow, "id">): number {
    const added = this.#sql(
      "INSERT INTO activities (instance_id, execution_id, task_id, name, input) " +
        "VALUES (?, ?, ?, ?, ?)",
    ).run(row.instanceId, row.executionId, row.taskId, row.name, row.input);
    return Number(added.lastInsertRowid);
  }

  activity(id: number): ActivityRow | undefined {
    const row = this.#sql("SELECT * FROM activities WHERE id = ?").get(id);
    return row === undefined ? undefined : activitySchema.parse(row);
  }

  activityIds(): readonly number[] {
    const rows = this.#sql("SELECT id FROM activities ORDER BY id").all();
    return rows.map((row) => Number(row["id"]));
  }

  /** Answers whether the row was still there: a result counts once. */
  removeActivity(id: number): boolean {
    return this.#sql("DELETE FROM activities WHERE id = ?").run(id).changes > 0;
  }

  dropActivities(instanceId: string): void {
    this.#sql("DELETE FROM activities WHERE instance_id = ?").run(instanceId);
  }

  addTimer(row: Omit<TimerRow, "id">): void {
    this.#sql(
      "INSERT INTO timers (instance_id, execution_id, task_id, fire_at, event) " +
        "VALUES (?, ?, ?, ?, ?)",
    ).run(row.instanceId, row.executionId, row.taskId, row.fireAtMs, row.event);
  }

  removeTimer(instanceId: string, taskId: number): void {
    this.#sql("DELETE FROM timers WHERE instance_id = ? AND task_id = ?").run(instanceId, taskId);
  }

  /** Takes out the timers that are due, in the order of their time and then of their making. */
  takeDueTimers(nowMs: number): readonly TimerRow[] {
    const rows = this.#sql("SELECT * FROM timers WHERE fire_at <= ? ORDER BY fire_at, id").all(
      nowMs,
    );
    if (rows.length > 0) this.#sql("DELETE FROM timers WHERE fire_at <= ?").run(nowMs);
    return rows.map((row) => timerSchema.parse(row));
  }

  nextTimerAt(): number | undefined {
    const row = this.#sql("SELECT MIN(fire_at) AS at FROM timers").get();
    return z.object({ at: z.number().nullable() }).parse(row).at ?? undefined;
  }

  sendToEntity(entityId: string, request: EntityRequest): void {
    this.#sql("INSERT INTO entity_inbox (entity_id, request) VALUES (?, ?)").run(
      entityId,
      JSON.stringify(request),
    );
  }

  entityInbox(
    entityId: string,
    limit: number,
  ): readonly { readonly id: number; readonly request: EntityRequest }[] {
    const rows = this.#sql(
      "SELECT id, request FROM entity_inbox WHERE entity_id = ? ORDER BY id LIMIT ?",
    ).all(entityId, limit);
    return rows.map((raw) => {
      const row = requestSchema.parse(raw);
      // The cast is safe: only `sendToEntity` writes this column.
      return { id: row.id, request: JSON.parse(row.request) as EntityRequest };
    });
  }

  removeEntityInbox(ids: readonly number[]): void {
    const remove = this.#sql("DELETE FROM entity_inbox WHERE id = ?");
    for (const id of ids) remove.run(id);
  }

  entitiesWithWork(): readonly string[] {
    const rows = this.#sql(
      "SELECT entity_id FROM entity_inbox GROUP BY entity_id ORDER BY MIN(id)",
    ).all();
    return rows.map((row) => String(row["entity_id"]));
  }

  entity(id: string): EntityRow | undefined {
    const row = this.#sql("SELECT * FROM entities WHERE id = ?").get(id);
    return row === undefined ? undefined : entitySchema.parse(row);
  }

  /** In the order of their IDs, from one on, as long as they begin with the prefix. */
  entitiesFrom(id: string, prefix: string, limit = -1): readonly EntityRow[] {
    const rows = this.#sql(
      "SELECT * FROM entities WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
    ).all(id, behindPrefix(prefix), limit);
    return rows.map((row) => entitySchema.parse(row));
  }

  putEntity(row: EntityRow): void {
    this.#sql("INSERT OR REPLACE INTO entities (id, state, updated_at) VALUES (?, ?, ?)").run(
      row.id,
      row.state,
      row.updatedAt,
    );
  }

  removeEntity(id: string): void {
    this.#sql("DELETE FROM entities WHERE id = ?").run(id);
  }
}
