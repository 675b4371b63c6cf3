// The simulator as a program: what it prints, what it writes, and how it ends.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { API, aWorld, VM } from "./tenant.ts";

const MAIN = fileURLToPath(new URL("../../../simulator/main.ts", import.meta.url));

// Node 22 strips types only when it is asked to, and says that this is new.
const NODE_OPTIONS = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

let folder: string;
let running: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
});
afterEach(() => {
  running?.kill("SIGKILL");
  running = undefined;
  rmSync(folder, { recursive: true });
});

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [...NODE_OPTIONS, MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = child;
  return child;
}

interface Addresses {
  readonly url: string;
  readonly identityEndpoint: string;
  readonly certificate: string;
}

async function post(url: string, body: unknown, ca: string): Promise<string> {
  const outgoing = request(url, { method: "POST", ca, agent: false }).end(JSON.stringify(body));
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return text(incoming);
}

describe("the simulator's program", () => {
  test("prints its addresses, writes certificate and tap, and ends in order when asked", async () => {
    const file = (name: string): string => join(folder, name);
    writeFileSync(file("world.json"), JSON.stringify(aWorld()));
    const files = [
      "--world",
      file("world.json"),
      "--certificate",
      file("ca.pem"),
      "--tap",
      file("tap.jsonl"),
    ];
    const child = start("--json", "--manual-clock", ...files);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { url, certificate, identityEndpoint } = JSON.parse(line.toString()) as Addresses;
    expect(identityEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/);
    const ca = readFileSync(certificate, "utf8");

    const { token } = JSON.parse(
      await post(`${url}/_simulator/tokens`, { principal: "me" }, ca),
    ) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const outgoing = request(`${url}${VM}?${API}`, { headers, ca, agent: false }).end();
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    expect([incoming.statusCode, JSON.parse(await text(incoming))]).toMatchObject([
      200,
      { name: "api-01" },
    ]);

    const lines = readFileSync(file("tap.jsonl"), "utf8").trim().split("\n");
    expect(lines.map((written) => JSON.parse(written) as unknown)).toMatchObject([
      {
        n: 0,
        principal: "me",
        request: { method: "GET" },
        response: { status: 200 },
        startedAt: "2026-01-05T08:00:00.000Z",
      },
    ]);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test.each([
    [["--speed", "fast"], "--speed must be a number"],
    [["--world", "nowhere.json"], "nowhere.json"],
  ])("%j is bad input, told by name, with exit 2", async (args, words) => {
    const child = start(...args);
    const exited = once(child, "exit") as Promise<[number | null]>;
    const [told, [code]] = await Promise.all([text(child.stderr), exited]);
    expect([code, told]).toEqual([2, expect.stringContaining(words)]);
    expect(existsSync(join(folder, "tap.jsonl"))).toBe(false);
  });
});
