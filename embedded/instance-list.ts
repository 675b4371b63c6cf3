/** Lists instances, or entities, in pages. The continuation token is the id to go on with, in base64. */
import type { EngineParts } from "./engine-parts.ts";
import { isEntityIdText, parseEntityId } from "./entity-id.ts";
import { entityStatusBody, statusBody } from "./status-view.ts";
import type { EntityRow } from "./work-store.ts";

export interface Page {
  readonly bodies: readonly object[];
  readonly continuationToken?: string;
}

const pageSize = 100;
const knownStatuses = new Set([
  "Running",
  "Completed",
  "ContinuedAsNew",
  "Failed",
  "Canceled",
  "Terminated",
  "Pending",
  "Suspended",
]);

interface Asked {
  readonly id: string;
  readonly status: string;
  readonly createdMs: number;
}

interface Listed extends Asked {
  readonly body: () => object;
}

export function listInstances(
  parts: EngineParts,
  query: URLSearchParams,
  token: string | null,
): Page {
  const showInput = query.get("showInput") !== "false";
  const options = { showInput, showHistory: false, showHistoryOutput: false };
  const prefix = query.get("instanceIdPrefix") ?? "";
  // Everything else lies before or behind, so a walk over many pages does not read it each time.
  const from = laterOf(prefix, idOf(token));
  const instances = parts.instances.from(from, prefix).map((row): Listed => ({
    id: row.id,
    status: row.status,
    createdMs: Date.parse(row.createdAt),
    body: () => statusBody(row, [], options),
  }));
  const entities = parts.work.entitiesFrom(from, prefix).map((row): Listed => ({
    id: row.id,
    status: "Running",
    createdMs: Date.parse(row.updatedAt),
    body: () => entityStatusBody(row, showInput),
  }));
  const wanted = [...instances, ...entities].filter((each) => matchesQuery(each, query));
  const sorted = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const size = sizeOf(query);
  return page(sorted.slice(0, size + 1), size);
}

/** Names that are no status are ignored, and so are times that are none (seen on a real host). */
export function matchesQuery(each: Asked, query: URLSearchParams): boolean {
  const statuses = query
    .getAll("runtimeStatus")
    .flatMap((value) => value.split(","))
    .filter((value) => knownStatuses.has(value));
  const fromMs = Date.parse(query.get("createdTimeFrom") ?? "");
  const toMs = Date.parse(query.get("createdTimeTo") ?? "");
  return (
    (statuses.length === 0 || statuses.includes(each.status)) &&
    !(each.createdMs < fromMs) &&
    !(each.createdMs > toMs)
  );
}

export function listEntities(
  parts: EngineParts,
  options: { name?: string; query: URLSearchParams; token: string | null },
): Page {
  const { name, query, token } = options;
  const fetchState = query.get("fetchState") === "true";
  const prefix = name === undefined ? "@" : `@${name.toLowerCase()}@`;
  const size = sizeOf(query);
  const rows = parts.work.entitiesFrom(laterOf(prefix, idOf(token)), prefix, size + 1);
  return page(
    rows.filter((row) => isEntityIdText(row.id)).map((row) => listedEntity(row, fetchState)),
    size,
  );
}

function listedEntity(row: EntityRow, fetchState: boolean): Listed {
  return {
    id: row.id,
    status: "Running",
    createdMs: Date.parse(row.updatedAt),
    body: () => ({
      entityId: parseEntityId(row.id),
      lastOperationTime: row.updatedAt,
      state: fetchState && row.state !== null ? (JSON.parse(row.state) as unknown) : null,
    }),
  };
}

/** `listed` has one more than the page is large where there is a next page. */
function page(listed: readonly Listed[], size: number): Page {
  const next = listed[size];
  return {
    bodies: listed.slice(0, size).map((each) => each.body()),
    ...(next === undefined
      ? {}
      : { continuationToken: Buffer.from(next.id, "utf8").toString("base64") }),
  };
}

function sizeOf(query: URLSearchParams): number {
  const given = Number.parseInt(query.get("top") ?? "", 10);
  return Number.isNaN(given) ? pageSize : given;
}

function idOf(token: string | null): string {
  return token === null ? "" : Buffer.from(token, "base64").toString("utf8");
}

function laterOf(one: string, other: string): string {
  return one < other ? other : one;
}
