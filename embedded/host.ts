/**
 * A host for a Functions app on one machine: loads the app, serves its HTTP functions, runs its
 * timers, orchestrations, activities and entities, and keeps everything in one SQLite file.
 * What it promises, how it differs from the host in Azure, and how it survives a kill: README.md.
 */
import { randomBytes } from "node:crypto";
import { importApp } from "./app-loader.ts";
import { durableClientInput } from "./client-binding.ts";
import type { ClientAddresses } from "./client-binding.ts";
import { wallClock } from "./clock.ts";
import type { HostClock } from "./clock.ts";
import { Database, parseCrashPoint } from "./database.ts";
import { createEngines } from "./engines.ts";
import type { Engines } from "./engines.ts";
import { fillEnvironment, publishClock } from "./environment.ts";
import { tabulate } from "./function-table.ts";
import { collectRegistrations } from "./functions-core.ts";
import type { HistoryEvent } from "./history.ts";
import { openDoors } from "./host-doors.ts";
import type { Doors } from "./host-doors.ts";
import { readHostSettings } from "./host-json.ts";
import type { HostSettings } from "./host-json.ts";
import { createHttpFunctions } from "./http-functions.ts";
import { createClientGate, createPublicGate } from "./http-gate.ts";
import { createInvoker } from "./invocation.ts";
import { describeThrown } from "./log-record.ts";
import type { HostLog, LogRecord } from "./log-record.ts";
import { createManagementApi } from "./management-api.ts";
import { schema } from "./schema.ts";
import { InstanceStore } from "./store.ts";
import type { InstanceRow } from "./store.ts";
import { keptSystemKey } from "./system-key.ts";
import { WorkMeter } from "./work-meter.ts";
import { WorkStore } from "./work-store.ts";

export interface HostOptions {
  /** Folder with package.json and host.json. */
  readonly appFolder: string;
  /** A file to load instead of package.json's main, relative to the folder; may be a glob. */
  readonly main?: string;
  /** Registers the functions, instead of importing files; for tests with several small apps. */
  readonly load?: () => Promise<void> | void;
  /** 0, the default, takes any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** A file or ":memory:", which is the default. One host at a time may use a file. */
  readonly database?: string;
  readonly clock?: HostClock;
  /** Put into process.env before the app is loaded; wins over local.settings.json. */
  readonly env?: Readonly<Record<string, string>>;
  readonly log?: (record: LogRecord) => void;
  /** For tests only; see README.md. */
  readonly faults?: { readonly crashAt?: string };
}

export interface EmbeddedHost {
  /** Origin without a slash at its end. */
  readonly url: string;
  readonly functions: readonly { readonly name: string; readonly type: string }[];
  /** Key of the management API under /runtime/webhooks/durabletask. */
  readonly systemKey: string;
  /** Serves a request as the listener would, without a socket. */
  fetch(request: Request): Promise<Response>;
  /** How many pieces of work are under way; an activity that waits for something counts as one. */
  busy(): number;
  /** Resolves once nothing is left to do at the present instant of the clock. */
  idle(): Promise<void>;
  /** Delivers what is due and runs until idle, without moving the clock. */
  runUntilIdle(): Promise<void>;
  /** When the next durable timer or timer function is due, in epoch milliseconds. */
  nextTimerAt(): number | undefined;
  instances(): readonly InstanceRow[];
  history(instanceId: string): readonly HistoryEvent[];
  /** JSON text of the state of `@name@key`; undefined while it has none. */
  entityState(entityId: string): string | undefined;
  /** Runs a timer function at once and to its end. */
  runTimer(name: string): Promise<void>;
  /** Rejects when the host had to stop by itself: a fault of the host or of the disk. */
  readonly failed: Promise<never>;
  /** Begins nothing new, lets running work end for `graceMs` real time (default 5000), closes. */
  close(options?: { graceMs?: number }): Promise<void>;
}

const graceDefaultMs = 5000;
const streamGraceMs = 1000;

export async function startHost(options: HostOptions): Promise<EmbeddedHost> {
  const clock = options.clock ?? wallClock();
  const log: HostLog = (record) =>
    options.log?.({ time: new Date(clock.now()).toISOString(), ...record });
  await fillEnvironment(options.appFolder, options.env ?? {});
  const settings = await readHostSettings(options.appFolder, process.env);
  const fault = new HostFault(log);
  const crashAt = options.faults?.crashAt ?? process.env["EMBEDDED_CRASH_AT"];
  const database = new Database({
    path: options.database ?? ":memory:",
    schema,
    crashAt: crashAt === undefined ? undefined : parseCrashPoint(crashAt),
    onFault: fault.report,
  });
  const cleanUp: (() => Promise<void> | void)[] = [() => database.close()];
  try {
    cleanUp.unshift(publishClock(clock));
    const doors = await openDoors(options.port ?? 0, log);
    cleanUp.unshift(() => doors.close());
    const ground = { options, clock, log, settings, database, doors, onFault: fault.report };
    const { engines, serve, systemKey } = await assemble(ground);
    fault.stops(engines);
    cleanUp.unshift(() => engines.stop());
    warnOfEarlierClock(engines, log);
    await engines.start();
    const letGo = clock.onMove?.(() => runUntilIdle(engines)) ?? (() => {});
    return hostOf({
      engines,
      url: `http://127.0.0.1:${doors.publicPort}`,
      systemKey,
      serve,
      failed: fault.failed,
      closeOutside: (graceMs) => doors.closeOutside(graceMs),
      async shut() {
        letGo();
        fault.expectEnd();
        for (const each of cleanUp) await each();
      },
    });
  } catch (thrown) {
    for (const each of cleanUp) await each();
    throw thrown;
  }
}

