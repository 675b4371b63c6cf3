// What is typed: bad input ends before anything is sent, and every ending has its exit code.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { endOf } from "../../../src/cli/call-end.ts";
import { createProgram } from "../../../src/cli/program.ts";
import { exitCodeOf, exitCodes } from "../../../src/contracts/exit-codes.ts";
import { aView } from "../../support/operation-view.ts";
import { vmId } from "../../support/vm-observation.ts";

const errors: string[] = [];
const output: string[] = [];
const requests: { url: string; init: RequestInit }[] = [];
let answers: Response[] = [];

async function interlock(...args: string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await createProgram("0.0.0").parseAsync(args, { from: "user" });
    return process.exitCode;
  } catch (thrown) {
    const { code, text } = endOf(thrown);
    errors.push(text ?? "");
    return code;
  } finally {
    process.exitCode = 0;
  }
}

beforeEach(() => {
  for (const kept of [errors, output, requests]) kept.length = 0;
  answers = [];
  vi.stubEnv("INTERLOCK_URL", "http://127.0.0.1:9");
  vi.stubEnv("INTERLOCK_TOKEN", "a-token");
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    requests.push({ url, init });
    const answer = answers.shift();
    if (answer === undefined) {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error(), { code: "ECONNREFUSED" }),
      });
    }
    return answer;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => output.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
});

afterEach(() => vi.unstubAllGlobals());

const resize = ["run", "vm-resize", vmId, "--size", "Standard_D4s_v5"];

describe("bad input", () => {
  it.each([
    ["an unknown command", ["resize"], "unknown command"],
    ["no command of run", ["run"], "Usage"],
    ["an unknown kind", ["run", "vm-explode", vmId], "unknown command"],
    ["no size", ["run", "vm-resize", vmId], "--size"],
    ["an option that there is not", [...resize, "--force"], "--force"],
    ["an ID that is none", ["run", "vm-resize", "api-01", "--size", "S"], "starts with a slash"],
    ["an ID with ..", ["run", "vm-resize", `${vmId}/..`, "--size", "S"], "segment"],
    [
      "another type",
      ["plan", "vm-resize", vmId.replace("virtualMachines", "disks"), "--size", "S"],
      "takes a",
    ],
    ["a size that is none", ["run", "vm-resize", vmId, "--size", "a b"], "--size"],
    ["a power state that is none", [...resize, "--power-state-after", "on"], "power-state-after"],
    ["an acceptance that is none", [...resize, "--accept", "downtime,all"], "--accept"],
    ["a way to wait that is none", [...resize, "--when-busy", "push"], "when-busy"],
    ["a way to take a lock that is none", [...resize, "--on-lock", "remove"], "on-lock"],
    [
      "a way to take no room that is none",
      [...resize, "--on-no-capacity", "push"],
      "on-no-capacity",
    ],
    ["a deadline that is none", [...resize, "--deadline", "soon"], "--deadline"],
    ["a digest that is none", [...resize, "--approved-plan", "yes"], "--approved-plan"],
    ["a key with a space", [...resize, "--idempotency-key", "a b"], "--idempotency-key"],
    ["no operation", ["show"], "OPERATION"],
    ["an operation that is none", ["show", "op-1"], "op-"],
    ["too long a list", ["list", "--max", "201"], "1 to 200"],
    ["a status that is none", ["list", "--status", "lost"], "status"],
    ["a resource that is none", ["state", "/x"], "/subscriptions/"],
    ["a speed on the real cloud", ["up", "--azure", "--speed", "2"], "--speed"],
    ["a speed that is none", ["up", "--speed", "0"], "above 0"],
    ["a port that is none", ["up", "--port", "x"], "whole number"],
  ])("%s ends with 2 and is not sent", async (_name, args, said) => {
    expect(await interlock(...args)).toBe(2);
    expect(errors.join("")).toContain(said);
    expect(requests).toEqual([]);
  });

  it("points to the help of the command that was typed", async () => {
    await interlock(...resize, "--force");
    expect(errors.join("")).toContain("(interlock run vm-resize --help lists the options)");
    await interlock("run", "vm-explode", vmId);
    expect(errors.join("")).toContain("(interlock run --help lists the commands)");
  });

  it("is told in words and by the name of the option", async () => {
    await interlock(...resize, "--approved-plan", "yes");
    expect(errors.join("")).toContain("--approved-plan: The digest of a plan has 64 hexadecimal");
    await interlock(...resize, "--accept", "all");
    expect(errors.join("")).toContain("--accept: Only these are known: downtime,");
  });

  it("also is an address to which a token would go unencrypted", async () => {
    vi.stubEnv("INTERLOCK_URL", "http://interlock.example");
    expect(await interlock("list")).toBe(2);
    expect(requests).toEqual([]);
  });
});

