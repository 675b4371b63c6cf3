/**
 * Runs timer functions by their schedules. A schedule of a minute or more keeps a record of its next
 * time, so that runs missed while the host was down happen once, late, with `isPastDue`; shorter
 * ones keep none, and their functions see no schedule status (seen on a real host). A run that is
 * still going on when the next is due is not overtaken; a run that fails is not repeated.
 */
import { z } from "zod";
import type { EngineParts } from "./engine-parts.ts";
import type { RegisteredFunction } from "./functions-core.ts";
import { expandSettings } from "./host-json.ts";
import { triggerOf } from "./invocation.ts";
import { describeThrown } from "./log-record.ts";
import { parseNcrontab } from "./ncrontab.ts";
import type { Schedule } from "./ncrontab.ts";

interface TimerFunction {
  readonly target: RegisteredFunction;
  readonly schedule: Schedule;
  readonly expression: string;
  readonly keepsRecord: boolean;
  readonly runsOnStartup: boolean;
  nextMs: number;
  running: boolean;
}

const recordSchema = z.object({
  schedule: z.string(),
  last_run: z.string().nullable(),
  next_run: z.string(),
  updated_at: z.string().nullable(),
});

type Status = { readonly Last: string; readonly Next: string; readonly LastUpdated: string };

const never = "0001-01-01T00:00:00+00:00";

export class TimerFunctions {
  readonly #parts: EngineParts;
  readonly #timers: readonly TimerFunction[];

  constructor(parts: EngineParts, env: Readonly<Record<string, string | undefined>>) {
    this.#parts = parts;
    this.#timers = parts.functions.timers.map((target) => readTimer(target, parts, env));
  }

  /** Runs what `runOnStartup` asks for and what was missed; sets the records of the others. */
  async start(): Promise<void> {
    const nowMs = this.#parts.clock.now();
    for (const timer of this.#timers) {
      const record = timer.keepsRecord ? this.#record(timer) : undefined;
      const missed = record !== undefined && Date.parse(record.next_run) < nowMs;
      timer.nextMs = timer.schedule.next(nowMs);
      if (missed || timer.runsOnStartup) this.#run(timer, missed);
      else if (timer.keepsRecord) await this.#keepRecord(timer, record?.last_run ?? null);
    }
  }

  nextAt(): number | undefined {
    const waiting = this.#timers.filter((timer) => !timer.running).map((timer) => timer.nextMs);
    return waiting.length === 0 ? undefined : Math.min(...waiting);
  }

  runDue(nowMs: number): void {
    for (const timer of this.#timers) {
      if (!timer.running && timer.nextMs <= nowMs) this.#run(timer, false);
    }
  }

  /** Runs a timer function now, out of its schedule, to its end. */
  async runByName(name: string): Promise<void> {
    const timer = this.#timers.find((each) => each.target.metadata.name === name);
    if (timer === undefined) throw new Error(`The app has no timer function named ${name}.`);
    await this.#parts.meter.track(() => this.#invoke(timer, false));
  }

  #run(timer: TimerFunction, isPastDue: boolean): void {
    timer.running = true;
    const work = async () => {
      await this.#invoke(timer, isPastDue);
      const nowMs = this.#parts.clock.now();
      timer.nextMs = timer.schedule.next(nowMs);
      if (timer.keepsRecord) await this.#keepRecord(timer, new Date(nowMs).toISOString());
    };
    this.#parts.meter
      .track(work)
      .catch(this.#parts.onFault)
      .finally(() => {
        timer.running = false;
        this.#parts.wakes.timers();
      });
  }

  async #invoke(timer: TimerFunction, isPastDue: boolean): Promise<void> {
    const { invoker, log } = this.#parts;
    const functionName = timer.target.metadata.name;
    const trigger = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: timer.keepsRecord ? this.#status(timer) : null,
      IsPastDue: isPastDue,
    };
    try {
      await invoker.call({ target: timer.target, trigger: { string: JSON.stringify(trigger) } });
    } catch (thrown) {
      const message = `Timer function ${functionName} failed.`;
      log({ level: "error", source: "host", message, functionName, error: describeThrown(thrown) });
    }
  }

  #status(timer: TimerFunction): Status {
    const record = this.#record(timer);
    return {
      Last: record?.last_run ?? never,
      Next: record?.next_run ?? new Date(timer.nextMs).toISOString(),
      LastUpdated: record?.updated_at ?? never,
    };
  }

  #record(timer: TimerFunction): z.output<typeof recordSchema> | undefined {
    const row = this.#parts.database.sqlite
      .prepare("SELECT * FROM timer_functions WHERE name = ?")
      .get(timer.target.metadata.name);
    if (row === undefined) return undefined;
    const record = recordSchema.parse(row);
    // A changed schedule starts afresh: what the old one missed is not owed under the new one.
    return record.schedule === timer.expression ? record : undefined;
  }

  #keepRecord(timer: TimerFunction, lastRun: string | null): Promise<void> {
    const { database } = this.#parts;
    return database.transact(() => {
      database.sqlite
        .prepare(
          "INSERT OR REPLACE INTO timer_functions (name, schedule, last_run, next_run, updated_at) " +
            "VALUES (?, ?, ?, ?, ?)",
        )
        .run(
          timer.target.metadata.name,
          timer.expression,
          lastRun,
          new Date(timer.nextMs).toISOString(),
          lastRun,
        );
    });
  }
}

function readTimer(
  target: RegisteredFunction,
  parts: EngineParts,
  env: Readonly<Record<string, string | undefined>>,
): TimerFunction {
  const { binding } = triggerOf(target);
  const written = binding["schedule"];
  const expression = expandSettings(typeof written === "string" ? written : "", env);
  const schedule = parseNcrontab(expression);
  const nowMs = parts.clock.now();
  const isLong = schedule.intervalMs(nowMs) >= 60_000;
  return {
    target,
    schedule,
    expression,
    keepsRecord: isLong && binding["useMonitor"] !== false,
    runsOnStartup: binding["runOnStartup"] === true,
    nextMs: schedule.next(nowMs),
    running: false,
  };
}
