// Whether what was asked twice was done once: two callers with one key, callers who joined another's
// operation, callers who did not want to wait, and writes whose answers were lost.

import type { Outcome } from "../../../src/domain/outcome.ts";
import type { OperationTrace } from "../traces.ts";
import { correlationOf, count, isWrite, operationTraces } from "./claim.ts";
import type { Claim, RunRecord } from "./claim.ts";

/** With these nothing has been done in Azure. */
const idle: readonly Outcome[] = ["planned", "nothing-to-do", "busy"];

export function duplicateClaims(run: RunRecord): readonly Claim[] {
  return [duplicatesClaim(run), writtenOnceClaim(run)];
}

function duplicatesClaim(run: RunRecord): Claim {
  const traces = operationTraces(run);
  const twins = [...Map.groupBy(traces, ({ plan }) => plan.key).values()].filter(
    ({ length }) => length > 1,
  );
  const joined = traces.filter(({ answer }) => answer !== null && answer.joined !== null);
  const asked = trafficOf(run);
  const silent = traces.filter(
    ({ answer }) => answer !== null && answer.joined === null && idle.includes(answer.outcome),
  );
  return {
    what: "Duplicates never reach Azure",
    counted: `${count(twins.length, "pair")} of callers with one key, ${joined.length} who joined another, ${silent.length} who had nothing done`,
    looked: twins.length + joined.length + silent.length,
    violations: [
      ...twins.flatMap(twoOperations),
      ...joined.flatMap((trace) => requestsFor(trace, asked, "requests")),
      ...silent.flatMap((trace) => requestsFor(trace, asked, "writes")),
      ...writesForNobody(run),
    ],
  };
}

function twoOperations(twins: readonly OperationTrace[]): readonly string[] {
  const ids = new Set(twins.flatMap(({ answer }) => answer?.operationId ?? []));
  if (ids.size < 2) return [];
  const names = twins.map(({ plan }) => plan.name).join(" and ");
  return [`${names} sent one key and were told of ${[...ids].join(" and ")}.`];
}

interface Traffic {
  requests: number;
  writes: number;
}

function trafficOf(run: RunRecord): ReadonlyMap<string, Traffic> {
  const byOperation = new Map<string, Traffic>();
  for (const exchange of run.exchanges) {
    const id = correlationOf(exchange);
    if (exchange.principal !== run.appPrincipal || id === null) continue;
    const traffic = byOperation.get(id) ?? { requests: 0, writes: 0 };
    traffic.requests += 1;
    if (isWrite(exchange)) traffic.writes += 1;
    byOperation.set(id, traffic);
  }
  return byOperation;
}

function requestsFor(
  { plan, answer }: OperationTrace,
  asked: ReadonlyMap<string, Traffic>,
  what: keyof Traffic,
): readonly string[] {
  const number = asked.get(answer?.correlationId ?? "")?.[what] ?? 0;
  if (number === 0) return [];
  const end = answer?.joined === null ? answer.outcome : `joined to ${answer?.joined}`;
  return [`${plan.name} was ${end}, and yet Azure got ${number} ${what} for it.`];
}

/** A second run of one request would have a correlation ID that nobody was told of. */
function writesForNobody(run: RunRecord): readonly string[] {
  const known = new Set(operationTraces(run).map(({ answer }) => answer?.correlationId));
  return run.exchanges
    .filter((exchange) => exchange.principal === run.appPrincipal && isWrite(exchange))
    .filter((exchange) => !known.has(correlationOf(exchange) ?? ""))
    .map(
      ({ request, startedAt }) =>
        `${request.method} ${request.url} at ${startedAt} belongs to no operation that a caller was told of.`,
    );
}

/** No plan of a resize has two steps of one kind, so an operation may have each effect once. */
function writtenOnceClaim(run: RunRecord): Claim {
  const ends = new Map(run.operations.map((operation) => [operation.id, operation]));
  const writes = run.exchanges.filter(
    (exchange) => exchange.principal === run.appPrincipal && isWrite(exchange),
  );
  const effects = writes.flatMap((exchange) => {
    const operation = ends.get(exchange.operationId ?? "");
    if (operation === undefined || operation.status !== "Succeeded") return [];
    return [`${operation.kind} on ${operation.target} for ${correlationOf(exchange) ?? "nobody"}`];
  });
  const repeated = [...Map.groupBy(effects, (effect) => effect)].filter(
    ([, { length }]) => length > 1,
  );
  return {
    what: "No write takes effect twice, whichever answers and hosts are lost",
    counted: `${count(writes.length, "write")} sent by Interlock, ${count(effects.length, "effect")} in Azure`,
    looked: effects.length,
    violations: repeated.map(([effect, { length }]) => `${effect} was done ${length} times.`),
  };
}
