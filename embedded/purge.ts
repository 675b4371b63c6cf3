/**
 * Purges instances that have ended: their rows, their histories and what was still meant for them.
 * An activity that is running goes on, and its result is thrown away when it comes.
 */
import type { EngineParts } from "./engine-parts.ts";
import { matchesQuery } from "./instance-list.ts";
import { empty, json } from "./management-answers.ts";
import { isFinished } from "./store.ts";

export async function purgeInstance(parts: EngineParts, id: string): Promise<Response> {
  const refused = await parts.database.transact(() => {
    const row = parts.instances.find(id);
    if (row === undefined) return empty(404);
    if (!isFinished(row.status)) {
      const states = `the orchestration with instance ID ${id} has status ${row.status}`;
      return json(412, `Only orchestrations in a terminal state can be purged, but ${states}`);
    }
    remove(parts, id);
    return undefined;
  });
  return refused ?? json(200, { instancesDeleted: 1 });
}

export async function purgeInstances(
  parts: EngineParts,
  query: URLSearchParams,
): Promise<Response> {
  if (Number.isNaN(Date.parse(query.get("createdTimeFrom") ?? ""))) {
    return json(400, "Please provide value for 'createdTimeFrom' parameter.");
  }
  const instancesDeleted = await parts.database.transact(() => {
    const wanted = parts.instances
      .all()
      .filter((row) => isFinished(row.status))
      .filter((row) => matchesQuery({ ...row, createdMs: Date.parse(row.createdAt) }, query));
    for (const { id } of wanted) remove(parts, id);
    return wanted.length;
  });
  return instancesDeleted === 0 ? empty(404) : json(200, { instancesDeleted });
}

/** To be called inside a transaction. */
function remove(parts: EngineParts, id: string): void {
  parts.instances.remove(id);
  parts.work.dropActivities(id);
}
