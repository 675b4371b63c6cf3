// What the environment may say, what it may not, and how that is told.

import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/platform/settings.ts";

describe("settings", () => {
  it("are Azure's public cloud when nothing is set", () => {
    expect(readSettings({})).toEqual({
      armEndpoint: "https://management.azure.com",
      armScope: "https://management.azure.com/.default",
      localTokens: undefined,
    });
  });

  it("take the scope from the endpoint, unless one is set", () => {
    const endpoint = { INTERLOCK_ARM_ENDPOINT: "https://127.0.0.1:8443/" };
    expect(readSettings(endpoint)).toMatchObject({
      armEndpoint: "https://127.0.0.1:8443",
      armScope: "https://127.0.0.1:8443/.default",
    });
    const scope = { ...endpoint, INTERLOCK_ARM_SCOPE: "https://example.org/.default" };
    expect(readSettings(scope).armScope).toBe("https://example.org/.default");
  });

  it("that are empty count as not set", () => {
    expect(readSettings({ INTERLOCK_ARM_ENDPOINT: "  " }).armEndpoint).toBe(
      "https://management.azure.com",
    );
  });

  it.each([
    "http://management.azure.com",
    "management.azure.com",
    "https://a.b/path",
    "https://u:p@a.b",
    "https://a.b/?x=1",
  ])("refuse %s as an endpoint and name the setting", (INTERLOCK_ARM_ENDPOINT) => {
    expect(() => readSettings({ INTERLOCK_ARM_ENDPOINT })).toThrow("INTERLOCK_ARM_ENDPOINT");
  });

  it("that are wrong are named all at once, and their values are not repeated", () => {
    const wrong = { INTERLOCK_ARM_ENDPOINT: "http://secret.example", INTERLOCK_ARM_SCOPE: "a b" };
    expect(() => readSettings(wrong)).toThrow(/INTERLOCK_ARM_ENDPOINT.*INTERLOCK_ARM_SCOPE/);
    expect(() => readSettings(wrong)).not.toThrow("secret");
  });
});
