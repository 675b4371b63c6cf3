// The exchanges that have ended, numbered in the order in which they ended, in the form of recorded
// conversations. A bearer token is not kept: the caller's name stands in its place.

import type { AzureAnswer, AzureRequest, TapAnswer, TapExchange } from "./protocol.ts";

export interface EndedExchange {
  readonly request: AzureRequest;
  readonly principal: string | null;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly told: AzureAnswer | null;
  readonly lost: boolean;
  readonly faults: readonly string[];
  readonly operationId: string | null;
}

export interface ExchangeLog {
  add(ended: EndedExchange): void;
  since(n: number): readonly TapExchange[];
  clear(): void;
}

export function createExchangeLog(tap: (exchange: TapExchange) => void): ExchangeLog {
  let exchanges: TapExchange[] = [];
  return {
    add(ended) {
      const exchange = tapped(ended, exchanges.length);
      exchanges.push(exchange);
      tap(exchange);
    },
    since: (n) => exchanges.slice(Math.max(0, n)),
    clear() {
      exchanges = [];
    },
  };
}

function tapped(ended: EndedExchange, n: number): TapExchange {
  const { request, principal, told, lost, faults, operationId } = ended;
  return {
    n,
    startedAt: new Date(ended.startedMs).toISOString(),
    endedAt: new Date(ended.endedMs).toISOString(),
    principal,
    request: {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => {
          const lower = name.toLowerCase();
          return [lower, lower === "authorization" ? `Bearer (${principal ?? "nobody"})` : value];
        }),
      ),
      body: request.body === null ? null : parsed(request.body),
    },
    response: told === null ? null : answerOf(told),
    ...(lost ? { lost: true } : {}),
    ...(faults.length === 0 ? {} : { faults }),
    ...(operationId === null ? {} : { operationId }),
  };
}

function answerOf({ status, headers, body }: AzureAnswer): TapAnswer {
  return { status, headers, body: parsed(body) };
}

function parsed(text: string): unknown {
  if (text === "") return "";
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
