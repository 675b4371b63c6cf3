// Each kind of bad input on its own: the field is named, nothing is started, nothing is read.
import { describe, expect, it } from "vitest";
import { startOperation } from "../../../../src/triggers/http/start-operation.ts";
import { HttpDoor, aBody, fieldsOf, problemOf, target } from "../../../support/http-door.ts";
import type { Asked } from "../../../support/http-door.ts";

const fakeVm = target.replace("virtualMachines/api-01", "");

interface BadInput {
  readonly name: string;
  readonly body: unknown;
  readonly field: string;
  readonly asked?: Asked;
}

const badInputs: readonly BadInput[] = [
  { name: "a body that is no object", body: [], field: "body" },
  { name: "a body that is no JSON", body: "{", field: "body" },
  { name: "an empty body", body: "", field: "body" },
  { name: "an unknown kind", body: aBody({ kind: "vm-explode" }), field: "kind" },
  { name: "a kind that every object has", body: aBody({ kind: "constructor" }), field: "kind" },
  { name: "a target that is no ID", body: aBody({ target: "api-01" }), field: "target" },
  {
    name: "a target of another type",
    body: aBody({ target: `${fakeVm}disks/data` }),
    field: "target",
  },
  {
    name: "a target of a type below the machine",
    body: aBody({ target: `${target}/extensions/agent` }),
    field: "target",
  },
  {
    name: "a target with a dot segment",
    body: aBody({ target: `${fakeVm}virtualMachines/..` }),
    field: "target",
  },
  {
    name: "a target with dot segments on the way",
    body: aBody({ target: target.replace("prod-rg", "x/../prod-rg") }),
    field: "target",
  },
  { name: "a target with %2f", body: aBody({ target: `${target}%2fx` }), field: "target" },
  { name: "a target with %2e%2e", body: aBody({ target: `${target}/%2e%2e` }), field: "target" },
  {
    name: "a target with a control character",
    body: aBody({ target: `${target}\u0007` }),
    field: "target",
  },
  { name: "a target with a line break", body: aBody({ target: `${target}\n` }), field: "target" },
  {
    name: "a target of 10,000 characters",
    body: aBody({ target: target + "x".repeat(10_000) }),
    field: "target",
  },
  {
    name: "a subscription that is no GUID",
    body: aBody({ target: target.replace("00000000-0000-4000-8000-000000000001", "mine") }),
    field: "target",
  },
  { name: "no size", body: aBody({ parameters: {} }), field: "parameters.size" },
  {
    name: "a size that is no name",
    body: aBody({ parameters: { size: "Standard D4s/v5" } }),
    field: "parameters.size",
  },
  {
    name: "a power state that cannot be asked for",
    body: aBody({ parameters: { size: "Standard_D4s_v5", powerStateAfter: "starting" } }),
    field: "parameters.powerStateAfter",
  },
  { name: "an acceptance that is none", body: aBody({ accept: ["anything"] }), field: "accept.0" },
  { name: "an unknown way to wait", body: aBody({ whenBusy: "push" }), field: "whenBusy" },
  { name: "a lock to be removed", body: aBody({ onLock: "remove" }), field: "onLock" },
  { name: "no room to be forced", body: aBody({ onNoCapacity: "force" }), field: "onNoCapacity" },
  {
    name: "a deadline that has passed",
    body: aBody({ deadline: "2026-01-05T07:59:59Z" }),
    field: "deadline",
  },
  {
    name: "a deadline right now",
    body: aBody({ deadline: "2026-01-05T08:00:00Z" }),
    field: "deadline",
  },
  {
    name: "a deadline in a year",
    body: aBody({ deadline: "2027-01-05T08:00:00Z" }),
    field: "deadline",
  },
  { name: "a deadline of no length", body: aBody({ deadline: "PT0S" }), field: "deadline" },
  { name: "a deadline in months", body: aBody({ deadline: "P1M" }), field: "deadline" },
  {
    name: "a deadline without an offset",
    body: aBody({ deadline: "2026-01-05T09:00:00" }),
    field: "deadline",
  },
  { name: "a digest that is none", body: aBody({ approvedPlan: "yes" }), field: "approvedPlan" },
  { name: "a field that there is not", body: aBody({ force: true }), field: "force" },
  {
    name: "a key with a space",
    body: aBody(),
    field: "Idempotency-Key",
    asked: { headers: { "idempotency-key": "a key" } },
  },
  {
    name: "a key of 201 characters",
    body: aBody(),
    field: "Idempotency-Key",
    asked: { headers: { "idempotency-key": "k".repeat(201) } },
  },
];

