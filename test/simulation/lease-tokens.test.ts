// A lease's token is told once, to whoever asked, and is nowhere else: in no view, list, problem or log
// line, in nothing that goes to Azure, and in nothing that the host keeps on disk, histories included.
// What is looked for is the token as it was told; that it would be found is shown by the lease's ID.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TakenLeaseView } from "../../src/contracts/lease-http-shapes.ts";
import { resizeWorld } from "../support/resize-world.ts";
import { startSystem, vmPath } from "../support/system.ts";
import type { System } from "../support/system.ts";
import { breakIt, held, queued, say, take } from "../support/tool-lease.ts";

async function aKeptSystem(): Promise<{ readonly system: System; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-lease-tokens-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const database = join(folder, "state.db");
  return { system: await startSystem({ world: resizeWorld(), database }), folder };
}

/** Everything that anybody can ask for, as it is answered. */
async function everythingTold(
  system: System,
  leases: readonly TakenLeaseView[],
): Promise<readonly string[]> {
  const paths = [
    "/api/v1/leases",
    `/api/v1/leases?resource=${encodeURIComponent(vmPath)}`,
    ...leases.map(({ id }) => `/api/v1/leases/${id}`),
    `/api/v1/resources${vmPath}`,
    "/api/v1/operations",
  ];
  const told: string[] = [];
  for (const path of paths) {
    const { status, headers, body } = await system.ask({ path, as: "carol" });
    expect(status).toBe(200);
    told.push(JSON.stringify([...headers, body]));
  }
  return told;
}

/** The bytes of every file of the database, its journal included. */
async function keptOn(folder: string): Promise<string> {
  const files = await readdir(folder);
  const texts = files.map((file) => readFile(join(folder, file), "latin1"));
  return (await Promise.all(texts)).join("\n");
}

/** Also as JSON within JSON would have it, and in base64: a token has no letter that either changes. */
function formsOf(token: string): readonly string[] {
  return [token, Buffer.from(token).toString("base64"), Buffer.from(token).toString("hex")];
}

describe("a lease's token", () => {
  it("is in nothing that is told, logged, sent to Azure or kept, whatever becomes of the lease", async () => {
    const { system, folder } = await aKeptSystem();
    const first = await held(system, { key: "k" });
    const again = await held(system, { key: "k" });
    const second = await queued(system, { as: "bob", key: "b" });
    const leases = [first, again, second];
    const told = [...(await everythingTold(system, leases))];
    const replies = [
      await say(system, "renew", first),
      await say(system, "renew", { ...second, token: first.token }, { as: "bob" }),
      await say(system, "release", first, { as: "bob" }),
      await breakIt(system, vmPath),
      await say(system, "renew", again),
      await say(system, "release", again),
      await say(system, "release", second, { as: "bob" }),
      await take(system, { as: "bob", key: "b", body: { purpose: "something else" } }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 403, 403, 200, 409, 200, 200, 422]);
    told.push(...replies.map(({ headers, body }) => JSON.stringify([...headers, body])));
    told.push(...(await everythingTold(system, leases)));
    await system.restart();
    const places = {
      told: told.join("\n"),
      logged: JSON.stringify(system.logs),
      "sent to Azure": JSON.stringify(system.exchanges),
      kept: await keptOn(folder),
    };
    expect(places.told).toContain(first.id);
    expect(places.kept).toContain(first.id);
    for (const { token } of leases) {
      expect(token).toMatch(/^[\w-]{43}$/);
      for (const form of formsOf(token)) {
        const found = Object.entries(places).filter(([, text]) => text.includes(form));
        expect(found.map(([place]) => place)).toEqual([]);
      }
    }
  });
});

describe("one Idempotency-Key of two principals", () => {
  it("is two leases, and neither's token speaks for the other's", async () => {
    const { system } = await aKeptSystem();
    const alices = await held(system, { key: "deploy-42" });
    const bobs = await queued(system, { as: "bob", key: "deploy-42" });
    expect(bobs.id).not.toBe(alices.id);
    expect(bobs.principal.name).toBe("bob");
    for (const [lease, token] of [
      [alices, bobs.token],
      [bobs, alices.token],
    ] as const) {
      for (const as of ["alice", "bob"] as const) {
        expect((await say(system, "release", { id: lease.id, token }, { as })).status).toBe(403);
      }
    }
    expect((await say(system, "renew", alices)).status).toBe(200);
  });
});
