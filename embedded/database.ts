/**
 * One SQLite file, written in groups. What must become durable together is one unit of work; all
 * units that are ready in one turn of the event loop are committed in one transaction, in the order
 * in which they were handed in, so that fifty instances that progress at once pay for one fsync.
 *
 * - D1 a unit is applied whole or not at all, and never before one handed in earlier.
 * - D2 its promise resolves only after the commit has reached the disk (WAL, synchronous=FULL).
 * - D3 a unit that throws is a fault of this host: everything in the group is rolled back, no later
 *   unit is accepted, and the host stops. A restart continues from the last commit.
 */
import { DatabaseSync } from "node:sqlite";

/** Kills the process at a commit, for tests that walk over every commit of a run. Never in use. */
export interface CrashPoint {
  readonly when: "before-commit" | "after-commit";
  /** Counted from 1 over the transactions of this process. */
  readonly commit: number;
}

export function parseCrashPoint(text: string): CrashPoint {
  const match = /^(before-commit|after-commit):([1-9]\d*)$/.exec(text);
  if (match === null) {
    throw new Error(`A crash point is before-commit:N or after-commit:N, not "${text}".`);
  }
  return {
    when: match[1] === "before-commit" ? "before-commit" : "after-commit",
    commit: Number(match[2]),
  };
}

interface Unit {
  readonly apply: () => void;
  readonly committed: () => void;
  readonly failed: (fault: unknown) => void;
}

export class Database {
  readonly sqlite: DatabaseSync;
  readonly #onFault: (fault: unknown) => void;
  readonly #crashAt: CrashPoint | undefined;
  #queue: Unit[] = [];
  #flushing = false;
  #commits = 0;
  #fault: unknown;

  constructor(options: {
    path: string;
    schema: string;
    crashAt?: CrashPoint | undefined;
    onFault: (fault: unknown) => void;
  }) {
    this.#onFault = options.onFault;
    this.#crashAt = options.crashAt;
    this.sqlite = new DatabaseSync(options.path, { timeout: lockWaitMs });
    try {
      // Only one host may work on a file: a second one would run every activity again.
      this.sqlite.exec("PRAGMA locking_mode=EXCLUSIVE;");
      this.sqlite.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
      this.sqlite.exec(`BEGIN IMMEDIATE; ${options.schema} COMMIT;`);
    } catch (cause) {
      this.sqlite.close();
      throw new Error(openingFailure(options.path, cause), { cause });
    }
  }

  /** Applies `work` in the next transaction; resolves with its answer once that is on disk. */
  transact<T>(work: () => T): Promise<T> {
    if (this.#fault !== undefined) return Promise.reject(stopped(this.#fault));
    return new Promise<T>((resolve, reject) => {
      let answer: T;
      this.#queue.push({
        apply: () => {
          answer = work();
        },
        committed: () => resolve(answer),
        failed: reject,
      });
      if (this.#flushing) return;
      this.#flushing = true;
      setImmediate(() => this.#flush());
    });
  }

  get commits(): number {
    return this.#commits;
  }

  close(): void {
    this.#fault ??= new Error("The host has been closed.");
    this.sqlite.close();
  }

  #flush(): void {
    this.#flushing = false;
    const group = this.#queue;
    this.#queue = [];
    if (this.#fault !== undefined) {
      for (const unit of group) unit.failed(stopped(this.#fault));
      return;
    }
    try {
      this.sqlite.exec("BEGIN IMMEDIATE");
      for (const unit of group) unit.apply();
      this.#crashIf("before-commit");
      this.sqlite.exec("COMMIT");
      this.#commits += 1;
      this.#crashIf("after-commit");
    } catch (fault) {
      this.#fault = fault;
      if (this.sqlite.isTransaction) this.sqlite.exec("ROLLBACK");
      for (const unit of group) unit.failed(fault);
      this.#onFault(fault);
      return;
    }
    for (const unit of group) unit.committed();
  }

  #crashIf(when: CrashPoint["when"]): void {
    const at = this.#crashAt;
    if (at === undefined || at.when !== when) return;
    const reached = when === "before-commit" ? this.#commits + 1 : this.#commits;
    if (reached === at.commit) process.kill(process.pid, "SIGKILL");
  }
}

/** How long to wait for a host that is about to close the file. */
const lockWaitMs = 2000;
const sqliteBusy = 5;

function openingFailure(path: string, cause: unknown): string {
  const busy = cause instanceof Error && "errcode" in cause && cause.errcode === sqliteBusy;
  return busy
    ? `The database ${path} is in use by another host.`
    : `The database ${path} could not be opened.`;
}

function stopped(fault: unknown): Error {
  return new Error("The host has stopped and accepts no more work.", { cause: fault });
}
