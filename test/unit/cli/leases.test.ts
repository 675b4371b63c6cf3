// The commands about leases that end by themselves, and what they say; hold has tests of its own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { confirmed } from "../../../src/cli/confirmation.ts";
import { durationMs } from "../../../src/cli/duration.ts";
import type { LeaseListView } from "../../../src/contracts/lease-http-shapes.ts";
import type { LeaseHolderView } from "../../../src/contracts/lease-messages.ts";
import { CommandLine } from "../../support/command-line.ts";
import { aLease, leaseId } from "../../support/lease-service.ts";
import { vmId } from "../../support/vm-observation.ts";

vi.mock("../../../src/cli/confirmation.ts", () => ({
  confirmed: vi.fn<() => Promise<boolean>>(async () => false),
}));

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.start();
});

const groupId = vmId.split("/providers/")[0] ?? "";
const escape = "\u001b[2J";

const aHolder = (change: Partial<LeaseHolderView["owner"]> = {}): LeaseHolderView => ({
  owner: {
    id: `${leaseId}/1`,
    operationId: leaseId,
    instanceId: leaseId,
    kind: "tool-lease",
    principal: { id: "local:bob", name: "bob" },
    purpose: "terraform on build-7",
    ...change,
  },
  mode: "exclusive",
  fencing: 41,
  since: "2026-01-05T07:50:00.000Z",
  expiresAt: "2026-01-05T08:05:00.000Z",
});

const aList = (change: Partial<LeaseListView> = {}): LeaseListView => ({
  observedAt: "2026-01-05T08:00:00.000Z",
  resources: [
    {
      resourceId: groupId,
      lease: { resourceId: groupId, holders: [], queue: [], open: [], breaks: [] },
      turn: null,
    },
    {
      resourceId: vmId,
      lease: { resourceId: vmId, holders: [aHolder()], queue: [], open: [], breaks: [] },
      turn: { resourceId: vmId, head: null, queue: [], waiting: 3 },
    },
  ],
  ...change,
});

describe("bad input about leases", () => {
  const one = [vmId, "--", "true"];
  it.each([
    ["hold of nothing", ["hold", "--", "true"], "RESOURCE_ID"],
    ["hold without a command", ["hold", vmId], "two dashes"],
    ["hold with nothing after the dashes", ["hold", vmId, "--"], "two dashes"],
    ["hold of what is no ID", ["hold", "api-01", "--", "true"], "starts with a slash"],
    [
      "hold of a subscription",
      ["hold", groupId.split("/resourceGroups")[0] ?? "", "--", "true"],
      "no resource",
    ],
    ["hold for a moment", ["hold", "--duration", "59s", ...one], "--duration"],
    ["hold for a year", ["hold", "--duration", "365d", ...one], "--duration"],
    [
      "hold with too long a grace",
      ["hold", "--duration", "1m", "--grace", "16s", ...one],
      "--grace",
    ],
    ["hold in a mode that is none", ["hold", "--mode", "shared", ...one], "--mode"],
    ["hold until what is none", ["hold", "--until", "happy", ...one], "--until"],
    [
      "hold for too much",
      ["hold", ...Array.from({ length: 21 }, () => vmId), "--", "true"],
      "RESOURCE_ID",
    ],
    ["hold with an empty purpose", ["hold", "--purpose", "", ...one], "--purpose"],
    ["hold with a deadline that is none", ["hold", "--deadline", "soon", ...one], "--deadline"],
    ["wait for nothing", ["wait", vmId], "--for"],
    ["wait for what is none", ["wait", vmId, "--for", "power-state=on"], "--for"],
    [
      "wait with a time that is none",
      ["wait", vmId, "--for", "gone", "--timeout", "x"],
      "--timeout",
    ],
    ["leases of what is none", ["leases", "x"], "starts with a slash"],
    ["release of nothing", ["release"], "LEASE_ID"],
    ["release of both", ["release", leaseId, "--break", vmId], "LEASE_ID"],
    ["release of what is no lease", ["release", "lease-1"], "lease-"],
    ["release without a token", ["release", leaseId], "--token-file"],
    ["release with a reason", ["release", leaseId, "--reason", "r"], "--reason"],
    ["break without a reason", ["release", "--break", vmId], "--reason"],
    ["break for a blank reason", ["release", "--break", vmId, "--reason", "  "], "--reason"],
    ["cancel of nothing", ["cancel"], "OPERATION"],
    ["cancel of what is none", ["cancel", "op-1"], "op-"],
  ])("%s ends with 2 and is not sent", async (_name, args, said) => {
    const { code, stderr } = await cli.run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(cli.sent).toEqual([]);
  });
});