describe("the door for new operations", () => {
  it.each(badInputs)("refuses $name, names the field, and starts nothing", async (bad) => {
    const door = new HttpDoor();
    const answer = await door.start(bad.body, bad.asked);
    expect(answer.status).toBe(400);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(fieldsOf(answer)).toContain(bad.field);
    expect(door.orchestrations.started).toEqual([]);
    expect(door.azureReads).toBe(0);
  });

  it("says in words what is missing and what should not be there", async () => {
    const parameters = { siz: "Standard_D4s_v5", ["x".repeat(1000)]: 1 };
    const answer = await new HttpDoor().start(aBody({ parameters }));
    expect(problemOf(answer).errors).toEqual([
      { field: "parameters.size", problem: "It is missing." },
      { field: "parameters.siz", problem: "There is no such parameter." },
      { field: `parameters.${"x".repeat(189)}…`, problem: "There is no such parameter." },
    ]);
    const withoutKind = { target, parameters: { size: "Standard_D4s_v5" } };
    const other = await new HttpDoor().start(withoutKind);
    expect(problemOf(other).errors).toEqual([{ field: "kind", problem: "It is missing." }]);
  });

  it("names all fields at once", async () => {
    const answer = await new HttpDoor().start(
      aBody({ target: "nowhere", deadline: "2020-01-01T00:00:00Z", kind: "nothing" }),
    );
    expect(fieldsOf(answer)).toEqual(["kind", "target", "deadline"]);
  });

  it("names all fields also beside one of a wrong form and one that there is not", async () => {
    const parameters = { size: "Standard_D999s_v9" };
    const answer = await new HttpDoor().start(
      aBody({ target: "nowhere", deadline: "P1M", parameters, force: true, whenBusy: "push" }),
    );
    const fields = ["whenBusy", "force", "target", "deadline", "parameters.size"];
    expect(fieldsOf(answer)).toEqual(fields);
  });

  it("refuses a body over 64 KB that declares less, without reading it to its end", async () => {
    const door = new HttpDoor();
    let handedOut = 0;
    async function* largeBody(): AsyncGenerator<Uint8Array> {
      while (handedOut < 1024 * 1024) {
        handedOut += 1024;
        yield Buffer.alloc(1024, 0x20);
      }
    }
    const answer = await startOperation(
      {
        method: "POST",
        headers: new Headers({ "content-type": "application/json", "content-length": "10" }),
        query: new URLSearchParams(),
        params: {},
        body: largeBody(),
      },
      { id: "local:alice", name: "alice" },
      door.ports,
    );
    expect(answer.status).toBe(413);
    expect(fieldsOf(answer)).toEqual(["body"]);
    expect(handedOut).toBeLessThan(70 * 1024);
    expect(door.orchestrations.started).toEqual([]);
  });

  it("takes a body of exactly 64 KB in pieces", async () => {
    const door = new HttpDoor();
    const text = JSON.stringify(aBody()).padEnd(64 * 1024, " ");
    const bytes = Buffer.from(text);
    const headers = { "content-type": "application/json; charset=UTF-8" };
    const body = [bytes.subarray(0, 7), bytes.subarray(7, 40_000), bytes.subarray(40_000)];
    const answer = await door.ask(startOperation, { headers, body });
    expect(answer.status).toBe(202);
  });

  it.each([
    ["no content type", {}],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }],
    ["text", { "content-type": "text/plain" }],
    ["another character set", { "content-type": "application/json; charset=iso-8859-1" }],
    ["a compressed body", { "content-type": "application/json", "content-encoding": "gzip" }],
  ])("refuses %s with 415", async (_name, headers) => {
    const door = new HttpDoor();
    const answer = await door.ask(startOperation, { headers, body: JSON.stringify(aBody()) });
    expect(answer.status).toBe(415);
    expect(fieldsOf(answer)[0]).toMatch(/^Content-/);
    expect(door.orchestrations.started).toEqual([]);
  });

  it("tells size before content type, and content type before syntax", async () => {
    const door = new HttpDoor();
    const headers = { "content-type": "text/plain" };
    const large = await door.ask(startOperation, { headers, body: "x".repeat(70_000) });
    expect(large.status).toBe(413);
    const wrong = await door.ask(startOperation, { headers, body: "{" });
    expect(wrong.status).toBe(415);
  });

  it("refuses bytes that are no UTF-8", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await new HttpDoor().ask(startOperation, {
      headers,
      body: [Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).errors).toEqual([
      { field: "body", problem: "It is not valid UTF-8." },
    ]);
  });

  it("survives nesting as deep as fits", async () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = JSON.stringify(aBody()).replace('"downtime"', deep);
    expect((await new HttpDoor().start(text)).status).toBe(400);
    const inParameters = JSON.stringify(aBody()).replace('"Standard_D4s_v5"', deep);
    expect((await new HttpDoor().start(inParameters)).status).toBe(400);
  });

  it("does not let an error out, only that there was one", async () => {
    const door = new HttpDoor();
    door.orchestrations.entityState = () =>
      Promise.reject(new Error("http://localhost:7071/runtime/webhooks/durabletask?code=secret"));
    const answer = await door.start(aBody());
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("secret");
    expect(answer.body).not.toContain("at ");
    expect(problemOf(answer).detail).toContain("an-invocation");
    expect(door.log[0]).toContain("secret");
  });
});
