// The ground of a crowd within one process: the whole system on a clock that is moved by hand, and a
// host that is closed as a crash would close it and started again over its database file.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Ground, Reply } from "../../bench/contention/ground.ts";
import type { World } from "../../simulator/world.ts";
import { endpoint, startSystem } from "./system.ts";
import type { Caller, System } from "./system.ts";

export interface VirtualGround {
  readonly ground: Ground;
  readonly system: System;
  readonly killHost: () => Promise<void>;
  /** Lets time pass until the work has ended, and answers its result. */
  readonly through: <Result>(work: Promise<Result>) => Promise<Result>;
}

export const virtualPrincipals: readonly Caller[] = ["alice", "bob", "carol"];

/** How long time stands still for answers that need nothing but the host's own work. */
const turnsMax = 60;
const dayMs = 24 * 60 * 60_000;

export async function virtualGround(options: {
  readonly world: World;
  readonly seed: number;
  readonly database: string;
}): Promise<VirtualGround> {
  const system = await startSystem(options);
  const open = new Set<Promise<unknown>>();
  const life = new Life();
  let isKillWanted = false;
  system.clock.onMove(async () => {
    for (let turns = 0; open.size > 0 && turns < turnsMax; turns += 1) await nextTurn();
  });
  const ground: Ground = {
    now: () => system.clock.now(),
    pause: (ms) =>
      new Promise((resolve) => {
        system.clock.alarm(system.clock.now() + Math.max(1, ms), resolve);
      }),
    async ask(question) {
      const asking = Promise.race([askHost(system, question), life.over]);
      open.add(asking);
      try {
        const reply = await asking;
        if (question.losesAnswer === true) throw new Error("The answer was not waited for.");
        return reply;
      } finally {
        open.delete(asking);
      }
    },
    sendToAzure: (request) => askAzure(system, request),
  };
  return {
    ground,
    system,
    async killHost() {
      isKillWanted = true;
      await life.over.catch(() => undefined);
    },
    async through(work) {
      let isOver = false;
      const done = work.finally(() => {
        isOver = true;
      });
      done.catch(() => undefined);
      for (;;) {
        await system.advanceUntil(() => isOver || isKillWanted, dayMs);
        if (!isKillWanted) return done;
        isKillWanted = false;
        await system.restart();
        life.end();
      }
    },
  };
}

/** What is under way when the host is killed is never answered. */
class Life {
  #end = Promise.withResolvers<never>();

  constructor() {
    this.#end.promise.catch(() => undefined);
  }

  get over(): Promise<never> {
    return this.#end.promise;
  }

  end(): void {
    const ended = this.#end;
    this.#end = Promise.withResolvers<never>();
    this.#end.promise.catch(() => undefined);
    ended.reject(new Error("The host was killed."));
  }
}

async function askHost(
  system: System,
  { principal, method, path, body, key }: Parameters<Ground["ask"]>[0],
): Promise<Reply> {
  const reply = await system.ask<unknown>({
    method,
    path,
    as: virtualPrincipals[principal] ?? "alice",
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { headers: { "Idempotency-Key": key } }),
  });
  return { ...reply, headers: Object.fromEntries(reply.headers) };
}

async function askAzure(
  { azure }: System,
  { as, method, path, fencing }: Parameters<Ground["sendToAzure"]>[0],
): Promise<Reply> {
  const answer = await azure.handle({
    method,
    url: `${endpoint}${path}`,
    headers: {
      authorization: `Bearer ${azure.mintToken(as)}`,
      ...(fencing === undefined ? {} : { "x-interlock-fencing": String(fencing) }),
    },
    body: null,
  });
  if (answer.kind === "dropped") throw new Error("The connection ended without an answer.");
  const { status, headers, body } = answer;
  return { status, headers, body: body === "" ? null : (JSON.parse(body) as unknown) };
}
