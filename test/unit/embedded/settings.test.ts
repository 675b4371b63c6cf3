/** What the embedded host takes from host.json, local.settings.json and the app, and what it refuses. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { parseCrashPoint } from "../../../embedded/database.ts";
import { readHostSettings } from "../../../embedded/host-json.ts";
import { compareVersions, versionMismatch } from "../../../embedded/version-match.ts";
import { appFolder, startApp } from "../../support/embedded-app.ts";

describe("host.json", () => {
  it("is followed where it is set and has the extension's defaults elsewhere", async () => {
    const folder = await appFolder({
      extensions: {
        http: { routePrefix: "/v1/" },
        durableTask: { hubName: "%HUB%", defaultVersion: "2.0", maxEntityOperationBatchSize: 7 },
      },
    });
    expect(await readHostSettings(folder, { HUB: "MyHub" })).toMatchObject({
      routePrefix: "v1",
      hubName: "MyHub",
      defaultVersion: "2.0",
      versionMatchStrategy: "CurrentOrOlder",
      versionFailureStrategy: "Reject",
      entityBatchSize: 7,
      orchestrationActionsMax: 100_000,
    });
    expect(await readHostSettings(await appFolder(), {})).toMatchObject({
      routePrefix: "api",
      hubName: "TestHubName",
      defaultVersion: null,
    });
  });

  it.each([
    [{ version: "1.0" }, "version"],
    [{ extensions: { durableTask: { hubName: "my-hub" } } }, "my-hub"],
    [{ extensions: { durableTask: { hubName: "%MISSING%" } } }, "MISSING"],
    [{ extensions: { durableTask: { maxOrchestrationActions: 0 } } }, "maxOrchestrationActions"],
    [{ extensions: { durableTask: { versionMatchStrategy: "Newer" } } }, "versionMatchStrategy"],
  ])("is refused with the fault named: %j", async (hostJson, named) => {
    await expect(readHostSettings(await appFolder(hostJson), {})).rejects.toThrow(named);
  });

  it("that is not JSON is refused with its path", async () => {
    const folder = await appFolder();
    await writeFile(join(folder, "host.json"), "{");
    await expect(readHostSettings(folder, {})).rejects.toThrow("host.json is not JSON");
  });
});

describe("an app", () => {
  it("whose functions need what this host has not is refused when it is loaded", async () => {
    const queue = () =>
      app.storageQueue("queued", { queueName: "q", connection: "C", handler: () => undefined });
    await expect(startApp(queue)).rejects.toThrow("queueTrigger");
    const nothing = () => undefined;
    await expect(startApp(nothing)).rejects.toThrow("registered no function");
    const badTimer = () => app.timer("odd", { schedule: "every day", handler: () => undefined });
    await expect(startApp(badTimer)).rejects.toThrow("every day");
  });

  it("finds its settings in local.settings.json, behind those that are given", async () => {
    const folder = await appFolder();
    const Values = { EMBEDDED_TEST_A: "file", EMBEDDED_TEST_B: "file" };
    await writeFile(join(folder, "local.settings.json"), JSON.stringify({ Values }));
    const seen: (string | undefined)[] = [];
    await startApp(
      () => {
        seen.push(process.env["EMBEDDED_TEST_A"], process.env["EMBEDDED_TEST_B"]);
        df.app.activity("nothing", { handler: () => null });
      },
      { appFolder: folder, env: { EMBEDDED_TEST_A: "given" } },
    );
    expect(seen).toEqual(["given", "file"]);
  });
});

describe("a version", () => {
  it("is compared part by part as a number, and as text where it is none", () => {
    expect(compareVersions("1.2", "1.10")).toBe(-1);
    expect(compareVersions("2.0", "1.10")).toBe(1);
    expect(compareVersions("1.0", "1.0.0")).toBe(-1);
    expect(compareVersions("", "0.1")).toBe(-1);
    expect(compareVersions("beta", "Alpha")).toBe(1);
  });

  it("fits by the strategy", () => {
    const at = (strategy: "None" | "Strict" | "CurrentOrOlder", version: string | null) =>
      versionMismatch(version, { defaultVersion: "1.2", versionMatchStrategy: strategy });
    expect(at("None", "9.9")).toBeUndefined();
    expect(at("Strict", "1.2")).toBeUndefined();
    expect(at("Strict", "1.1")).toContain("1.1");
    expect(at("CurrentOrOlder", null)).toBeUndefined();
    expect(at("CurrentOrOlder", "1.3")).toContain("1.3");
  });
});

describe("a crash point", () => {
  it("names a side of a commit and its number", () => {
    expect(parseCrashPoint("before-commit:3")).toEqual({ when: "before-commit", commit: 3 });
    expect(() => parseCrashPoint("after-commit:0")).toThrow("crash point");
  });
});
