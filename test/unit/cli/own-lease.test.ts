// A command under a lease that asks for what this very lease excludes: it would wait for itself.

import { beforeEach, describe, expect, it, vi } from "vitest";
import { leaseEnvironment } from "../../../src/cli/run-under-lease.ts";
import type { ResourceView } from "../../../src/contracts/http-shapes.ts";
import type { LeaseMode, LeaseView } from "../../../src/contracts/lease-messages.ts";
import { CommandLine } from "../../support/command-line.ts";
import { aLease, leaseId } from "../../support/lease-service.ts";
import { aView } from "../../support/operation-view.ts";
import { aVmState, vmId } from "../../support/vm-observation.ts";

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.start();
  vi.stubEnv("INTERLOCK_LEASE", leaseId);
  vi.stubEnv("INTERLOCK_HELD", "");
});

const groupId = vmId.slice(0, vmId.indexOf("/providers/"));
const other = `lease-${"1".repeat(32)}`;

function held(resourceId: string, by: string, mode: LeaseMode): LeaseView {
  const owner = {
    id: `${by}/1`,
    operationId: by,
    instanceId: by,
    kind: "tool-lease",
    principal: { id: "local:bob", name: "bob" },
    purpose: "deploy.sh",
  };
  const [since, expiresAt] = ["2026-01-05T07:50:00.000Z", "2026-01-05T08:05:00.000Z"];
  const holders = [{ owner, mode, fencing: 7, since, expiresAt }];
  return { resourceId, holders, queue: [], open: [], breaks: [] };
}

const free: LeaseView = { resourceId: vmId, holders: [], queue: [], open: [], breaks: [] };

const seen = (lease: LeaseView, parents: readonly LeaseView[] = []): Response =>
  Response.json({
    resourceId: vmId,
    observedAt: "2026-01-05T08:00:00.000Z",
    state: aVmState(),
    stateProblem: null,
    locks: [],
    locksProblem: null,
    running: { settled: true, operationId: null, since: null, what: null },
    lease,
    parents,
    turn: { resourceId: vmId, head: null, queue: [], waiting: 0 },
  } satisfies ResourceView);

const run = ["run", "vm-resize", vmId, "--size", "Standard_D4s_v5", "--no-wait"];

describe("interlock run under a lease", () => {
  it.each([
    ["the same machine", () => seen(held(vmId, leaseId, "exclusive")), "prod-rg/api-01:"],
    ["what is in the machine", () => seen(held(vmId, leaseId, "intent")), "prod-rg/api-01:"],
    ["its group as a whole", () => seen(free, [held(groupId, leaseId, "exclusive")]), "prod-rg:"],
  ])(
    "that holds %s is refused with 2 and told why, and starts nothing",
    async (_n, view, place) => {
      cli.answers = [view()];
      const { code, stderr } = await cli.run(...run);
      expect(code).toBe(2);
      expect(stderr).toContain(`This runs under ${leaseId}`);
      expect(stderr).toContain(`holds ${place}`);
      expect(stderr).toContain("it would wait for that lease, and the lease for the command");
      expect(cli.sent.map(({ method }) => method)).toEqual(["GET"]);
    },
  );

  it.each([
    ["something else", () => seen(free)],
    ["a share of its group", () => seen(free, [held(groupId, leaseId, "intent")])],
    ["nothing of it, while another does", () => seen(held(vmId, other, "exclusive"))],
    ["what the service cannot show", () => Response.json({ title: "t" }, { status: 500 })],
  ])("that holds %s is started", async (_name, view) => {
    cli.answers = [
      view(),
      Response.json(aView({ status: "running", outcome: null, report: null })),
    ];
    expect((await cli.run(...run)).code).toBe(0);
    expect(cli.sent.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  it("of which an outer one holds it is refused, too", async () => {
    vi.stubEnv("INTERLOCK_HELD", `${other} ${leaseId}`);
    cli.answers = [seen(held(vmId, other, "exclusive"))];
    expect((await cli.run(...run)).code).toBe(2);
  });

  it("is planned without a look: a plan takes no lease", async () => {
    cli.answers = [Response.json(aView({ dryRun: true }))];
    await cli.run("plan", "vm-resize", vmId, "--size", "Standard_D4s_v5");
    expect(cli.sent.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("that there is none of looks at nothing", async () => {
    vi.stubEnv("INTERLOCK_LEASE", "");
    cli.answers = [Response.json(aView({ status: "running", outcome: null, report: null }))];
    await cli.run(...run);
    expect(cli.sent.map(({ method }) => method)).toEqual(["POST"]);
  });
});

describe("interlock hold under a lease", () => {
  it.each([
    ["exclusive", "exclusive", []],
    ["intent", "exclusive", []],
    ["exclusive", "intent", ["--mode", "intent"]],
  ] as const)(
    "of mode %s on the same for one of mode %s is refused with 2",
    async (mode, _wanted, more) => {
      cli.answers = [seen(held(vmId, leaseId, mode))];
      const { code, stderr } = await cli.run("hold", vmId, ...more, "--", "true");
      expect(code).toBe(2);
      expect(stderr).toContain("it would wait for that lease");
      expect(cli.sent).toHaveLength(1);
    },
  );
});

describe("a lease in a command's environment", () => {
  it("is its ID and the numbers of what was named, the first by itself, and what it runs under", () => {
    const database = vmId.replace("api-01", "db-01");
    const lease = aLease({
      resources: [
        { resourceId: vmId, mode: "exclusive", fencing: 7 },
        { resourceId: database, mode: "intent", fencing: 9 },
      ],
    });
    const environment = leaseEnvironment(lease, { INTERLOCK_LEASE: other });
    expect(environment).toEqual({
      INTERLOCK_LEASE: leaseId,
      INTERLOCK_FENCING: "7",
      INTERLOCK_LEASES: JSON.stringify({ [vmId]: 7, [database]: 9 }),
      INTERLOCK_HELD: `${other} ${leaseId}`,
    });
  });
});
