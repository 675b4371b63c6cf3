// Who asks: tokens of which only hashes are known.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Handler } from "../../../../src/triggers/http/answered.ts";
import { listOperations } from "../../../../src/triggers/http/list-operations.ts";
import { parseLocalTokens, principalOf } from "../../../../src/triggers/http/local-tokens.ts";
import { HttpDoor, problemOf } from "../../../support/http-door.ts";

const sha256 = createHash("sha256").update("s3cret").digest("hex");
const setting = JSON.stringify([
  { sha256: sha256.toUpperCase(), id: "local:carol", name: "carol" },
]);
const list: Handler = (question, _principal, ports) => listOperations(question, ports);

describe("who asks", () => {
  it("is told by a token of which only the hash is known", () => {
    const tokens = parseLocalTokens(setting);
    expect(principalOf("Bearer s3cret", tokens)).toEqual({ id: "local:carol", name: "carol" });
    expect(principalOf("bearer  s3cret ", tokens)).not.toBeNull();
  });

  it.each([
    ["no header", null],
    ["another token", "Bearer s3cret2"],
    ["the hash itself", `Bearer ${sha256}`],
    ["another scheme", "Basic s3cret"],
    ["two tokens", "Bearer s3cret s3cret"],
    ["an empty token", "Bearer "],
  ])("is nobody with %s", (_name, header) => {
    expect(principalOf(header, parseLocalTokens(setting))).toBeNull();
  });

  it("is nobody where no token is configured", () => {
    expect(principalOf("Bearer ", parseLocalTokens(undefined))).toBeNull();
    expect(principalOf("Bearer x", parseLocalTokens(" "))).toBeNull();
  });

  it("does not repeat a setting that it cannot read", () => {
    expect(() => parseLocalTokens('[{"sha256":"my-secret-token"}]')).toThrow(
      /INTERLOCK_LOCAL_TOKENS/,
    );
    expect(() => parseLocalTokens('[{"sha256":"my-secret-token"}]')).not.toThrow(/my-secret/);
    expect(() => parseLocalTokens("my-secret")).not.toThrow(/my-secret/);
  });

  it.each([
    ["none", null],
    ["a wrong one", "token-of-mallory"],
  ])(
    "is asked for with 401 where there is %s, before anything is looked up",
    async (_name, token) => {
      const door = new HttpDoor();
      door.orchestrations.list = () => Promise.reject(new Error("It was looked up."));
      const answer = await door.ask(list, { token });
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
      expect(problemOf(answer).status).toBe(401);
    },
  );
});
