// One machine, one resize through the whole system, and things that go wrong on the way: how it ended,
// which writes were sent for it, and that nothing is held afterwards.

import { expect } from "vitest";
import type { Fault } from "../../simulator/fault.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { World } from "../../simulator/world.ts";
import type { OperationView, ResourceView } from "../../src/contracts/http-shapes.ts";
import type { OperationReport } from "../../src/domain/outcome.ts";
import { resizeWorld } from "./resize-world.ts";
import { appPrincipal, startSystem, vmPath } from "./system.ts";
import type { ResizeOptions, System } from "./system.ts";

export const oldSize = "Standard_D4s_v4";
/** Not offered where the machine is. */
export const newSize = "Standard_D4s_v5";
/** Offered where the machine is. */
export const sizeInPlace = "Standard_D8s_v4";

/** The machine's own requests, as faults match them. */
export const machineRead: Fault["match"] = {
  method: "GET",
  path: "/virtualMachines/api-01$",
  principal: appPrincipal,
};
/** What a plan asks for last: whatever happens after it was missed by that plan. */
export const lastReadOfPlan: Fault["match"] = { method: "GET", path: "/networkInterfaces/" };
export const polls: Fault["match"] = { method: "GET", path: "/operations/" };
export const lockPath = `${vmPath}/providers/Microsoft.Authorization/locks/freeze?api-version=2020-05-01`;
export const lockBody = { properties: { level: "ReadOnly", notes: "frozen for the audit" } };
const computeVersion = "api-version=2024-07-01";

/** The three writes of a resize that goes through deallocate and start. */
export const writeMatch = {
  deallocate: { method: "POST", path: "/deallocate$", principal: appPrincipal },
  resize: { method: "PATCH", path: "/virtualMachines/api-01$", principal: appPrincipal },
  start: { method: "POST", path: "/start$", principal: appPrincipal },
} as const satisfies Readonly<Record<string, Fault["match"]>>;
export type WriteName = keyof typeof writeMatch;

/** Whole seconds, so that scripted moments can be told. */
export const durationsMs = {
  deallocate: 30_000,
  resize: 5_000,
  start: 12_000,
  powerOff: 8_000,
  delete: 20_000,
  update: 2_000,
};

type Machine = NonNullable<World["machines"]>[number];
type Settings = NonNullable<World["settings"]>;

export function aFaultWorld(
  change: Omit<World, "settings"> & { settings?: Settings; machine?: Partial<Machine> } = {},
): World {
  const { settings, machine, ...rest } = change;
  return resizeWorld(machine, { settings: { durationsMs, ...settings }, ...rest });
}

/** Somebody else's request: `action` is `start`, `deallocate`, ..., or `delete`. */
export function foreign(action: string): (Fault["effect"] & { kind: "actor" })["request"] {
  const principal = "somebody-else";
  if (action === "delete") {
    return { method: "DELETE", path: `${vmPath}?${computeVersion}`, principal };
  }
  return { method: "POST", path: `${vmPath}/${action}?${computeVersion}`, principal };
}

export function foreignPatch(body: unknown): (Fault["effect"] & { kind: "actor" })["request"] {
  const principal = "somebody-else";
  return { method: "PATCH", path: `${vmPath}?${computeVersion}`, body, principal };
}

export interface Resized {
  readonly system: System;
  readonly view: OperationView;
  readonly report: OperationReport;
  /** In the order in which they ended: `deallocate 202`. */
  readonly writes: readonly string[];
}

export async function resizeUnder(options: {
  readonly world?: World;
  readonly faults?: readonly Fault[];
  readonly size?: string;
  readonly request?: ResizeOptions;
  /** What happens before the request. */
  readonly first?: (system: System) => Promise<unknown>;
  /** What happens after the request was accepted, before time goes on. */
  readonly then?: (system: System, id: string) => Promise<unknown>;
}): Promise<Resized> {
  const system = await startSystem({ world: options.world ?? aFaultWorld() });
  await options.first?.(system);
  system.azure.addFaults(options.faults ?? []);
  const id = await system.resize(options.size ?? newSize, options.request);
  await options.then?.(system, id);
  return resultOf(system, await system.ended(id));
}

export async function resultOf(system: System, view: OperationView): Promise<Resized> {
  const { report } = view;
  if (report === null) throw new Error(`${view.id} has no report.`);
  const writes = writesOf(system.exchanges);
  await expectNothingHeld(system);
  return { system, view, report, writes };
}

/** Holds for the one machine of these worlds, whatever became of the operation. */
export async function expectNothingHeld(system: System): Promise<void> {
  const { body } = await system.ask<ResourceView>({ path: `/api/v1/resources${vmPath}` });
  expect({ lease: body.lease, turn: body.turn }).toMatchObject({
    lease: { holders: [], queue: [], open: [] },
    turn: { head: null, waiting: 0 },
  });
}

export function writesOf(
  exchanges: readonly TapExchange[],
  principal: string = appPrincipal,
): readonly string[] {
  return exchanges
    .filter((each) => each.request.method !== "GET" && each.principal === principal)
    .map(({ request, response, lost }) => {
      const answer = response === null ? "not done" : String(response.status);
      return `${writeName(request)} ${answer}${lost === true ? " lost" : ""}`;
    });
}

function writeName({ method, url, body }: TapExchange["request"]): string {
  if (method === "DELETE") return "delete";
  if (method === "POST")
    return new URL(url, "https://management.azure.com").pathname.split("/").at(-1) ?? "";
  const size = (body as { properties?: { hardwareProfile?: { vmSize?: string } } } | null)
    ?.properties?.hardwareProfile?.vmSize;
  return size ?? method;
}

/** The whole of a resize that goes through deallocate and start, with nothing in its way. */
export const plainWrites = ["deallocate 202", `${newSize} 200`, "start 202"];
