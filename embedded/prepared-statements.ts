/** The statements of one SQLite file, each prepared when it is first needed and kept after that. */
import type { DatabaseSync, StatementSync } from "node:sqlite";

export class PreparedStatements {
  readonly #sqlite: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite;
  }

  of(text: string): StatementSync {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(text);
      this.#prepared.set(text, statement);
    }
    return statement;
  }
}
