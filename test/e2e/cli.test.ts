// The command line against the running service and the simulated Azure, each a process of its own.
import { statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overlapsOf, writersOf } from "../../bench/contention/overlapping-writers.ts";
import type { TapExchange } from "../../simulator/protocol.ts";
import type { World } from "../../simulator/world.ts";
import type { OperationView, ResourceView } from "../../src/contracts/http-shapes.ts";
import { InterlockUp, until } from "../support/interlock-up.ts";

const resourceGroup = "prod-rg";
const idOf = (name: string): string =>
  `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${name}`;

const powers = ["running", "stopped", "deallocated"] as const;
const machineNames = powers.flatMap((power) => [`${power}-here`, `${power}-elsewhere`]);

/** `…-here` is on hardware that offers the wanted size, `…-elsewhere` is not. */
const world: World = {
  clusters: [
    { name: "old", sizes: ["Standard_D2s_v4", "Standard_D4s_v4"] },
    { name: "new", sizes: ["Standard_D2s_v5", "Standard_D4s_v5", "Standard_D8s_v5"] },
  ],
  machines: [
    ...powers.flatMap((power) => [
      { name: `${power}-here`, resourceGroup, size: "Standard_D2s_v5", power },
      { name: `${power}-elsewhere`, resourceGroup, size: "Standard_D2s_v4", power },
    ]),
    ...["keyed", "watched", "wanted", "late"].map((name) => ({
      name,
      resourceGroup,
      size: "Standard_D2s_v4",
    })),
    { name: "locked", resourceGroup, size: "Standard_D2s_v4" },
  ],
  locks: [{ scope: idOf("locked"), name: "keep", level: "ReadOnly", notes: "until Friday" }],
};

const interlock = new InterlockUp();
beforeAll(() => interlock.start({ world, speed: 20 }), 60_000);
afterAll(() => interlock.stop(), 30_000);

const resize = (name: string, size = "Standard_D4s_v5"): readonly string[] => {
  const args = ["run", "vm-resize", idOf(name), "--size", size];
  return [...args, "--accept", "downtime"];
};

/** The next deallocation of the machine does not end until it is released. */
const stall = (name: string): Promise<unknown> =>
  interlock.control("POST", "/_simulator/faults", {
    id: `stall-${name}`,
    match: { method: "POST", path: `/${name}/deallocate$` },
    effect: { kind: "lro-stall" },
  });

const release = (name: string): Promise<unknown> =>
  interlock.control("POST", `/_simulator/faults/stall-${name}/release`);

/** Everything that was asked of Azure and was more than a read. */
const writes = (): readonly TapExchange[] =>
  interlock.exchanges().filter(({ request }) => request.method !== "GET");

const viewOf = (ended: { stdout: string }): OperationView =>
  JSON.parse(ended.stdout) as OperationView;

async function stateOf(name: string): Promise<ResourceView> {
  const { stdout } = await interlock.run("state", idOf(name), "--json");
  return JSON.parse(stdout) as ResourceView;
}

describe("interlock up", () => {
  it("keeps its token to itself", () => {
    expect(statSync(interlock.serviceFile).mode & 0o777).toBe(0o600);
    const { stdout, stderr } = interlock.up.written();
    expect(interlock.token.length).toBeGreaterThan(30);
    expect(stdout + stderr).not.toContain(interlock.token);
  });
});

