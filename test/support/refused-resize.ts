// A row of the tables in test/simulation/refusals: how Azure refuses a resize of one machine, which
// writes are sent for it, and how it ends; and the checks that every row has to pass.
//
// R1. The writes are exactly those that are listed, in that order, as Azure's own record has them.
// R2. Before each write the machine has been read since the write before.
// R3. While somebody else is at work, one write of ours at most comes, the one that is told so.
// R4. Who does not get what he wanted is told what to do.
// R5. Leases and turn have been given back.

import { expect } from "vitest";
import type { OperationDump } from "../../simulator/azure-contract.ts";
import type { Fault } from "../../simulator/fault.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { World } from "../../simulator/world.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { ConflictClass } from "../../src/domain/verdict.ts";
import { newSize, oldSize, resizeUnder, writesOf } from "./fault-scene.ts";
import type { Resized } from "./fault-scene.ts";
import type { System } from "./system.ts";
import { appPrincipal, vmPath } from "./system.ts";

export interface RefusedResize {
  readonly name: string;
  readonly world?: World;
  readonly refused: readonly Fault[];
  readonly size?: string;
  /** Further fields of the request. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly writes: readonly string[];
  readonly ends: {
    readonly outcome: Outcome;
    /** Of the outcome; null where it succeeded. */
    readonly class: ConflictClass | null;
    /** What the sentence, with the next action, names. */
    readonly names?: readonly string[];
    /** What the next action holds. */
    readonly next?: readonly string[];
    readonly commands?: readonly string[];
    readonly machine?: Partial<Machine>;
  };
  /** What the timeline says of refusals that did not end it. */
  readonly met?: readonly string[];
  /** The least time between a refused write and the next write. */
  readonly pauseMs?: number;
  /** Nothing tells when somebody else's work ends, so that asking again is all that can be done. */
  readonly asksBlindly?: boolean;
  /** How long after the end of somebody else's work the next write may come. */
  readonly goesOnWithinMs?: number;
}

interface Machine {
  readonly size: string;
  readonly power: string;
  readonly boots: number;
}

/** As it was found, never taken down. */
export const untouched: Machine = { size: oldSize, power: "running", boots: 0 };
/** Its old size, running, after it had been down. */
export const putBack: Machine = { size: oldSize, power: "running", boots: 1 };
export const resized: Machine = { size: newSize, power: "running", boots: 1 };

/** For `it.each`, with the whole name. */
export function named(rows: readonly RefusedResize[]): [string, RefusedResize][] {
  return rows.map((row) => [row.name, row]);
}

export async function expectRefused(row: RefusedResize): Promise<Resized> {
  const { world, refused, size, request, ends } = row;
  const result = await resizeUnder({
    faults: refused,
    ...(world === undefined ? {} : { world }),
    ...(size === undefined ? {} : { size }),
    ...(request === undefined ? {} : { request: { body: request } }),
  });
  const { system, report, writes } = result;
  expect({ writes, outcome: report.outcome, class: report.class }).toEqual({
    writes: row.writes,
    outcome: ends.outcome,
    class: ends.class,
  });
  expectTold(row, result);
  if (ends.machine !== undefined) expect(system.vm()).toMatchObject(ends.machine);
  expectReadBeforeEachWrite(system);
  if (row.asksBlindly !== true) expectNobodyDisturbed(system);
  expectPauses(row, system);
  return result;
}

function expectTold({ ends, met }: RefusedResize, { report }: Resized): void {
  const told = `${report.sentence} ${report.nextAction ?? ""}`;
  for (const named of ends.names ?? []) expect(told).toContain(named);
  for (const part of ends.next ?? []) expect(report.nextAction).toContain(part);
  if (ends.outcome !== "succeeded") expect(report.nextAction).not.toBeNull();
  expect(report.commands).toEqual(ends.commands ?? []);
  expect(report.leftBehind.length > 0).toBe((ends.commands ?? []).length > 0);
  const refusals = report.timeline.filter(({ event }) => event === "refused");
  const said = refusals.map(({ sentence }) => sentence).join("\n");
  for (const part of met ?? []) expect(said).toContain(part);
}

const isOurs = ({ principal }: { principal: string | null }): boolean => principal === appPrincipal;
const isWrite = ({ request }: TapExchange): boolean => request.method !== "GET";
const isMachineRead = ({ request }: TapExchange): boolean =>
  request.method === "GET" &&
  new URL(request.url, "https://management.azure.com").pathname.endsWith(vmPath);

/** R2 */
export function expectReadBeforeEachWrite({ exchanges }: System): void {
  let hasRead = false;
  for (const exchange of exchanges.filter(isOurs)) {
    if (isMachineRead(exchange)) hasRead = true;
    if (!isWrite(exchange)) continue;
    expect(hasRead, `${exchange.request.method} ${exchange.startedAt} comes unread`).toBe(true);
    hasRead = false;
  }
}

/** R3. Somebody else on any machine of the world counts: these worlds have others only to be in the
 * way. */
function expectNobodyDisturbed(system: System): void {
  for (const theirs of othersOf(system)) {
    const came = system.exchanges.filter(
      (each) => isOurs(each) && isWrite(each) && isDuring(each, theirs),
    );
    expect(came.length, `${theirs.kind} was met ${writesOf(came).join(", ")}`).toBeLessThan(2);
  }
}

function othersOf(system: System): readonly OperationDump[] {
  return system.azure.dump().operations.filter((each) => !isOurs(each));
}

/** At its last instant it is at work no more. */
function isDuring({ startedAt }: TapExchange, { startTime, endTime }: OperationDump): boolean {
  const at = Date.parse(startedAt);
  return (
    at > Date.parse(startTime) &&
    at < (endTime === null ? Number.POSITIVE_INFINITY : Date.parse(endTime))
  );
}

/** Azure has been seen to refuse in the body of a success. */
function isRefused({ response }: TapExchange): boolean {
  if (response === null) return false;
  const { status, body } = response;
  return status >= 400 || (typeof body === "object" && body !== null && "error" in body);
}

function expectPauses({ pauseMs, goesOnWithinMs }: RefusedResize, system: System): void {
  const writes = system.exchanges.filter((each) => isOurs(each) && isWrite(each));
  const startOf = (each: TapExchange): number => Date.parse(each.startedAt);
  for (const [index, write] of writes.entries()) {
    const next = writes[index + 1];
    if (next === undefined || pauseMs === undefined) continue;
    if (!isRefused(write)) continue;
    expect(startOf(next) - Date.parse(write.endedAt)).toBeGreaterThanOrEqual(pauseMs);
  }
  if (goesOnWithinMs === undefined) return;
  for (const { endTime } of othersOf(system)) {
    const endedAt = Date.parse(endTime ?? "");
    const next = writes.find((write) => startOf(write) >= endedAt);
    expect(next).toBeDefined();
    if (next === undefined) return;
    expect(startOf(next) - endedAt).toBeLessThanOrEqual(goesOnWithinMs);
  }
}