describe("how a run ends", () => {
  const json = (body: unknown, status = 200): Response => Response.json(body, { status });

  it.each([
    ["succeeded", 0],
    ["nothing-to-do", 0],
    ["refused", 10],
    ["busy", 11],
    ["conflict", 12],
    ["failed", 13],
    ["timed-out", 14],
    ["cancelled", 15],
    ["stuck", 16],
  ] as const)("with outcome %s it is %d", async (outcome, code) => {
    answers = [json(aView({ outcome }), 202)];
    expect(await interlock(...resize, "--json")).toBe(code);
    expect(JSON.parse(output.join(""))).toMatchObject({ outcome });
  });

  it("does not wait for the end of what has passed its deadline", async () => {
    answers = [json(aView({ status: "running", outcome: "timed-out" }), 202)];
    expect(await interlock(...resize)).toBe(exitCodes.timedOut.code);
  });

  it("sends the deadline so that a repetition is the same request", async () => {
    answers = [json(aView(), 202)];
    await interlock(
      ...resize,
      "--deadline",
      "90m",
      "--accept",
      "downtime",
      "--accept",
      "os-disk-loss",
    );
    expect(JSON.parse(requests[0]?.init.body as string)).toEqual({
      kind: "vm-resize",
      target: vmId,
      parameters: { size: "Standard_D4s_v5" },
      accept: ["downtime", "os-disk-loss"],
      deadline: "PT90M",
    });
  });

  it("sends a start again with the same key when its answer was lost", async () => {
    const lost = new Response(
      new ReadableStream({ start: (controller) => controller.error(new Error("reset")) }),
    );
    answers = [lost, json(aView(), 202)];
    expect(await interlock(...resize)).toBe(0);
    const keys = requests.map(({ init }) => new Headers(init.headers).get("idempotency-key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it("with nobody there it is 3, and says so", async () => {
    expect(await interlock(...resize)).toBe(exitCodes.unreachable.code);
    expect(errors.join("")).toMatch(/does not answer \(ECONNREFUSED\).*interlock up/);
  });

  it.each([
    [400, 2],
    [404, 2],
    [422, 2],
    [500, 3],
    [503, 3],
  ])("with a problem of status %d it is %d, with the service's own words", async (status, code) => {
    const problem = {
      title: "t",
      detail: "What it says.",
      errors: [{ field: "target", problem: "p" }],
    };
    answers = [json(problem, status)];
    expect(await interlock(...resize)).toBe(code);
    expect(errors.join("")).toContain("What it says.\n  target: p");
  });

  it("with a token that is not accepted it is 2, and says which setting to change", async () => {
    answers = [json({ title: "t" }, 401)];
    expect(await interlock("list")).toBe(exitCodes.badInput.code);
    expect(errors.join("")).toContain("INTERLOCK_TOKEN");
  });

  it("with a server that is no Interlock it is 3", async () => {
    answers = [new Response("<html>", { status: 200 })];
    expect(await interlock("list")).toBe(exitCodes.unreachable.code);
  });

  it("without waiting it is 0 once it is accepted", async () => {
    answers = [json(aView({ status: "accepted", outcome: null, report: null }), 202)];
    expect(await interlock(...resize, "--no-wait")).toBe(0);
    expect(requests).toHaveLength(1);
  });
});

describe("exit codes", () => {
  it("are each used for one thing only", () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("are as they were: scripts branch on them", () => {
    const numbers = Object.fromEntries(
      Object.entries(exitCodes).map(([name, { code }]) => [name, code]),
    );
    expect(numbers).toEqual({
      done: 0,
      fault: 1,
      badInput: 2,
      unreachable: 3,
      refused: 10,
      busy: 11,
      conflict: 12,
      failed: 13,
      timedOut: 14,
      cancelled: 15,
      stuck: 16,
      lost: 17,
      interrupted: 130,
    });
    expect(exitCodeOf("planned")).toBe(0);
  });

  it("stand beside what must be given, in the first line of a command's help", async () => {
    expect(await interlock("run", "vm-resize", "--help")).toBe(0);
    expect(await interlock("plan", "vm-resize", "--help")).toBe(0);
    const usages = output.join("").match(/^Usage: .*$/gm);
    expect(usages).toEqual([
      "Usage: interlock run vm-resize <RESOURCE_ID> --size <size> [options]",
      "Usage: interlock plan vm-resize <RESOURCE_ID> --size <size> [options]",
    ]);
  });

  it("stand in the help", async () => {
    expect(await interlock("--help")).toBe(0);
    for (const { meaning } of Object.values(exitCodes)) expect(output.join("")).toContain(meaning);
  });
});
