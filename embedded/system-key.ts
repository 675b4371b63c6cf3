/** The key of the management API under its public address. */
import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

/** The key is made once per database, so that addresses handed out before a restart stay good. */
export async function keptSystemKey(database: Database): Promise<string> {
  const { sqlite } = database;
  const row = sqlite.prepare("SELECT value FROM host_values WHERE name = 'systemKey'").get();
  if (row !== undefined) return String(row["value"]);
  const key = randomBytes(32).toString("base64url");
  await database.transact(() =>
    sqlite.prepare("INSERT INTO host_values (name, value) VALUES ('systemKey', ?)").run(key),
  );
  return key;
}
