// What must hold after any day, however troubled: each rule answers in sentences what is wrong.
//
// D1. No write of ours begins while anybody's operation runs on the machine.
// D2. Fencing numbers of our writes never go back.
// D3. A running machine is taken down only for an operation that accepts downtime.
// D4. Nothing is written for a dry run, nor for an operation that was told as refused before, as busy,
//     or as nothing to do.
// D5. A report says what is there: `succeeded` has the size, whatever failed and is not stuck has the
//     size and the power that it found. What others have written meanwhile is no business of this rule.
// D6. `stuck` names what is left and the commands; nothing else does.
// D7. Azure never had to tell us that we ask too much.

import { overlapsOf, writersOf } from "../../bench/contention/overlapping-writers.ts";
import type { Writer } from "../../bench/contention/overlapping-writers.ts";
import type { AzureDump } from "../../simulator/azure-contract.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { appPrincipal } from "./system.ts";

export interface EndedDay {
  readonly exchanges: readonly TapExchange[];
  readonly operations: AzureDump["operations"];
  readonly views: readonly OperationView[];
}

export function wrongsOf(day: EndedDay): readonly string[] {
  return [
    ...overlappingWrites(day),
    ...oldFencing(day),
    ...unacceptedDowntime(day),
    ...writesForNothing(day),
    ...day.views.flatMap((view) => untrueReport(view, day)),
    ...day.views.flatMap(untrueStuck),
    ...ownThrottling(day),
  ];
}

/** D1. */
function overlappingWrites({ exchanges, operations }: EndedDay): readonly string[] {
  return overlapsOf(exchanges, operations)
    .filter(({ second }) => isOurs(second))
    .map(({ first, second }) => `D1: ${say(second)} came while ${say(first)} was at work.`);
}

/** D2. */
function oldFencing({ exchanges, operations }: EndedDay): readonly string[] {
  const ours = writersOf(exchanges, operations).filter(isOurs);
  return ours.flatMap((writer, index) => {
    const before = ours[index - 1];
    if (writer.fencing === null) return [`D2: ${say(writer)} has no fencing number.`];
    if (before?.fencing === undefined || before.fencing === null) return [];
    return writer.fencing < before.fencing
      ? [`D2: ${say(writer)} came after ${say(before)} with an older number.`]
      : [];
  });
}

/** D3: what the machine was like is what was read just before. */
function unacceptedDowntime({ exchanges, views }: EndedDay): readonly string[] {
  const careful = new Set(
    views.filter(({ accept }) => !accept.includes("downtime")).map(({ id }) => id),
  );
  return exchanges.flatMap((exchange, index) => {
    if (!isWrite(exchange) || pathOf(exchange).endsWith("/start")) return [];
    const owner = ownerOf(exchange, views);
    if (owner === null || !careful.has(owner.id)) return [];
    // What it has started itself, nobody has begun to use.
    const hasStarted = owner.report?.steps.some(
      ({ id, submissions, startedAt }) =>
        id === "start" && submissions > 0 && startedAt < exchange.startedAt,
    );
    if (hasStarted === true) return [];
    const read = exchanges.slice(0, index).findLast(isMachineRead);
    return powerIn(read) === "running"
      ? [
          `D3: ${pathOf(exchange)} was sent to a running machine for ${owner.id}, which accepts no downtime.`,
        ]
      : [];
  });
}

/** D4. */
function writesForNothing({ exchanges, views }: EndedDay): readonly string[] {
  return exchanges.filter(isWrite).flatMap((exchange) => {
    const owner = ownerOf(exchange, views);
    if (owner === null)
      return [`D4: nobody's write: ${pathOf(exchange)} at ${exchange.startedAt}.`];
    const isIdle = owner.dryRun || owner.outcome === "nothing-to-do" || owner.outcome === "busy";
    return isIdle ? [`D4: ${owner.id} is ${owner.outcome} and yet sent ${pathOf(exchange)}.`] : [];
  });
}