/** Timers in the database wait for instants of the clock that ran when they were made. */
function warnOfEarlierClock(engines: Engines, log: HostLog): void {
  const { clock, instances } = engines.parts;
  const latest = instances.latestUpdate();
  const behindMs = latest === undefined ? 0 : Date.parse(latest) - clock.now();
  if (behindMs < 1000) return;
  const seconds = Math.round(behindMs / 1000);
  const message = `The clock is ${seconds} s behind the last entry of the database, so its timers wait longer than they should. A fast clock needs the same epoch at each start.`;
  log({ level: "warning", source: "host", message });
}

/** The first fault of the host or of its disk stops the engines and is told to whoever waits. */
class HostFault {
  readonly #log: HostLog;
  readonly #failure = Promise.withResolvers<never>();
  #engines: Engines | undefined;
  #ending = false;

  constructor(log: HostLog) {
    this.#log = log;
    // A failure that nobody waits for must not end the process: the log has it.
    this.#failure.promise.catch(() => undefined);
  }

  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  stops(engines: Engines): void {
    this.#engines = engines;
  }

  /** Once the host closes, work that is cut off is no fault: the next start does it again. */
  expectEnd(): void {
    this.#ending = true;
  }

  readonly report = (fault: unknown): void => {
    if (this.#ending) return;
    this.#ending = true;
    this.#engines?.stop();
    const error = describeThrown(fault);
    this.#log({ level: "error", source: "host", message: "The host has stopped.", error });
    this.#failure.reject(fault);
  };
}

/** What a host stands on before it knows its app. */
interface Ground {
  readonly options: HostOptions;
  readonly clock: HostClock;
  readonly log: HostLog;
  readonly settings: HostSettings;
  readonly database: Database;
  readonly doors: Doors;
  readonly onFault: (fault: unknown) => void;
}

/** Loads the app, puts the engines together and lets requests in. */
async function assemble(ground: Ground): Promise<{
  engines: Engines;
  serve: (request: Request) => Promise<Response>;
  systemKey: string;
}> {
  const { options, clock, log, settings, database, doors, onFault } = ground;
  const systemKey = await keptSystemKey(database);
  const clientBase = `/${randomBytes(32).toString("base64url")}/durabletask/`;
  const addresses = (): ClientAddresses => ({
    origin: `http://localhost:${doors.publicPort}`,
    rpcBaseUrl: `http://127.0.0.1:${doors.clientPort}${clientBase}`,
    hubName: settings.hubName,
    systemKey,
  });
  // Without it the client library writes http://localhost:7071 into its management addresses.
  process.env["WEBSITE_HOSTNAME"] = `localhost:${doors.publicPort}`;
  const app = await collectRegistrations(
    async () => (options.load === undefined ? importApp(options) : options.load()),
    (message) => log({ level: "warning", source: "host", message }),
  );
  const functions = tabulate(app.functions);
  const client = () => durableClientInput(addresses());
  const invoker = createInvoker({ model: app.model, durableClientInput: client, log });
  const meter = new WorkMeter();
  const instances = new InstanceStore(database.sqlite);
  const work = new WorkStore(database.sqlite);
  const shared = { clock, database, instances, work, functions, settings, invoker, meter, log };
  const engines = createEngines({ ...shared, onFault }, process.env);
  const api = createManagementApi(engines.parts, addresses);
  const http = createHttpFunctions({
    appFolder: options.appFolder,
    functions,
    routePrefix: settings.routePrefix,
    streaming: app.httpStreaming,
    invoker,
    log,
  });
  const gate = createPublicGate({ api, functions: http, systemKey });
  const serve = (request: Request) => meter.track(() => gate(request));
  doors.open(serve, createClientGate(api, clientBase));
  return { engines, serve, systemKey };
}

function hostOf(made: {
  engines: Engines;
  url: string;
  systemKey: string;
  serve: (request: Request) => Promise<Response>;
  failed: Promise<never>;
  closeOutside: (graceMs: number) => Promise<void>;
  shut: () => Promise<void>;
}): EmbeddedHost {
  const { engines } = made;
  const { parts } = engines;
  let closing: Promise<void> | undefined;
  return {
    url: made.url,
    functions: parts.functions.all,
    systemKey: made.systemKey,
    fetch: made.serve,
    failed: made.failed,
    busy: () => parts.meter.open,
    idle: () => parts.meter.idle(),
    runUntilIdle: () => runUntilIdle(engines),
    nextTimerAt: () => engines.dueTimers.nextAt(),
    instances: () => parts.instances.all(),
    history: (instanceId) => parts.instances.history(instanceId),
    entityState: (entityId) => parts.work.entity(entityId)?.state ?? undefined,
    runTimer: (name) => engines.timerFunctions.runByName(name),
    close(options) {
      closing ??= closeHost(engines, options?.graceMs ?? graceDefaultMs, made);
      return closing;
    },
  };
}

async function runUntilIdle(engines: Engines): Promise<void> {
  const { meter } = engines.parts;
  await meter.idle();
  await meter.track(() => engines.dueTimers.deliver());
  await meter.idle();
}

async function closeHost(
  engines: Engines,
  graceMs: number,
  parts: {
    closeOutside: (graceMs: number) => Promise<void>;
    shut: () => Promise<void>;
  },
): Promise<void> {
  engines.stop();
  // A page that listens to a stream never ends by itself, so answers in progress get less.
  const outside = parts.closeOutside(Math.min(graceMs, streamGraceMs));
  const grace = Promise.withResolvers<void>();
  const timer = setTimeout(grace.resolve, graceMs);
  // What does not end in time is run again at the next start, exactly as after a kill.
  await Promise.race([engines.parts.meter.idle(), grace.promise]);
  clearTimeout(timer);
  await outside;
  await parts.shut();
}
