// The doors of a lease that there is: reading, renewing, releasing, breaking. Each kind of bad input on
// its own, nothing started for it, and what is told of a lease however it stands.

import { beforeEach, describe, expect, it } from "vitest";
import type { ToolLeaseView } from "../../../../src/contracts/lease-http-shapes.ts";
import type { Handler } from "../../../../src/triggers/http/answered.ts";
import { breakLease } from "../../../../src/triggers/http/break-lease.ts";
import type { HttpAnswer } from "../../../../src/triggers/http/http-answer.ts";
import { tokenHashOf } from "../../../../src/triggers/http/idempotency.ts";
import { readLease } from "../../../../src/triggers/http/read-lease.ts";
import { releaseLease } from "../../../../src/triggers/http/release-lease.ts";
import { renewLease } from "../../../../src/triggers/http/renew-lease.ts";
import { fieldsOf, HttpDoor, now, problemOf, target } from "../../../support/http-door.ts";
import type { Asked } from "../../../support/http-door.ts";
import { hold } from "../../../support/lease-door.ts";
import { aToolRequest, leaseId } from "../../../support/tool-lease-scene.ts";

const read: Handler = (question, _principal, ports) => readLease(question, ports);
const group = target.slice(0, target.indexOf("/providers/"));
const request = aToolRequest({
  principal: { id: "local:alice", name: "alice" },
  tokenHash: tokenHashOf("the-token"),
});

let door: HttpDoor;
beforeEach(() => {
  door = new HttpDoor();
  hold(door)(request);
});

