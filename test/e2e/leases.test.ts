// Leases for other tools, on the command line: `hold`, `wait`, `leases`, `release`, and what `run` and
// `cancel` make of a hold, each a real process against the running service and the simulated Azure.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../../simulator/world.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { InterlockUp, until } from "../support/interlock-up.ts";
import type { Running } from "../support/interlock-up.ts";

const resourceGroup = "prod-rg";
const groupId = `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${resourceGroup}`;
const idOf = (name: string): string =>
  `${groupId}/providers/Microsoft.Compute/virtualMachines/${name}`;

const world: World = {
  clusters: [{ name: "only", sizes: ["Standard_D2s_v5", "Standard_D4s_v5"] }],
  machines: ["own", "nested", "broken", "busy", "parked"].map((name) => ({
    name,
    resourceGroup,
    size: "Standard_D2s_v5",
    power: name === "parked" ? ("deallocated" as const) : ("running" as const),
  })),
};

const interlock = new InterlockUp();
beforeAll(() => interlock.start({ world, speed: 20 }), 60_000);
afterAll(() => interlock.stop(), 30_000);

/** Holds a machine until the command that runs under it is ended; resolves once it runs. */
async function holdOpen(name: string, purpose: string): Promise<Running> {
  const command = ["sh", "-c", "echo under way; exec sleep 120"];
  const holding = interlock.spawn(["hold", idOf(name), "--purpose", purpose, "--", ...command]);
  await until(() => holding.written().stdout.includes("under way"));
  return holding;
}

const resize = (name: string): readonly string[] => {
  const args = ["run", "vm-resize", idOf(name), "--size", "Standard_D4s_v5"];
  return [...args, "--accept", "downtime"];
};

describe("interlock hold", () => {
  it("runs the command with its lease in the environment, ends as it did, and keeps nothing", async () => {
    const told = "echo $INTERLOCK_LEASE $INTERLOCK_FENCING; echo $INTERLOCK_LEASES; exit 7";
    const { code, stdout } = await interlock.run("hold", idOf("own"), "--", "sh", "-c", told);
    expect(code).toBe(7);
    const [first = "", second = ""] = stdout.split("\n");
    const [, fencing] = /^lease-[0-9a-f]+ ([0-9]+)$/.exec(first) ?? [];
    expect(Object.values(JSON.parse(second) as object).map(String)).toEqual([fencing]);
    const { stdout: left } = await interlock.run("leases", idOf("own"));
    expect(left).not.toContain("held");
  }, 30_000);

  it("lets no command under it wait for itself: what its own lease excludes is refused with 2, the rest runs", async () => {
    const program = join(import.meta.dirname, "..", "..", "bin", "interlock.mjs");
    const within = (...args: readonly string[]) =>
      interlock.run("hold", idOf("own"), "--", process.execPath, program, ...args);
    const resized = await within(...resize("own"));
    expect(resized.code).toBe(2);
    expect(resized.stderr).toContain("it would wait for that lease");
    expect((await within("hold", idOf("own"), "--", "true")).code).toBe(2);
    expect((await within("hold", idOf("nested"), "--", "true")).code).toBe(0);
  }, 60_000);

  it("ends its command and itself with 17 when the lease is broken, and says by whom and why", async () => {
    const holding = await holdOpen("broken", "a long deploy");
    const { stdout: shown } = await interlock.run("leases");
    expect(shown).toContain("a long deploy");
    const why = ["--reason", "its runner is gone", "--yes"];
    const broken = await interlock.run("release", "--break", idOf("broken"), ...why);
    expect(broken.code).toBe(0);
    const { code, stderr } = await holding.ended;
    expect(code).toBe(17);
    expect(stderr).toContain("its runner is gone");
  }, 60_000);
});

describe("interlock run and cancel, against a hold", () => {
  it("is told at once with 11 who is in the way and for what, or waits until it is cancelled with 15", async () => {
    const holding = await holdOpen("busy", "an upgrade by hand");
    const rejected = await interlock.run(...resize("busy"), "--when-busy", "reject");
    expect(rejected.code).toBe(11);
    expect(rejected.stdout + rejected.stderr).toContain("an upgrade by hand");

    const queued = interlock.spawn([...resize("busy"), "--json"]);
    const waiting = async (): Promise<readonly OperationView[]> => {
      const { stdout } = await interlock.run("list", "--json");
      const { operations } = JSON.parse(stdout) as { operations: readonly OperationView[] };
      return operations.filter(({ status }) => status !== "ended");
    };
    await until(async () => (await waiting()).length === 1);
    const [operation] = await waiting();
    const cancelled = await interlock.run("cancel", operation?.id ?? "");
    expect([cancelled.code, (await queued.ended).code]).toEqual([0, 15]);
    holding.process.kill("SIGTERM");
    expect((await holding.ended).code).toBe(143);
    const sent = interlock.exchanges().filter(({ request }) => request.method !== "GET");
    expect(sent.map(({ request }) => request.url)).toEqual([]);
  }, 60_000);
});

describe("interlock wait", () => {
  it("ends with 0 once it holds, with 14 when the time is over, with 2 for what nobody knows", async () => {
    const waitFor = (...args: readonly string[]) => interlock.run("wait", idOf("parked"), ...args);
    const ended = await Promise.all([
      waitFor("--for", "power-state=deallocated"),
      waitFor("--for", "power-state=running", "--timeout", "1s"),
      waitFor("--for", "happiness"),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([0, 14, 2]);
    expect(ended[2].stderr).toContain("happiness");
  }, 30_000);
});
