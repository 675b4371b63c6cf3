// The HTTP door through real sockets: what a host does to a request before a function sees it.
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../src/contracts/http-shapes.ts";
import { InterlockUp } from "../support/interlock-up.ts";

const target =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-rg/providers/Microsoft.Compute/virtualMachines/api-01";
const body = JSON.stringify({
  kind: "vm-resize",
  target,
  parameters: { size: "Standard_D4s_v5" },
  dryRun: true,
});

const interlock = new InterlockUp();
beforeAll(
  () =>
    interlock.start({
      world: { machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4" }] },
      speed: 20,
    }),
  60_000,
);
afterAll(() => interlock.stop(), 30_000);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Sends a path as it is written, and a body in the pieces that are given. */
function send(
  method: string,
  path: string,
  options: { pieces?: readonly string[]; headers?: Record<string, string>; token?: string } = {},
): Promise<Answer> {
  const { pieces = [], token = interlock.token } = options;
  const { hostname, port } = new URL(interlock.url);
  const headers = { authorization: `Bearer ${token}`, ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      answer.once("end", () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    sent.once("error", reject);
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

const json = { "content-type": "application/json" };
const chunked = { ...json, "transfer-encoding": "chunked" };
const operations = "/api/v1/operations";
const fieldsOf = (answer: Answer): unknown =>
  (JSON.parse(answer.text) as Problem).errors?.map((each) => each.field);

describe("the HTTP door of the running service", () => {
  it("takes a chunked body", async () => {
    const answer = await send("POST", operations, {
      pieces: [body.slice(0, 20), body.slice(20)],
      headers: chunked,
    });
    expect(answer.status).toBe(202);
    expect(answer.headers["location"]).toMatch(/^\/api\/v1\/operations\/op-/);
    const shown = await send("GET", String(answer.headers["location"]));
    expect(shown.status).toBe(200);
    expect(shown.text).not.toMatch(/code=|systemKey|webhooks/i);
  });

  it("answers 413 to a body over 64 KB, chunked or not, and goes on answering", async () => {
    const pieces = Array.from({ length: 80 }, () => " ".repeat(1024));
    for (const headers of [chunked, { ...json, "content-length": String(80 * 1024) }]) {
      const answer = await send("POST", operations, { pieces, headers });
      expect(answer.status).toBe(413);
      expect(fieldsOf(answer)).toEqual(["body"]);
    }
    expect((await send("GET", operations)).status).toBe(200);
  });

  it("asks who it is before anything else, on every route", async () => {
    for (const [method, path] of [
      ["POST", operations],
      ["GET", operations],
      ["GET", `${operations}/op-${"0".repeat(32)}`],
      ["GET", `/api/v1/resources${target}`],
    ] as const) {
      const answer = await send(method, path, { token: "wrong" });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
    }
  });

  it.each([
    ["%2F in the ID", `/api/v1/resources${target.slice(0, -7)}%2Fapi-01`, 400],
    ["%2f in place of all slashes", `/api/v1/resources/${encodeURIComponent(target)}`, 400],
    ["dot segments that leave no name", `/api/v1/resources${target}/../../disks`, 400],
    ["encoded dot segments", `/api/v1/resources${target}/%2e%2e/%2e%2e/disks`, 400],
    ["dot segments that lead out of the route", "/api/v1/resources/../../../etc/passwd", 404],
    ["double encoding", `/api/v1/resources${target}/%252e%252e`, 400],
    ["a control character", `/api/v1/resources${target}%00`, 400],
    ["a line break", `/api/v1/resources${target}%0d%0aX:y`, 400],
    ["10,000 characters", `/api/v1/resources${target}${"x".repeat(10_000)}`, 400],
  ])("reads nothing for a resource with %s", async (_name, path, status) => {
    const before = interlock.exchanges().length;
    const answer = await send("GET", path);
    expect(answer.status).toBe(status);
    expect(interlock.exchanges()).toHaveLength(before);
  });

  it("reads a resource of another type, and a group, in any spelling", async () => {
    const group = target.slice(0, target.indexOf("/providers/"));
    const disk = `${group}/providers/Microsoft.Compute/disks/api-01_OsDisk_1`;
    for (const [spelling, expected] of [
      [disk, { resource: { attachment: { diskState: "Attached", to: [target] } } }],
      [`${disk.toUpperCase().replace("API-01", "%41pi-01")}/`, { resource: { exists: true } }],
      [`${disk}-2`, { resource: { exists: false } }],
      [group, { resource: { provisioningState: "Succeeded" }, lease: { holders: [] } }],
    ] as const) {
      const answer = await send("GET", `/api/v1/resources${spelling}`);
      expect([spelling, answer.status]).toEqual([spelling, 200]);
      expect(JSON.parse(answer.text)).toMatchObject({
        state: null,
        stateProblem: null,
        locksProblem: null,
        ...expected,
      });
    }
  });

  it("reads the resource that dot segments resolve to, and names that one", async () => {
    const answer = await send(
      "GET",
      `/api/v1/resources${target.replace("/api-01", "/x/../api-01")}`,
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      resourceId: target,
      state: { size: "Standard_D4s_v4" },
    });
  });

  it("classifies JSON and text of up to 1 MB, chunked too, and answers 413 above", async () => {
    const path = "/api/v1/classify";
    const plain = { "content-type": "text/plain", "transfer-encoding": "chunked" };
    const error = '{"error":{"code":"ScopeLocked","message":"It is locked."}}';
    const asJson = await send("POST", path, { pieces: [error], headers: json });
    expect(JSON.parse(asJson.text)).toMatchObject({ class: "management-lock", recovery: "stop" });
    const log = `${"all is well\n".repeat(80_000)}ERROR: ${error}\n`;
    const asText = await send("POST", path, { pieces: [log], headers: plain });
    expect(asText.status).toBe(200);
    expect(JSON.parse(asText.text)).toMatchObject({ class: "management-lock" });
    const tooLong = await send("POST", path, {
      pieces: [log, "x".repeat(100_000)],
      headers: plain,
    });
    expect(tooLong.status).toBe(413);
    expect((await send("GET", path)).status).toBe(404);
  });
});