/** D5. */
function untrueReport(view: OperationView, day: EndedDay): readonly string[] {
  const { report } = view;
  if (report === null) return [`D5: ${view.id} has no report.`];
  const { outcome, before, after } = report;
  if (report.joined !== null || before === null || after === null) return [];
  const wrong = (what: string): readonly string[] => [
    `D5: ${view.id} is ${outcome}, and ${what}: "${report.sentence}"`,
  ];
  if (outcome === "succeeded" && !isSame(after.size, view.parameters["size"])) {
    return wrong(`the machine has size ${after.size}`);
  }
  if (foreignWritesIn(before.observedAt, report.endedAt, day)) return [];
  switch (outcome) {
    case "succeeded": {
      const wanted = view.parameters["powerStateAfter"] ?? before.powerState;
      const isRight =
        after.powerState === wanted ||
        (before.powerState === "stopped" && after.powerState === "deallocated");
      return isRight ? [] : wrong(`it was ${before.powerState} and is ${after.powerState}`);
    }
    case "stuck":
    case "planned":
    case "nothing-to-do":
      return [];
    case "refused":
    case "busy":
    case "conflict":
    case "failed":
    case "timed-out":
    case "cancelled": {
      const isBack =
        isSame(after.size, before.size) &&
        (after.powerState === before.powerState || before.powerState !== "running");
      return isBack
        ? []
        : wrong(
            `it was ${before.size}, ${before.powerState}, and is ${after.size}, ${after.powerState}`,
          );
    }
  }
}

/** D6. */
function untrueStuck({ id, report }: OperationView): readonly string[] {
  if (report === null || report.joined !== null) return [];
  const isStuck = report.outcome === "stuck";
  const tells = report.leftBehind.length > 0 && report.commands.length > 0;
  return isStuck === tells
    ? []
    : [`D6: ${id} is ${report.outcome} and names ${report.commands.length} commands.`];
}

/** D7. */
function ownThrottling({ exchanges }: EndedDay): readonly string[] {
  return exchanges
    .filter(({ response, faults, principal }) => {
      const isScripted = faults !== undefined;
      return response?.status === 429 && principal === appPrincipal && !isScripted;
    })
    .map((exchange) => `D7: ${pathOf(exchange)} was throttled at ${exchange.startedAt}.`);
}

function foreignWritesIn(from: string, until: string, day: EndedDay): boolean {
  return writersOf(day.exchanges, day.operations).some(
    (writer) =>
      !isOurs(writer) &&
      writer.status !== null &&
      writer.status < 300 &&
      writer.from <= until &&
      (writer.until === null || Date.parse(writer.until) >= Date.parse(from)),
  );
}

function isOurs(writer: Writer): boolean {
  return writer.principal === appPrincipal;
}

function isWrite({ request, principal }: TapExchange): boolean {
  return request.method !== "GET" && principal === appPrincipal;
}

/** Whose time it was: an operation's writes lie between its first and its last step. */
function ownerOf(exchange: TapExchange, views: readonly OperationView[]): OperationView | null {
  const at = Date.parse(exchange.startedAt);
  const found = views.find(({ report }) =>
    (report?.steps ?? []).some(
      (step) =>
        report?.joined === null &&
        step.submissions > 0 &&
        Date.parse(step.startedAt) <= at &&
        (step.endedAt === null || at <= Date.parse(step.endedAt)),
    ),
  );
  return found ?? null;
}

function isMachineRead(exchange: TapExchange): boolean {
  const { request, response, principal } = exchange;
  return (
    request.method === "GET" &&
    principal === appPrincipal &&
    response?.status === 200 &&
    /\/virtualmachines\/[^/]+$/i.test(pathOf(exchange))
  );
}

function powerIn(read: TapExchange | undefined): string | null {
  const codes = JSON.stringify(read?.response?.body ?? null).matchAll(/"PowerState\/(\w+)"/g);
  return [...codes][0]?.[1] ?? null;
}

function pathOf({ request }: TapExchange): string {
  return new URL(request.url, "https://management.azure.com").pathname;
}

function isSame(one: string, other: unknown): boolean {
  return typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

function say({ what, principal, fencing, from, until, status }: Writer): string {
  return `${what} (${status ?? "not done"}) of ${principal} (${fencing ?? "no number"}) from ${from} until ${until ?? "ever"}`;
}