function ask(handler: Handler, body: unknown, asked: Asked = {}): Promise<HttpAnswer> {
  return door.ask(handler, {
    params: { id: leaseId },
    ...asked,
    headers: { "content-type": "application/json", ...asked.headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const leaseNow = async (): Promise<ToolLeaseView> =>
  JSON.parse((await door.ask(read, { params: { id: leaseId } })).body) as ToolLeaseView;

const entityOf = (resource: number): Record<string, unknown[]> =>
  door.orchestrations.entities.get(`resourceLease@${request.claims[resource]?.key}`) as Record<
    string,
    unknown[]
  >;

describe.each([
  ["renewing", renewLease],
  ["releasing", releaseLease],
] as const)("%s a lease", (_, handler) => {
  it.each([
    ["a body that is no JSON", "{", "body"],
    ["no token", {}, "token"],
    ["a token that is no text", { token: 7 }, "token"],
    ["a token of a page", { token: "t".repeat(201) }, "token"],
    ["a field that there is not", { token: "the-token", force: true }, "force"],
  ])("with %s is refused, the field named, and nothing is started", async (_name, body, field) => {
    const answer = await ask(handler, body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toContain(field);
    expect(door.orchestrations.begun).toEqual([]);
  });

  it.each([
    ["another's token", { token: "a-token-of-bob" }, {}],
    ["the token in another's hands", { token: "the-token" }, { token: "token-of-bob" }],
  ])("with %s is 403, and the lease stays as it was", async (_name, body, asked) => {
    const before = await leaseNow();
    const answer = await ask(handler, body, asked);
    expect(answer.status).toBe(403);
    expect(problemOf(answer).type).toMatch(/:lease-of-another$/);
    expect(await leaseNow()).toEqual(before);
    expect(door.orchestrations.begun).toEqual([]);
  });

  it.each(["lease-0", `lease-${"b".repeat(32)}`, `op-${"b".repeat(32)}`, "..%2f", "@toollease@x"])(
    "that there is not (%s) is 404",
    async (id) => {
      const answer = await ask(handler, { token: "the-token" }, { params: { id } });
      expect(answer.status).toBe(404);
      expect(door.orchestrations.begun).toEqual([]);
    },
  );

  it("by nobody is 401, with a body that is too large 413", async () => {
    expect((await ask(handler, { token: "the-token" }, { token: null })).status).toBe(401);
    expect((await ask(handler, { token: "t".repeat(70_000) })).status).toBe(413);
  });

  it("whose orchestration does not answer in time is told to be sent again", async () => {
    const answer = await ask(handler, { token: "the-token" });
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("1");
  });

  it("whose orchestration fails is a fault without its text", async () => {
    door.whilePausing = () => {
      for (const { id } of door.orchestrations.begun) {
        door.orchestrations.set(id, { runtimeStatus: "Failed", output: "secret" });
      }
    };
    const answer = await ask(handler, { token: "the-token" });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("secret");
  });
});

describe("renewing a lease", () => {
  it.each(["PT0S", "PT59S", "PT2H", "P1Y", "soon"])(
    "for a duration of %s is refused and nothing is started",
    async (duration) => {
      const answer = await ask(renewLease, { token: "the-token", duration });
      expect(answer.status).toBe(400);
      expect(fieldsOf(answer)).toEqual(["duration"]);
      expect(door.orchestrations.begun).toEqual([]);
    },
  );
});

describe("reading a lease", () => {
  it("tells how it stands to every principal, and never a token or its hash", async () => {
    const answer = await door.ask(read, { params: { id: leaseId }, token: "token-of-bob" });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      id: leaseId,
      status: "held",
      expired: false,
      expiresAt: "2026-01-05T08:15:00.000Z",
      principal: { name: "alice" },
    });
    expect(answer.body).not.toContain(request.tokenHash);
    expect(answer.body).not.toContain(request.startToken);
  });

  it("tells by the leases themselves that one of them has gone, although the tool has not noticed", async () => {
    const entity = entityOf(1);
    entity["holders"] = [];
    const lost = await leaseNow();
    expect(lost.status).toBe("lost");
    expect(lost.expiresAt).toBeNull();
    expect(lost.sentence).toContain("api-01");
  });

  it("tells that it has run out, and that it may still be renewed", async () => {
    const later = "2026-01-05T08:15:00.000Z";
    const late = { ...door.ports, clock: { now: () => later } };
    const question = { method: "GET", headers: new Headers(), query: new URLSearchParams() };
    const answer = await readLease({ ...question, params: { id: leaseId }, body: null }, late);
    expect(JSON.parse(answer.body)).toMatchObject({ status: "held", expired: true });
    expect(answer.body).toContain("may still be renewed");
  });

  it("that there is not is 404; one that is being started is told to be asked for again", async () => {
    const id = `lease-${"b".repeat(32)}`;
    expect((await door.ask(read, { params: { id } })).status).toBe(404);
    await door.orchestrations.begin("holdLease", { id, input: request });
    expect((await door.ask(read, { params: { id } })).status).toBe(503);
  });
});

describe("breaking a lease", () => {
  it.each([
    ["no resource", { reason: "r" }, "resourceId"],
    ["a resource that is no ID", { resourceId: "api-01", reason: "r" }, "resourceId"],
    ["a subscription", { resourceId: group.slice(0, 51), reason: "r" }, "resourceId"],
    ["no reason", { resourceId: target }, "reason"],
    ["an empty reason", { resourceId: target, reason: "" }, "reason"],
    ["a reason of a page", { resourceId: target, reason: "r".repeat(301) }, "reason"],
    ["a field that there is not", { resourceId: target, reason: "r", force: true }, "force"],
  ])("with %s is refused, the field named, and nothing is started", async (_name, body, field) => {
    const answer = await ask(breakLease, body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toContain(field);
    expect(door.orchestrations.begun).toEqual([]);
  });

  it("is said with who did it, to the one lease of a resource and to all parts of a group", async () => {
    door.orchestrations.taught.set("breakLease", () => ({ at: now, holders: [] }));
    await ask(breakLease, { resourceId: target, reason: "it hangs" }, { token: "token-of-bob" });
    await ask(breakLease, { resourceId: group, reason: "it hangs", ownerId: "x" });
    const [one, whole] = door.orchestrations.begun.map(({ input }) => input as Broken);
    expect(one).toMatchObject({ by: { id: "local:bob" }, reason: "it hangs", ownerId: null });
    expect(one?.claims).toHaveLength(1);
    expect(whole).toMatchObject({ ownerId: "x" });
    expect(whole?.claims).toHaveLength(4);
  });
});

interface Broken {
  readonly claims: readonly unknown[];
}
