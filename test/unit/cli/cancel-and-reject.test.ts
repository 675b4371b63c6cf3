// Operations that are told to stop, and operations that do not want to wait.
import { beforeEach, describe, expect, it } from "vitest";
import { CommandLine } from "../../support/command-line.ts";
import { aBusyWith } from "../../support/lease-service.ts";
import { aReport, aView } from "../../support/operation-view.ts";
import { vmId } from "../../support/vm-observation.ts";

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
  cli.start();
});

describe("interlock cancel", () => {
  const operationId = aView().id;
  const cancelled = aView({ outcome: "cancelled", report: aReport({ outcome: "cancelled" }) });

  it("ends with 0 when nothing of it is left", async () => {
    cli.answers = [
      Response.json(aView({ status: "running", outcome: null, report: null }), { status: 202 }),
      Response.json(cancelled),
    ];
    const { code, stdout } = await cli.run("cancel", operationId);
    expect(code).toBe(0);
    expect(stdout).toMatch(/outcome +cancelled/);
    expect(cli.sent[0]).toMatchObject({
      method: "POST",
      path: `/api/v1/operations/${operationId}/cancel`,
    });
  });

  it.each([
    ["succeeded", 10],
    ["failed", 13],
    ["stuck", 16],
    ["cancelled", 0],
  ] as const)("of one that has ended as %s ends with %d and shows it", async (outcome, code) => {
    cli.answers = [
      Response.json({ title: "t", detail: "It has ended already." }, { status: 409 }),
      Response.json(aView({ outcome, report: aReport({ outcome }) })),
    ];
    const end = await cli.run("cancel", operationId);
    expect(end.code).toBe(code);
    expect(end.stderr).toContain("It has ended already.");
    expect(end.stdout).toContain(outcome);
  });

  it("is not believed to have stopped what goes on, and does not wait where it is not to", async () => {
    cli.answers = [
      Response.json(aView({ status: "running", outcome: null, report: null }), { status: 202 }),
    ];
    const { code, stdout } = await cli.run("cancel", operationId, "--no-wait");
    expect(code).toBe(0);
    expect(stdout).toMatch(/status +running/);
    expect(cli.sent).toHaveLength(1);
  });

  it("of another's operation ends with 2", async () => {
    cli.answers = [Response.json({ title: "t", detail: "It is another's." }, { status: 403 })];
    expect((await cli.run("cancel", operationId)).code).toBe(2);
  });
});

describe("interlock run --when-busy reject", () => {
  const run = ["run", "vm-resize", vmId, "--size", "Standard_D4s_v5", "--when-busy", "reject"];
  const busyWith = aBusyWith();
  const busy = aView({
    outcome: "busy",
    report: aReport({ outcome: "busy", busyWith, sentence: "Busy." }),
  });
  const problem = {
    title: "t",
    detail: "Somebody else is at work.",
    instance: `/api/v1/operations/${busy.id}`,
    operationId: busy.id,
    busyWith,
  };

  it.each([
    ["", []],
    [" and without waiting", ["--no-wait"]],
  ] as const)(
    "ends with 11 and tells who, since when, for what, until when and how many wait%s",
    async (_name, more) => {
      cli.answers = [Response.json(problem, { status: 409 }), Response.json(busy)];
      const { code, stdout } = await cli.run(...run, ...more);
      expect(code).toBe(11);
      expect(stdout).toContain(busy.id);
      expect(stdout).toMatch(/held by +bob \(op-0123456789abcdef0123456789abcdef\)/);
      expect(stdout).toMatch(/since +2026-01-05T07:55:00.000Z/);
      expect(stdout).toMatch(/for +Resize api-01 \[vm-resize\]/);
      expect(stdout).toMatch(/done by +2026-01-05T08:30:00.000Z at the latest/);
      expect(stdout).toMatch(/lease ends +2026-01-05T08:10:00.000Z, unless it renews/);
      expect(stdout).toMatch(/queue +2 wait for it/);
    },
  );

  it("prints the operation as JSON where a program reads it", async () => {
    cli.answers = [Response.json(problem, { status: 409 }), Response.json(busy)];
    const { code, stdout } = await cli.run(...run, "--json");
    expect(code).toBe(11);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "busy", report: { busyWith } });
  });
});
