// The door for leases of tools: each kind of bad input on its own, then what is asked for, once and again.

import { describe, expect, it } from "vitest";
import type { TakenLeaseView } from "../../../../src/contracts/lease-http-shapes.ts";
import type { ToolLeaseRequest } from "../../../../src/contracts/tool-lease-messages.ts";
import type { HttpAnswer } from "../../../../src/triggers/http/http-answer.ts";
import { tokenHashOf } from "../../../../src/triggers/http/idempotency.ts";
import { bodyBytesMax } from "../../../../src/triggers/http/request-body.ts";
import { takeLease } from "../../../../src/triggers/http/take-lease.ts";
import { fieldsOf, HttpDoor, problemOf, target } from "../../../support/http-door.ts";
import type { Asked } from "../../../support/http-door.ts";
import { hold } from "../../../support/lease-door.ts";

const group = target.slice(0, target.indexOf("/providers/"));
const subscription = target.slice(0, target.indexOf("/resourceGroups/"));
const disk = `${group}/providers/Microsoft.Compute/disks/data`;

const aLease = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  resources: [target],
  purpose: "terraform apply",
  ...change,
});

function ask(door: HttpDoor, body: unknown, asked: Asked = {}): Promise<HttpAnswer> {
  return door.ask(takeLease, {
    ...asked,
    headers: { "content-type": "application/json", ...asked.headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const requestOf = (door: HttpDoor, nth = 0): ToolLeaseRequest =>
  door.orchestrations.begun[nth]?.input as ToolLeaseRequest;
const takenOf = (answer: HttpAnswer): TakenLeaseView => JSON.parse(answer.body) as TakenLeaseView;

interface BadInput {
  readonly name: string;
  readonly body: unknown;
  readonly field: string;
  readonly says?: string;
  readonly asked?: Asked;
}

const many = Array.from({ length: 21 }, (_, nth) => `${target}-${nth}`);

const badInputs: readonly BadInput[] = [
  { name: "a body that is no object", body: [], field: "body" },
  { name: "a body that is no JSON", body: "{", field: "body" },
  { name: "an empty body", body: "", field: "body" },
  { name: "no resources", body: { purpose: "p" }, field: "resources" },
  { name: "an empty list", body: aLease({ resources: [] }), field: "resources" },
  {
    name: "more resources than one lease takes",
    body: aLease({ resources: many }),
    field: "resources",
  },
  {
    name: "a resource that is no ID",
    body: aLease({ resources: ["api-01"] }),
    field: "resources.0",
  },
  { name: "a resource that is no text", body: aLease({ resources: [7] }), field: "resources.0" },
  {
    name: "a resource with a mode that there is not",
    body: aLease({ resources: [{ resourceId: target, mode: "shared" }] }),
    field: "resources.0",
  },
  {
    name: "a subscription",
    body: aLease({ resources: [target, subscription] }),
    field: "resources.1",
    says: "Name its resource groups",
  },
  { name: "the tenant", body: aLease({ resources: ["/"] }), field: "resources.0" },
  {
    name: "an ID with dot segments",
    body: aLease({ resources: [`${group}/providers/../x`] }),
    field: "resources.0",
  },
  {
    name: "one resource in two spellings",
    body: aLease({ resources: [target, disk, `${target.toUpperCase()}/`] }),
    field: "resources.2",
    says: "resources.0 names already",
  },
  {
    name: "one resource in two modes",
    body: aLease({ resources: [target, { resourceId: target, mode: "intent" }] }),
    field: "resources.1",
  },
  { name: "an unknown mode", body: aLease({ mode: "all" }), field: "mode" },
  { name: "no purpose", body: { resources: [target] }, field: "purpose" },
  { name: "an empty purpose", body: aLease({ purpose: "" }), field: "purpose" },
  { name: "a purpose of a page", body: aLease({ purpose: "p".repeat(161) }), field: "purpose" },
  { name: "a duration of zero", body: aLease({ duration: "PT0S" }), field: "duration" },
  { name: "a duration of a second", body: aLease({ duration: "PT1S" }), field: "duration" },
  { name: "a duration of a day", body: aLease({ duration: "P1D" }), field: "duration" },
  { name: "a duration of a year", body: aLease({ duration: "P1Y" }), field: "duration" },
  { name: "a duration that is none", body: aLease({ duration: "15m" }), field: "duration" },
  { name: "a negative duration", body: aLease({ duration: "-PT5M" }), field: "duration" },
  {
    name: "a deadline that has passed",
    body: aLease({ deadline: "2026-01-05T07:59:59Z" }),
    field: "deadline",
  },
  {
    name: "a deadline in a year",
    body: aLease({ deadline: "2027-01-05T08:00:00Z" }),
    field: "deadline",
  },
  { name: "an unknown way to wait", body: aLease({ whenBusy: "join" }), field: "whenBusy" },
  { name: "an unknown condition", body: aLease({ until: ["settled", "idle"] }), field: "until.1" },
  {
    name: "a condition without its value",
    body: aLease({ until: ["power-state"] }),
    field: "until.0",
  },
  {
    name: "a power state of a disk",
    body: aLease({ resources: [target, disk], until: ["power-state=deallocated"] }),
    field: "until.0",
    says: disk,
  },
  {
    name: "a machine that is unattached",
    body: aLease({ until: ["unattached"] }),
    field: "until.0",
  },
  {
    name: "a group that is unattached",
    body: aLease({ resources: [group], until: ["settled", "unattached"] }),
    field: "until.1",
    says: "can never hold",
  },
  {
    name: "conditions of what is not held exclusively",
    body: aLease({ mode: "intent", until: ["exists"] }),
    field: "until",
  },
  {
    name: "too many conditions",
    body: aLease({ until: Array(9).fill("settled") }),
    field: "until",
  },
  { name: "a field that there is not", body: aLease({ force: true }), field: "force" },
  {
    name: "a key with a space",
    body: aLease(),
    field: "Idempotency-Key",
    asked: { headers: { "idempotency-key": "a key" } },
  },
];

describe("the door for leases", () => {
  it.each(badInputs)("refuses $name, names the field, and starts nothing", async (bad) => {
    const door = new HttpDoor();
    const answer = await ask(door, bad.body, bad.asked);
    expect(answer.status).toBe(400);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(fieldsOf(answer)).toContain(bad.field);
    expect(answer.body).toContain(bad.says ?? bad.field);
    expect(door.orchestrations.begun).toEqual([]);
    expect(door.azureReads).toBe(0);
  });

  it("names everything that is at fault at once", async () => {
    const body = aLease({ resources: ["api-01"], duration: "PT0S", deadline: "P1Y", until: ["x"] });
    const answer = await ask(new HttpDoor(), body);
    expect(fieldsOf(answer)).toEqual(["resources.0", "duration", "deadline", "until.0"]);
  });

  it("refuses a body that is too large, of another type, or from nobody", async () => {
    const door = new HttpDoor();
    const large = await ask(door, aLease({ purpose: "p".repeat(bodyBytesMax) }));
    expect(large.status).toBe(413);
    const xml = await ask(door, aLease(), { headers: { "content-type": "application/xml" } });
    expect(xml.status).toBe(415);
    expect((await ask(door, aLease(), { token: null })).status).toBe(401);
    expect((await ask(door, aLease(), { token: "guessed" })).status).toBe(401);
    expect(door.orchestrations.begun).toEqual([]);
  });
});

describe("a request for a lease", () => {
  it("starts one orchestration with all that it calls for, parents first, and only the token's hash", async () => {
    const door = new HttpDoor();
    door.orchestrations.taught.set("holdLease", hold(door));
    const answer = await ask(door, aLease(), { headers: { "idempotency-key": "k" } });
    expect(answer.status).toBe(201);
    const { token, id } = takenOf(answer);
    const request = requestOf(door);
    expect(request.leaseId).toBe(id);
    expect(request.tokenHash).toBe(tokenHashOf(token));
    expect(JSON.stringify(door.orchestrations.begun)).not.toContain(token);
    expect(request.claims.map(({ resourceId, mode }) => `${mode} ${resourceId}`)).toEqual([
      `intent ${group}`,
      `exclusive ${target}`,
    ]);
    expect(request).toMatchObject({
      principal: { id: "local:alice" },
      until: [{ kind: "settled" }],
      durationMs: 900_000,
      whenBusy: "queue",
      waitUntil: "2026-01-05T12:00:00.000Z",
    });
    expect(answer.headers).toMatchObject({
      location: `/api/v1/leases/${id}`,
      "idempotency-key": "k",
    });
  });

  it("with an empty list of conditions waits for none, and a group is taken in all its parts", async () => {
    const door = new HttpDoor();
    await ask(door, aLease({ resources: [group], until: [] }));
    expect(requestOf(door).until).toEqual([]);
    expect(requestOf(door).claims.map(({ mode }) => mode)).toEqual(Array(4).fill("exclusive"));
  });

  it("is told to wait with 202, a token and where to look, once it is known to wait", async () => {
    const door = new HttpDoor();
    door.orchestrations.taught.set("holdLease", hold(door, { waits: true }));
    const answer = await ask(door, aLease());
    expect(answer.status).toBe(202);
    expect(takenOf(answer)).toMatchObject({ status: "waiting", sentence: "Waiting for alice." });
    expect(takenOf(answer).token).not.toBe("");
  });

  it("that nobody has answered in time is told to be sent again, with the key that does it", async () => {
    const door = new HttpDoor();
    const answer = await ask(door, aLease());
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("1");
    expect(answer.headers["idempotency-key"]).toMatch(/./);
  });

  it("written otherwise but meaning the same meets the same lease; meaning another is 422", async () => {
    const door = new HttpDoor();
    door.orchestrations.taught.set("holdLease", hold(door));
    door.orchestrations.taught.set("admitToLease", () => ({ kind: "admitted" }));
    const withKey = { headers: { "idempotency-key": "k" } };
    const first = takenOf(await ask(door, aLease({ resources: [target, disk] }), withKey));
    const same = aLease({
      resources: [{ resourceId: `${disk.toUpperCase()}/`, mode: "exclusive" }, target],
      duration: "PT900S",
      until: ["SETTLED"],
    });
    const again = await ask(door, same, withKey);
    expect(again.status).toBe(201);
    expect(takenOf(again).id).toBe(first.id);
    expect(takenOf(again).token).not.toBe(first.token);
    for (const change of [
      { purpose: "other" },
      { duration: "PT5M" },
      { until: [] },
      { mode: "intent" },
    ]) {
      const other = await ask(door, aLease({ resources: [target, disk], ...change }), withKey);
      expect(other.status).toBe(422);
      expect(problemOf(other).instance).toBe(`/api/v1/leases/${first.id}`);
    }
    const names = door.orchestrations.begun.map(({ name }) => name);
    expect(names).toEqual(["holdLease", "admitToLease"]);
  });

  it("keeps the keys of two principals apart, and those of leases from those of operations", async () => {
    const door = new HttpDoor();
    const withKey = { headers: { "idempotency-key": "k" } };
    await ask(door, aLease(), withKey);
    await ask(door, aLease(), { ...withKey, token: "token-of-bob" });
    const ids = door.orchestrations.begun.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^lease-[0-9a-f]{32}$/);
  });
});
