// The state gate for pipelines: what it waits for, what it says of it, and how it ends.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ResourceView } from "../../../src/contracts/http-shapes.ts";
import { resourceStateOfVm } from "../../../src/domain/resource-state.ts";
import { CommandLine } from "../../support/command-line.ts";
import { aMissingVm, aVmState, vmId } from "../../support/vm-observation.ts";

const time = vi.hoisted(() => ({ passedMs: 0 }));
// Time passes by being waited for: no test waits itself.
vi.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => {
    time.passedMs += ms;
  },
}));
vi.mock("node:os", async (original) => ({ ...(await original<object>()), uptime: () => 0 }));

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.start();
  time.passedMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => time.passedMs);
});

const aResource = (change: Partial<ResourceView> = {}, state = aVmState()): Response =>
  Response.json({
    resourceId: vmId,
    observedAt: "2026-01-05T08:00:00.000Z",
    state,
    resource: resourceStateOfVm(state),
    stateProblem: null,
    locks: [],
    locksProblem: null,
    refused: { state: false, locks: false },
    running: { settled: true, operationId: null, since: null, what: null },
    lease: { resourceId: vmId, holders: [], queue: [], open: [], breaks: [] },
    turn: { resourceId: vmId, head: null, queue: [], waiting: 0 },
    ...change,
  } satisfies ResourceView);

const deallocated = (): Response => aResource({}, aVmState({ powerState: "deallocated" }));
const deallocating = (): Response => aResource({}, aVmState({ powerState: "deallocating" }));
const wait = (...more: readonly string[]) => cli.run("wait", vmId, ...more);
const forDeallocated = ["--for", "power-state=deallocated"] as const;

describe("interlock wait", () => {
  it("refuses what can never hold of such a resource, and asks nothing", async () => {
    const { code, stderr } = await wait("--for", "settled", "--for", "unattached");
    expect(code).toBe(2);
    expect(stderr).toMatch(/--for: unattached can never hold of .*api-01: only of Microsoft\./);
    expect(cli.sent).toEqual([]);
  });

  it("ends with 0 as soon as it holds, and tells on the way what is seen, each once", async () => {
    cli.answers = [aResource(), deallocating(), deallocating(), deallocated()];
    const { code, stdout, stderr } = await wait(...forDeallocated);
    expect(code).toBe(0);
    expect(stderr.trimEnd().split("\n")).toEqual([
      "Waiting at prod-rg/api-01 for PowerState/deallocated, now PowerState/running",
      "Waiting at prod-rg/api-01 for PowerState/deallocated, now PowerState/deallocating",
    ]);
    expect(stdout).toMatch(/^prod-rg\/api-01: power-state=deallocated .*after 15 s\.\n$/);
    expect(cli.sent).toHaveLength(4);
  });

  it("looks every 5 seconds for a minute and every 15 after that", async () => {
    cli.answers = Array.from({ length: 20 }, () => aResource());
    const { code } = await wait(...forDeallocated, "--timeout", "2m");
    expect(code).toBe(14);
    // At 0, 5, … 60 and 75, 90, 105, 120 seconds.
    expect(cli.sent).toHaveLength(17);
  });

  it("ends with 14 when the time is over, and says what is missing", async () => {
    cli.answers = [aResource(), aResource(), aResource()];
    const { code, stdout } = await wait(...forDeallocated, "--timeout", "7s");
    expect(code).toBe(14);
    expect(stdout).toContain("The time is over after 7 s.");
    expect(stdout).toContain("for PowerState/deallocated, now PowerState/running");
    expect(cli.sent).toHaveLength(3);
  });

  it("waits for all of several conditions at once", async () => {
    const lock = { id: "l", name: "keep", level: "ReadOnly", scope: vmId, notes: null } as const;
    cli.answers = [
      aResource({ locks: [lock] }, aVmState({ powerState: "deallocated" })),
      aResource({ locks: [] }),
      deallocated(),
    ];
    const { code, stderr } = await wait(...forDeallocated, "--for", "unlocked");
    expect(code).toBe(0);
    expect(stderr).toContain('no management lock to cover it, now ReadOnly "keep"');
    expect(cli.sent).toHaveLength(3);
  });

  it("knows a resource that is gone", async () => {
    cli.answers = [aResource({}, aMissingVm())];
    expect((await wait("--for", "gone")).code).toBe(0);
  });

  it("ends with 10 at once where Azure refuses to show it", async () => {
    const stateProblem = "Azure refused the read with 403 AuthorizationFailed: no.";
    const hidden = { state: null, resource: null, stateProblem };
    cli.answers = [aResource({ ...hidden, refused: { state: true, locks: false } })];
    const { code, stdout } = await wait("--for", "settled");
    expect(code).toBe(10);
    expect(stdout).toContain(stateProblem);
    expect(cli.sent).toHaveLength(1);
  });

  it("goes on where Azure is only busy or does not answer", async () => {
    const hidden = { state: null, resource: null, stateProblem: "Azure did not answer: timeout" };
    cli.answers = [aResource(hidden), deallocated()];
    const { code, stderr } = await wait(...forDeallocated);
    expect(code).toBe(0);
    expect(stderr).toContain("(Azure did not answer: timeout)");
  });

  it("ends with 3 when the service stays away for two minutes", async () => {
    cli.answers = [aResource()];
    const { code, stderr } = await wait(...forDeallocated);
    expect(code).toBe(3);
    expect(stderr).toContain("it is asked again for 2 min");
    expect(stderr).toContain("Whether the conditions hold is not known.");
  });

  it("prints what was seen last as JSON and nothing else", async () => {
    cli.answers = [aResource(), deallocated()];
    const { stdout, stderr } = await wait(...forDeallocated, "--json");
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      resourceId: vmId,
      status: "met",
      conditions: [{ condition: "power-state=deallocated", holds: true }],
      resource: { powerState: "deallocated" },
      waitedMs: 5_000,
    });
  });
});
