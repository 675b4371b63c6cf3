/** Lists instances, or entities, in pages. The continuation token is the id to go on with, in base64. */
import type { EngineParts } from "./engine-parts.ts";
import { isEntityIdText, parseEntityId } from "./entity-id.ts";
import { entityStatusBody, statusBody } from "./status-view.ts";

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

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly createdMs: number;
  readonly body: () => object;
}

export function listInstances(
  parts: EngineParts,
  query: URLSearchParams,
  token: string | null,
): Page {
  const showInput = query.get("showInput") !== "false";
  const options = { showInput, showHistory: false, showHistoryOutput: false };
  const instances = parts.instances.all().map((row): Listed => ({
    id: row.id,
    status: row.status,
    createdMs: Date.parse(row.createdAt),
    body: () => statusBody(row, [], options),
  }));
  const entities = parts.work.entities().map((row): Listed => ({
    id: row.id,
    status: "Running",
    createdMs: Date.parse(row.updatedAt),
    body: () => entityStatusBody(row, showInput),
  }));
  const wanted = [...instances, ...entities].filter((each) => matches(each, query));
  return page(wanted, query, token);
}

/** Names that are no status are ignored, and so are times that are none (seen on a real host). */
function matches(each: Listed, query: URLSearchParams): boolean {
  const statuses = query
    .getAll("runtimeStatus")
    .flatMap((value) => value.split(","))
    .filter((value) => knownStatuses.has(value));
  const fromMs = Date.parse(query.get("createdTimeFrom") ?? "");
  const toMs = Date.parse(query.get("createdTimeTo") ?? "");
  return (
    (statuses.length === 0 || statuses.includes(each.status)) &&
    !(each.createdMs < fromMs) &&
    !(each.createdMs > toMs) &&
    each.id.startsWith(query.get("instanceIdPrefix") ?? "")
  );
}

export function listEntities(
  parts: EngineParts,
  options: { name?: string; query: URLSearchParams; token: string | null },
): Page {
  const { query } = options;
  const fetchState = query.get("fetchState") === "true";
  const wanted = parts.work
    .entities()
    .map((row) => ({ row, entityId: parseEntityId(row.id) }))
    .filter(({ entityId }) => [undefined, entityId.name].includes(options.name?.toLowerCase()))
    .map(({ row, entityId }): Listed => ({
      id: row.id,
      status: "Running",
      createdMs: Date.parse(row.updatedAt),
      body: () => ({
        entityId,
        lastOperationTime: row.updatedAt,
        state: fetchState && row.state !== null ? (JSON.parse(row.state) as unknown) : null,
      }),
    }));
  return page(
    wanted.filter((each) => isEntityIdText(each.id)),
    query,
    options.token,
  );
}

function page(wanted: readonly Listed[], query: URLSearchParams, token: string | null): Page {
  const sorted = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const from = token === null ? "" : Buffer.from(token, "base64").toString("utf8");
  const rest = sorted.filter((each) => each.id >= from);
  const given = Number.parseInt(query.get("top") ?? "", 10);
  const size = Number.isNaN(given) ? pageSize : given;
  const next = rest[size];
  return {
    bodies: rest.slice(0, size).map((each) => each.body()),
    ...(next === undefined
      ? {}
      : { continuationToken: Buffer.from(next.id, "utf8").toString("base64") }),
  };
}
