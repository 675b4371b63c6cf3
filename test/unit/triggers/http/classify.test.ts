// The door that says what an error means: each form that it takes, and each kind of bad input by its field.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyBytesMax } from "../../../../src/contracts/classify-shapes.ts";
import type { ClassifyView } from "../../../../src/contracts/classify-shapes.ts";
import { classify } from "../../../../src/triggers/http/classify.ts";
import type { HttpAnswer } from "../../../../src/triggers/http/http-answer.ts";
import { fieldsOf, HttpDoor } from "../../../support/http-door.ts";
import type { Asked } from "../../../support/http-door.ts";

const handler = (question: Parameters<typeof classify>[0]): Promise<HttpAnswer> =>
  classify(question);

function ask(body: unknown, asked: Asked = {}, door = new HttpDoor()): Promise<HttpAnswer> {
  return door.ask(handler, {
    ...asked,
    headers: { "content-type": "application/json", ...asked.headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const asText = { headers: { "content-type": "text/plain; charset=utf-8" } };
const viewOf = (answer: HttpAnswer): ClassifyView => {
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body) as ClassifyView;
};

const specimen = (file: string): string =>
  readFileSync(new URL(`../../conflicts/text/specimens/${file}`, import.meta.url), "utf8");

const scopeLocked = {
  error: { code: "ScopeLocked", message: "following scope(s) are locked: '/subscriptions/x'." },
};

describe("POST /api/v1/classify", () => {
  it("takes an envelope of Azure's and says what it means, what to do and what not to do", async () => {
    const view = viewOf(await ask(scopeLocked));
    expect(view).toMatchObject({
      class: "management-lock",
      recovery: "stop",
      row: "A",
      confidence: "high",
      shortcut: "rule",
      read: { code: "ScopeLocked", codes: ["ScopeLocked"] },
      others: [],
      othersLeftOut: 0,
    });
    expect(Object.keys(view.read).toSorted()).toEqual(
      "code,codes,correlationId,message,operation,requestId,resourceId,resourceType,status".split(
        ",",
      ),
    );
    expect(view.why).toContain("management lock");
    expect(view.avoid).toContain("Do not");
    expect(view.nextCommands.join()).toContain("az lock list");
  });

  it("takes a row of a collection, with its status, operation and type", async () => {
    const row = {
      id: "r-1",
      source: "https://example.com",
      httpStatus: 412,
      code: "PreconditionFailed",
      message: "The etag does not match.",
      details: [],
      operation: "Microsoft.Network/privateDnsZones/A/write",
      resourceType: "Microsoft.Network/privateDnsZones/A",
    };
    expect(viewOf(await ask(row))).toMatchObject({
      class: "version-token",
      shortcut: "version",
      read: { status: 412, operation: row.operation, resourceType: row.resourceType },
    });
  });

  it("takes what a tool prints as text/plain, or as a JSON string", async () => {
    const text = specimen("terraform-power-off.txt");
    const plain = viewOf(await ask(text, asText));
    expect(plain).toMatchObject({ class: "lifecycle-state", read: { operation: "powerOff" } });
    expect(viewOf(await ask(JSON.stringify(text)))).toEqual(plain);
  });

  it("tells the same whether an answer comes as text or as JSON", async () => {
    expect(viewOf(await ask(JSON.stringify(scopeLocked), asText))).toEqual(
      viewOf(await ask(scopeLocked)),
    );
  });

  it("takes a body of 1 MB, and reads the whole of it", async () => {
    const error = `\n${specimen("azure-cli-lock.txt")}`;
    const noise = "2026-01-05T08:00:00Z INFO all is well with request 4711\n";
    const text = noise.repeat(classifyBytesMax).slice(0, classifyBytesMax - error.length) + error;
    expect(viewOf(await ask(text, asText)).class).toBe("management-lock");
    const tooLong = await ask(`${text}x`, asText);
    expect(tooLong.status).toBe(413);
    expect(tooLong.body).toContain(String(classifyBytesMax));
  });

  it("may be asked by any principal, and by nobody without one", async () => {
    const bob = await ask(scopeLocked, { token: "token-of-bob" });
    expect(bob.status).toBe(200);
    expect((await ask(scopeLocked, { token: null })).status).toBe(401);
    expect((await ask(scopeLocked, { token: "guessed" })).status).toBe(401);
  });

  it("asks neither Azure nor an orchestration", async () => {
    const door = new HttpDoor();
    await ask(scopeLocked, {}, door);
    expect(door.azureReads).toBe(0);
    expect(door.orchestrations.begun).toEqual([]);
  });
});

interface BadInput {
  readonly name: string;
  readonly body: unknown;
  readonly field: string;
  readonly asked?: Asked;
}

const badInputs: readonly BadInput[] = [
  { name: "an empty body", body: "", field: "body" },
  { name: "an empty text", body: " \n ", field: "body", asked: asText },
  { name: "a body that is no JSON", body: "{", field: "body" },
  { name: "a text without an error", body: "all is well", field: "body", asked: asText },
  { name: "an object without an error", body: { hello: "world" }, field: "body" },
  { name: "an empty list", body: [], field: "body" },
  { name: "a number", body: 409, field: "body" },
  { name: "null", body: null, field: "body" },
  {
    name: "a status that is a word",
    body: { httpStatus: "Conflict", code: null },
    field: "httpStatus",
  },
  { name: "a status that is none", body: { httpStatus: 4090, code: null }, field: "httpStatus" },
  { name: "a code that is no text", body: { httpStatus: 409, code: {} }, field: "code" },
  { name: "a message that is a list", body: { httpStatus: 409, message: [] }, field: "message" },
  { name: "details that are a text", body: { httpStatus: 409, details: "x" }, field: "details" },
  { name: "a type that is a number", body: { code: "X", resourceType: 7 }, field: "resourceType" },
];

describe("bad input to be classified", () => {
  it.each(badInputs)("is told as a problem that names the field: $name", async (bad) => {
    const answer = await ask(bad.body, bad.asked);
    expect(answer.status).toBe(400);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(fieldsOf(answer)).toContain(bad.field);
  });

  it("of another content type is 415 and names both that are taken", async () => {
    const answer = await ask("<Error/>", { headers: { "content-type": "application/xml" } });
    expect(answer.status).toBe(415);
    expect(answer.body).toContain("application/json or text/plain");
    expect(fieldsOf(answer)).toEqual(["Content-Type"]);
  });

  it("that is not UTF-8 is refused", async () => {
    const body = [new Uint8Array([0xff, 0xfe, 0x00])];
    const answer = await new HttpDoor().ask(handler, { ...asText, body });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(["body"]);
  });
});
