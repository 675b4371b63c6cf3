// The whole simulated Azure, usable without a socket: `createAzure` joins the world, the front door,
// the token endpoint, the faults and the control routes, and keeps one timer on the clock for what
// happens by itself.
//
// A1: before anything is looked at, everything due by then has happened, at its own instant.
// A2: a request is served at one instant, without giving way to another.

import { activityLogRoutes } from "./arm/activity-log-routes.ts";
import { serve } from "./arm/front-door.ts";
import type { FrontDoor, Served } from "./arm/front-door.ts";
import { lockRoutes } from "./arm/lock-routes.ts";
import { operationRoutes } from "./arm/operation-routes.ts";
import { providerRoutes } from "./arm/provider-routes.ts";
import { readRequest } from "./arm/request-reading.ts";
import type { ReadRequest } from "./arm/request-reading.ts";
import { resourceRoutes } from "./arm/resource-routes.ts";
import { createRouter } from "./arm/route.ts";
import type { Route } from "./arm/route.ts";
import { vmRoutes } from "./arm/vm-routes.ts";
import { vmWriteRoutes } from "./arm/vm-write-routes.ts";
import type { Azure, AzureDump, AzureOptions } from "./azure-contract.ts";
import { answerControl, isControlPath } from "./control.ts";
import { acceptHeaders } from "./core/operation.ts";
import { seedWorld } from "./core/seed-world.ts";
import { UNSCRIPTED } from "./core/vm-work.ts";
import type { OperationScript } from "./core/vm-work.ts";
import { deliver, simulatorFailed } from "./delivery.ts";
import type { Delivered } from "./delivery.ts";
import { dumpStore } from "./dump.ts";
import { createExchangeLog } from "./exchange-log.ts";
import type { ExchangeLog } from "./exchange-log.ts";
import { createFaultEngine } from "./fault-engine.ts";
import type { FaultEngine, FiredFault } from "./fault-engine.ts";
import type { ActorRequest, Fault, FaultEffect, FaultReport } from "./fault.ts";
import { answerIdentity, DEFAULT_IDENTITY, isIdentityPath } from "./identity/identity-endpoint.ts";
import { createTokens } from "./identity/tokens.ts";
import type { Tokens } from "./identity/tokens.ts";
import type { AzureRequest, AzureResponse, HandleOptions, TapExchange } from "./protocol.ts";
import { seededRandom } from "./random.ts";
import { keyOf } from "./resource-id.ts";
import type { Store } from "./store.ts";
import type { World } from "./world.ts";

const MODELLED: readonly Route[] = [
  ...lockRoutes,
  ...operationRoutes,
  ...activityLogRoutes,
  ...vmWriteRoutes,
  ...vmRoutes,
  ...resourceRoutes,
];
const ROUTES = createRouter([...MODELLED, ...providerRoutes(MODELLED)]);

type ActorEffect = Extract<FaultEffect, { kind: "actor" }>;

/** Identifiers come from a source of their own, so that reading does not change what is drawn. */
const IDENTIFIER_SEED = 0x9e3779b9;

export function createAzure(options: AzureOptions): Azure {
  return new SimulatedAzure(options);
}

class SimulatedAzure implements Azure {
  readonly #options: AzureOptions;
  readonly #tokens: Tokens;
  readonly #log: ExchangeLog;
  #store: Store;
  #faults: FaultEngine;
  #newId: () => string;
  #cancelTimer: () => void = () => undefined;
  #closed = false;

  constructor(options: AzureOptions) {
    this.#options = options;
    this.#tokens = createTokens(options.seed);
    this.#log = createExchangeLog(options.tap ?? (() => undefined));
    this.#store = this.#newStore(options.world ?? {});
    this.#faults = this.#newFaults();
    this.#newId = this.#newIds();
    this.#arm();
  }

