// Two tools that want one machine, one after the other, while their host is killed on the way. They
// behave as `interlock hold` does: what is not answered yet is asked again, with the same key.

import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { TakenLeaseView, ToolLeaseView } from "../../src/contracts/lease-http-shapes.ts";
import type { Answered, CrashScene } from "./crash-scene.ts";

/** Between two tries of what the app cannot answer yet, in real time. */
const pauseMs = 50;

/** Of Azure's time: whoever waits asks again after five minutes, should nobody have woken him. */
const handOverMaxMs = 10 * 60_000;

export interface HeldInTurn {
  readonly first: ToolLeaseView;
  readonly released: ToolLeaseView;
  readonly second: ToolLeaseView;
}

/** The first holds the machine, renews and gives it back; the second has waited for it meanwhile. */
export async function holdInTurn(
  scene: CrashScene,
  target: string,
  key: string,
): Promise<HeldInTurn> {
  const one = await taken(scene, target, `${key}-first`);
  const held = await untilHeld(scene, one.id);
  const other = await taken(scene, target, `${key}-second`);
  expect(await leaseOf(scene, other.id), "nobody else holds it meanwhile").toMatchObject({
    status: "waiting",
  });
  const renewed = await said(scene, one, "renew");
  expect(renewed).toMatchObject({ status: 200, body: { status: "held" } });
  const released = await said(scene, one, "release");
  expect(released).toMatchObject({ status: 200, body: { status: "released" } });
  const next = await untilHeld(scene, other.id);
  expect((await said(scene, other, "release")).status).toBe(200);
  return { first: held, released: released.body, second: next };
}

/** The second was granted after the first, soon after, and nothing is held any more. */
export async function expectRightHandOver(
  scene: CrashScene,
  at: { readonly target: string; readonly killed: string },
  { first, released, second }: HeldInTurn,
): Promise<void> {
  const { lease, parents, turn } = await scene.resource(at.target);
  const waitedMs = Date.parse(second.grantedAt ?? "") - Date.parse(released.endedAt ?? "");
  const seen = {
    isLater: numberOf(second) > numberOf(first),
    isSoon: waitedMs >= 0 && waitedMs < handOverMaxMs,
    lease,
    parents,
    turn,
  };
  expect(seen, `${at.killed} In the end:`).toMatchObject({
    isLater: true,
    isSoon: true,
    lease: { holders: [], queue: [], open: [] },
    parents: [],
    turn: { head: null, waiting: 0 },
  });
}

function numberOf({ resources }: ToolLeaseView): number {
  return resources[0]?.fencing ?? 0;
}

async function taken(scene: CrashScene, target: string, key: string): Promise<TakenLeaseView> {
  const body = { resources: [target], purpose: "a deployment", duration: "PT1H" };
  const { status, body: view } = await answered(() =>
    scene.say<TakenLeaseView>("/api/v1/leases", body, key),
  );
  expect([201, 202]).toContain(status);
  return view;
}

function said(
  scene: CrashScene,
  { id, token }: TakenLeaseView,
  what: "renew" | "release",
): Promise<Answered<ToolLeaseView>> {
  return answered(() => scene.say<ToolLeaseView>(`/api/v1/leases/${id}/${what}`, { token }));
}

async function untilHeld(scene: CrashScene, id: string): Promise<ToolLeaseView> {
  const isHeld = async (): Promise<boolean> => (await leaseOf(scene, id)).status === "held";
  await scene.until(`The grant of ${id}`, isHeld);
  return leaseOf(scene, id);
}

async function leaseOf(scene: CrashScene, id: string): Promise<ToolLeaseView> {
  return (await answered(() => scene.say<ToolLeaseView>(`/api/v1/leases/${id}`))).body;
}

/** A 503 is no answer but the request to ask again. */
async function answered<Body>(ask: () => Promise<Answered<Body>>): Promise<Answered<Body>> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await delay(pauseMs);
  }
}