describe("interlock run vm-resize", () => {
  it("ends with the size and the power state that are right, from every power state, in place or not, and no two writers meet", async () => {
    const ended = await Promise.all(
      machineNames.map((name) => interlock.run(...resize(name), "--json")),
    );
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      machineNames.map(() => ({ code: 0, stderr: "" })),
    );
    const states = await Promise.all(machineNames.map(stateOf));
    const found: unknown = Object.fromEntries(
      states.map(({ state }, index) => [machineNames[index], [state?.size, state?.powerState]]),
    );
    const wanted = "Standard_D4s_v5";
    expect(found).toEqual({
      "running-here": [wanted, "running"],
      "running-elsewhere": [wanted, "running"],
      "stopped-here": [wanted, "stopped"],
      // Getting back to stopped would boot its guest, which nobody has asked for.
      "stopped-elsewhere": [wanted, "deallocated"],
      "deallocated-here": [wanted, "deallocated"],
      "deallocated-elsewhere": [wanted, "deallocated"],
    });
    const { operations } = await interlock.dump();
    expect(writersOf(writes(), operations).length).toBeGreaterThan(machineNames.length);
    expect(writes().filter(({ response }) => response?.status === 409)).toEqual([]);
    expect(overlapsOf(writes(), operations)).toEqual([]);
  }, 120_000);

  it("tells steps as they happen and the whole at the end, without control characters in a pipe", async () => {
    const { code, stdout, stderr } = await interlock.run(
      ...resize("running-here", "Standard_D8s_v5"),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/submitted .*Standard_D8s_v5/);
    expect(stdout).toMatch(/outcome\s+succeeded/);
    expect(stdout).toMatch(/source: record, from http:\/\/127/);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  }, 60_000);

  it("meets the same operation with the same key, and refuses the key for another request", async () => {
    const key = ["--idempotency-key", "the-key", "--json"];
    const [first, again] = await Promise.all([
      interlock.run(...resize("keyed"), ...key),
      interlock.run(...resize("keyed"), ...key),
    ]);
    expect([first.code, again.code]).toEqual([0, 0]);
    expect(viewOf(again).id).toBe(viewOf(first).id);
    const other = await interlock.run(...resize("keyed", "Standard_D8s_v5"), ...key);
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/asked for something else/);
  }, 60_000);

  it("refuses what a lock forbids with 10, names the lock, and sends nothing", async () => {
    const ended = await interlock.run(...resize("locked"));
    expect(ended.code).toBe(10);
    expect(ended.stdout).toMatch(/keep/);
    expect(ended.stdout).toMatch(/until Friday/);
    expect(writes().filter(({ request }) => /locked/i.test(request.url))).toEqual([]);
  }, 30_000);

  it("leaves the operation running at Ctrl-C, says so, and can wait for it again", async () => {
    await stall("watched");
    const waiting = interlock.spawn(resize("watched"));
    await until(() => waiting.written().stderr.includes("submitted"));
    const rejected = await interlock.run(
      ...resize("watched", "Standard_D8s_v5"),
      "--when-busy",
      "reject",
    );
    expect(rejected.code).toBe(11);
    const state = await interlock.run("state", idOf("watched"));
    expect(state.stdout).toMatch(/lease\s+exclusive, held by/);
    waiting.process.kill("SIGINT");
    const { code, stderr } = await waiting.ended;
    expect(code).toBe(130);
    const [, id] = /Operation (op-[0-9a-f]{32}) goes on/.exec(stderr) ?? [];
    await release("watched");
    const shown = await interlock.run("show", id ?? "", "--wait", "--json");
    expect(shown.code).toBe(0);
    expect(viewOf(shown)).toMatchObject({ id, outcome: "succeeded", status: "ended" });
  }, 60_000);

  it("ends with 14 when the deadline passes while Azure is at work, and the end can be waited for", async () => {
    await stall("late");
    const ended = await interlock.run(...resize("late"), "--deadline", "5m", "--json");
    expect(ended.code).toBe(14);
    expect(viewOf(ended)).toMatchObject({ outcome: "timed-out", status: "running" });
    await release("late");
    const shown = await interlock.run("show", viewOf(ended).id, "--wait", "--json");
    expect(shown.code).toBe(14);
    expect(viewOf(shown)).toMatchObject({ outcome: "timed-out", status: "ended" });
    // What had been taken apart is put back.
    const { state } = await stateOf("late");
    expect([state?.size, state?.powerState]).toEqual(["Standard_D2s_v4", "running"]);
  }, 120_000);

  it("joins the same wish and queues another", async () => {
    const [first, second, third] = await Promise.all([
      interlock.run(...resize("wanted"), "--when-busy", "join", "--json"),
      interlock.run(...resize("wanted"), "--when-busy", "join", "--json"),
      interlock.run(...resize("wanted", "Standard_D8s_v5"), "--json"),
    ]);
    expect([first.code, second.code, third.code]).toEqual([0, 0, 0]);
    const [one, other] = [viewOf(first), viewOf(second)];
    const joined = [one.report?.joined, other.report?.joined].filter((id) => id !== null);
    expect(joined).toHaveLength(1);
    expect([one.id, other.id]).toContain(joined[0]);
  }, 90_000);
});

describe("interlock plan", () => {
  it("shows what would be done, and what must be accepted, and sends nothing", async () => {
    const before = writes().length;
    const refused = await interlock.run(
      "plan",
      "vm-resize",
      idOf("locked"),
      "--size",
      "Standard_D4s_v5",
    );
    expect(refused.code).toBe(10);
    expect(refused.stdout).toMatch(/--accept downtime/);
    expect(refused.stdout).toMatch(/management-lock/);
    expect(writes()).toHaveLength(before);
  }, 30_000);
});

describe("interlock list and show", () => {
  it("show what was done by whom, with its timeline", async () => {
    const listed = await interlock.run("list", "--json", "--max", "1");
    const { operations } = JSON.parse(listed.stdout) as { operations: OperationView[] };
    expect(operations).toHaveLength(1);
    const shown = await interlock.run("show", operations[0]?.id ?? "");
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/timeline\n\s+\d\d:\d\d:\d\d {2}claimed/);
    const table = await interlock.run("list");
    expect(table.stdout).toContain(operations[0]?.id);
  }, 30_000);

  it("show ends with 2 for an operation that there is not", async () => {
    const shown = await interlock.run("show", `op-${"0".repeat(32)}`);
    expect(shown.code).toBe(2);
  }, 30_000);
});
