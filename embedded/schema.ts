/**
 * The tables. A row of `history` is never changed; everything else is the present state, so that a
 * start of the host needs no replay to find out what is to be done.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS host_values (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS instances (
  id TEXT PRIMARY KEY,
  execution_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT,
  status TEXT NOT NULL,
  start_event TEXT NOT NULL,
  output TEXT,
  custom_status TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS history (
  instance_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (instance_id, position)
) STRICT, WITHOUT ROWID;

-- What has arrived for an orchestration and stands in no history yet.
CREATE TABLE IF NOT EXISTS inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  instance_id TEXT NOT NULL,
  execution_id TEXT,
  event TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS inbox_by_instance ON inbox (instance_id, id);

CREATE TABLE IF NOT EXISTS timers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  instance_id TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  fire_at INTEGER NOT NULL,
  event TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS timers_by_time ON timers (fire_at, id);
CREATE INDEX IF NOT EXISTS timers_by_instance ON timers (instance_id, task_id);

-- Activities that have been scheduled and whose result has not arrived: they are run at start.
CREATE TABLE IF NOT EXISTS activities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  instance_id TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  input TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS entities (
  id TEXT PRIMARY KEY,
  state TEXT,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS entity_inbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_id TEXT NOT NULL,
  request TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entity_inbox_by_entity ON entity_inbox (entity_id, id);

CREATE TABLE IF NOT EXISTS timer_functions (
  name TEXT PRIMARY KEY,
  schedule TEXT NOT NULL,
  last_run TEXT,
  next_run TEXT NOT NULL,
  updated_at TEXT
) STRICT;
`;