  handle(request: AzureRequest, { signal }: HandleOptions = {}): Promise<AzureResponse> {
    const read = readRequest(request);
    this.#catchUp();
    if (isControlPath(read.path)) {
      return Promise.resolve(answerControl(read, this, this.#options.clock));
    }
    return new Promise((resolve) => {
      this.#deliver(request, read, signal, (delivered) => resolve(delivered.response));
    });
  }

  mintToken(principal: string): string {
    return this.#tokens.mint(principal);
  }

  seed(world: World): void {
    const store = this.#newStore(world);
    this.#faults.remove(undefined, this.#now());
    this.#faults = this.#newFaults();
    this.#store = store;
    this.#newId = this.#newIds();
    this.#log.clear();
    this.#arm();
  }

  dump(): AzureDump {
    this.#catchUp();
    return dumpStore(this.#store, this.#now());
  }

  addFaults(faults: readonly Fault[]): readonly string[] {
    const ids = this.#faults.add(faults);
    this.#arm();
    return ids;
  }

  removeFaults(id?: string): void {
    this.#faults.remove(id, this.#now());
    this.#catchUp();
  }

  faults(): readonly FaultReport[] {
    return this.#faults.reports();
  }

  release(id?: string): void {
    this.#faults.release(id, this.#now());
    this.#catchUp();
  }

  exchanges(since = 0): readonly TapExchange[] {
    return this.#log.since(since);
  }

  nextEventAt(): number | undefined {
    return this.#store.schedule.nextAt();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
    this.#faults.remove(undefined, this.#now());
    this.#store.schedule.clear();
    this.#cancelTimer();
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #newStore(world: World): Store {
    return seedWorld(world, this.#options.seed, this.#now());
  }

  #newIds(): () => string {
    const random = seededRandom(this.#options.seed ^ IDENTIFIER_SEED);
    return () => random.uuid();
  }

  #newFaults(): FaultEngine {
    return createFaultEngine((request, afterMs, sent) => this.#planActor(request, afterMs, sent));
  }

  /** Lets everything due happen, and sets the timer for what comes next. */
  #catchUp(): void {
    this.#store.schedule.runDue(this.#now());
    this.#arm();
  }

  #arm(): void {
    this.#cancelTimer();
    const nextMs = this.#store.schedule.nextAt();
    if (nextMs === undefined || this.#closed) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.at(nextMs, () => this.#catchUp(), { background: true });
  }

  #planActor(request: ActorRequest, afterMs: number, sent: () => void): () => void {
    return this.#store.schedule.add(this.#now() + afterMs, (atMs) => {
      sent();
      this.#serveActor(request, atMs);
    });
  }

  /** Somebody else's request meets no faults: it is one. */
  #serveActor(actor: ActorRequest, atMs: number): void {
    const { method, path, body, principal, headers } = actor;
    const request: AzureRequest = {
      method,
      url: path,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
        authorization: `Bearer ${this.#tokens.mint(principal)}`,
      },
      body: body === undefined ? null : JSON.stringify(body),
    };
    const { answer, operationId } = this.#serveAt(request, atMs, UNSCRIPTED);
    const exchange = { request, principal, startedMs: atMs, endedMs: atMs, faults: [] };
    this.#log.add({ ...exchange, told: answer, lost: false, operationId });
  }

  #serveAt(request: AzureRequest, atMs: number, script: OperationScript): Served {
    const door: FrontDoor = {
      store: this.#store,
      router: ROUTES,
      tokens: this.#tokens,
      newId: this.#newId,
    };
    try {
      return serve(door, request, atMs, script);
    } catch (error) {
      return { answer: simulatorFailed(error), operationId: null };
    }
  }

  #serveNow(request: AzureRequest, read: ReadRequest, script: OperationScript): Served {
    this.#catchUp();
    if (isIdentityPath(read.path)) {
      const identity = this.#options.identity ?? DEFAULT_IDENTITY;
      return { answer: answerIdentity(read, identity, this.#tokens), operationId: null };
    }
    const served = this.#serveAt(request, this.#now(), script);
    this.#catchUp();
    return served;
  }

  /** Null where nothing runs on the machine now. */
  #addressOn(target: string, origin: string): string | null {
    this.#catchUp();
    const running = this.#store.vms.get(keyOf(target))?.running;
    const operation = running && this.#store.operations.get(running.id);
    return (operation && acceptHeaders(operation, origin)["azure-asyncoperation"]) ?? null;
  }

  #deliver(
    request: AzureRequest,
    read: ReadRequest,
    signal: AbortSignal | undefined,
    end: (delivered: Delivered) => void,
  ): void {
    const caller = this.#tokens.read(read.headers.get("authorization"));
    const principal = typeof caller === "string" ? null : caller.principal;
    const { method, path, rawQuery } = read;
    const faults = this.#faults.meet({ method, path, query: rawQuery.toString(), principal });
    const startedMs = this.#now();
    const carrier = {
      clock: this.#options.clock,
      serve: (script: OperationScript) => this.#serveNow(request, read, script),
      planActor: (effect: ActorEffect) => {
        this.#planActor(effect.request, effect.afterMs, () => undefined);
        this.#catchUp();
      },
      addressOn: (target: string) => this.#addressOn(target, read.origin),
      subscription: /^\/subscriptions\/([^/]+)/i.exec(path)?.[1] ?? "",
      latencyMs: this.#store.settings.latencyMs,
      signal,
    };
    deliver(carrier, faults, (delivered) => {
      if (!isIdentityPath(path)) {
        const { told, lost, operationId } = delivered;
        const span = { startedMs, endedMs: this.#now(), faults: faults.map(idOf) };
        this.#log.add({ request, principal, ...span, told, lost, operationId });
      }
      end(delivered);
    });
  }
}

const idOf = (fault: FiredFault): string => fault.id;