describe("interlock leases", () => {
  it("shows who holds what, for what, since when, until when, and how many wait", async () => {
    cli.answers = [Response.json(aList())];
    const { code, stdout } = await cli.run("leases");
    expect(code).toBe(0);
    const line = stdout.split("\n").find((each) => each.includes("prod-rg/api-01")) ?? "";
    for (const part of [
      "bob",
      "exclusive",
      "terraform on build-7",
      "10 min 00 s",
      "08:05:00",
      "41",
      "3",
    ]) {
      expect(line).toContain(part);
    }
    expect(stdout).toMatch(/│ prod-rg +│ nobody/);
  });

  it("shows from whom a lease was taken, and until when nobody has it", async () => {
    const broken = {
      at: "2026-01-05T08:00:00.000Z",
      by: { id: "local:eve", name: "eve" },
      reason: "gone",
      fencedUntil: "2026-01-05T08:02:00.000Z",
    };
    const fenced = [{ ...aHolder(), broken }];
    const lease = { resourceId: vmId, holders: [], fenced, queue: [], open: [], breaks: [] };
    cli.answers = [Response.json(aList({ resources: [{ resourceId: vmId, lease, turn: null }] }))];
    const { stdout } = await cli.run("leases");
    expect(stdout).toMatch(/│ prod-rg\/api-01 │ bob .*exclusive, broken .*fenced to 08:02:00 UTC/);
    expect(stdout).not.toContain("nobody");
  });

  it("shows one resource and what lies below it, and as JSON nothing else", async () => {
    cli.answers = [Response.json(aList())];
    const { stdout } = await cli.run("leases", vmId.toUpperCase(), "--json");
    const view = JSON.parse(stdout) as LeaseListView;
    expect(view.resources.map(({ resourceId }) => resourceId)).toEqual([vmId]);
  });

  it("says that there is none, and what the list lacks", async () => {
    cli.answers = [Response.json(aList({ resources: [], note: "Only the first were looked at." }))];
    const { stdout } = await cli.run("leases");
    expect(stdout).toContain("Nobody holds a lease");
    expect(stdout).toContain("Only the first were looked at.");
  });

  it("lets nobody write to the terminal by what he calls his purpose", async () => {
    const lease = {
      resourceId: vmId,
      holders: [aHolder({ purpose: escape })],
      queue: [],
      open: [],
      breaks: [],
    };
    cli.answers = [Response.json(aList({ resources: [{ resourceId: vmId, lease, turn: null }] }))];
    expect((await cli.run("leases")).stdout).not.toContain("\u001b");
  });
});

describe("interlock release", () => {
  it("gives a lease back by a token from a file, which is not shown", async () => {
    const folder = mkdtempSync(join(tmpdir(), "interlock-release-"));
    try {
      writeFileSync(join(folder, "token"), "the-secret\n");
      cli.answers = [Response.json(aLease({ status: "released", sentence: "It was given back." }))];
      const end = await cli.run("release", leaseId, "--token-file", join(folder, "token"));
      expect(end.code).toBe(0);
      expect(end.stdout).toBe(`${leaseId}: It was given back.\n`);
      expect(end.stdout + end.stderr).not.toContain("the-secret");
      expect(cli.sent).toEqual([
        {
          method: "POST",
          path: `/api/v1/leases/${leaseId}/release`,
          body: { token: "the-secret" },
        },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("takes the token from the environment, and ends with 2 where it is another's", async () => {
    vi.stubEnv("INTERLOCK_LEASE_TOKEN", "the-secret");
    cli.answers = [Response.json({ title: "t", detail: "It is another's." }, { status: 403 })];
    const { code, stderr } = await cli.run("release", leaseId);
    expect([code, stderr]).toEqual([2, "It is another's."]);
  });

  it("breaks a lease for a reason and tells who was fenced out and what that means", async () => {
    const broken = {
      resourceId: vmId,
      at: "2026-01-05T08:00:00.000Z",
      by: { id: "local:alice", name: "alice" },
      reason: "the runner died",
      holders: [aHolder(), aHolder({ kind: "vm-resize", operationId: "op-1" })],
      sentence: "Fenced out: two.",
    };
    cli.answers = [Response.json(broken)];
    const { code, stdout } = await cli.run(
      "release",
      "--break",
      vmId,
      "--reason",
      " the runner died ",
      "--yes",
    );
    expect(code).toBe(0);
    expect(cli.sent).toEqual([
      {
        method: "POST",
        path: "/api/v1/leases/break",
        body: { resourceId: vmId, reason: "the runner died" },
      },
    ]);
    expect(stdout).toContain("Fenced out: two.");
    expect(stdout).toMatch(/fenced out bob, lease-0+, exclusive, number 41: terraform on build-7/);
    expect(stdout).toContain(
      "within a minute; another tool that goes on writing has to be ended by you",
    );
    expect(stdout).toContain("whoever comes next follows that to its end first");
  });

  it("asks a person first and shows who holds it, however the service spells its ID", async () => {
    const spelled = vmId.replace("prod-rg", "οδοσ-rg");
    const typed = vmId.replace("prod-rg", "ΟΔΟΣ-rg");
    const lease = { resourceId: spelled, holders: [aHolder()], queue: [], open: [], breaks: [] };
    const entry = { resourceId: spelled, lease, turn: null };
    cli.answers = [Response.json(aList({ resources: [entry] }))];
    const isTty = Object.getOwnPropertyDescriptor(process.stdin, "isTTY");
    Object.defineProperty(process.stdin, "isTTY", { value: true, configurable: true });
    try {
      const { code, stderr } = await cli.run("release", "--break", typed, "--reason", "r");
      expect(code).toBe(2);
      expect(stderr).toMatch(/held by +bob since/);
      expect(stderr).toContain("Nothing was broken.");
      expect(confirmed).toHaveBeenCalledOnce();
      expect(cli.sent.map(({ method }) => method)).toEqual(["GET"]);
    } finally {
      if (isTty === undefined) Reflect.deleteProperty(process.stdin, "isTTY");
      else Object.defineProperty(process.stdin, "isTTY", isTty);
    }
  });

  it("does not break it twice when the answer is lost: the next holder may be another", async () => {
    const lost = new Response(
      new ReadableStream({ start: (controller) => controller.error(new Error("reset")) }),
    );
    cli.answers = [lost];
    expect((await cli.run("release", "--break", vmId, "--reason", "r", "--yes")).code).toBe(3);
    expect(cli.sent).toHaveLength(1);
  });
});

describe("how long a typed time is", () => {
  it.each([
    ["10s", 10_000],
    ["1h30m", 5_400_000],
    ["PT15M", 900_000],
    ["P1DT1H", 90_000_000],
  ])("%s is %d ms", (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(["", "P", "PT", "10", "x", "P1M", "1.5h"])("%j is none", (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});
