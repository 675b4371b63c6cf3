// Whether all is right with one machine once everything that was asked for it has ended: each write
// took effect once, no two overlapped, Azure refused none with 409, and nothing is held any more.

import { expect } from "vitest";
import { overlapsOf } from "../../bench/contention/overlapping-writers.ts";
import type { OperationDump } from "../../simulator/azure-contract.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { appPrincipal } from "./crash-scene.ts";
import type { CrashScene } from "./crash-scene.ts";
import { machineId, machineName } from "./crash-world.ts";
import type { Course } from "./crash-world.ts";

export async function expectRightEnd(
  scene: CrashScene,
  course: Course,
  at: { readonly machine: number; readonly killed: string },
  views: readonly OperationView[],
): Promise<void> {
  const target = machineId(at.machine);
  const resource = await scene.resource(target);
  const operations = operationsOn(scene, target);
  const writes = writesTo(scene, target);
  const seen = {
    outcomes: views.map(({ outcome }) => outcome),
    machine: machineOf(scene, at.machine),
    effects: operations.filter(({ status }) => status === "Succeeded").map(({ kind }) => kind),
    failures: [
      ...new Set(operations.filter(({ status }) => status !== "Succeeded").map(({ kind }) => kind)),
    ],
    strangers: operations.filter(({ principal }) => principal !== appPrincipal),
    refusals: writes.filter(({ response }) => response !== null && response.status >= 400),
    overlaps: overlapsOf(writes, operations),
    lease: resource.lease,
    turn: { head: resource.turn.head, waiting: resource.turn.waiting },
  };
  const last = views.toSorted((a, b) => endOf(a).localeCompare(endOf(b))).at(-1);
  expect(seen, `${at.killed}\n${tell(views, writes)}`).toMatchObject({
    outcomes: course.sizes.map(() => course.outcome),
    machine: {
      size: course.outcome === "succeeded" ? last?.parameters["size"] : course.finalSizes[0],
      power: "running",
      provisioningState: "Succeeded",
      boots: course.sizes.length,
    },
    effects: course.effects,
    failures: course.failures,
    strangers: [],
    refusals: [],
    overlaps: [],
    lease: { holders: [], queue: [], open: [] },
    turn: { head: null, waiting: 0 },
  });
}

function machineOf(scene: CrashScene, index: number) {
  return scene.azure.dump().virtualMachines.find(({ name }) => name === machineName(index));
}

function operationsOn(scene: CrashScene, target: string): readonly OperationDump[] {
  return scene.azure
    .dump()
    .operations.filter((operation) => operation.target.toLowerCase() === target.toLowerCase())
    .toSorted((a, b) => a.startTime.localeCompare(b.startTime));
}

function writesTo(scene: CrashScene, target: string): readonly TapExchange[] {
  return scene.azure
    .exchanges()
    .filter(
      ({ request }) =>
        request.method !== "GET" && request.url.toLowerCase().includes(target.toLowerCase()),
    );
}

function endOf(view: OperationView): string {
  return view.report?.endedAt ?? "";
}

/** What one needs to read when it is not right. */
function tell(views: readonly OperationView[], writes: readonly TapExchange[]): string {
  const told = views.flatMap(({ id, report }) => [
    `${id}: ${report?.sentence}`,
    ...(report?.timeline ?? []).map(({ at, event, sentence }) => `  ${at} ${event}: ${sentence}`),
  ]);
  const sent = writes.map(
    ({ startedAt, endedAt, request, response, lost }) =>
      `  ${startedAt} to ${endedAt} ${request.method} ${request.url.split("/").at(-1)} ${request.headers["x-ms-client-request-id"]} -> ${response?.status ?? "not done"}${lost === true ? ", answer lost" : ""}`,
  );
  return [...told, "Writes:", ...sent].join("\n");
}
