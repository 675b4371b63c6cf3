// The files that a deployment is made of: what the host is told, what it is sent, and what the npm
// package starts. The embedded host reads the same host.json as the one in Azure.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, matchesGlob } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { readLocalSettings } from "../../embedded/app-loader.ts";
import { readHostSettings } from "../../embedded/host-json.ts";
import { readSettings } from "../../src/platform/settings.ts";
import { repository } from "../support/tree.ts";

const read = (name: string): string => readFileSync(join(repository, name), "utf8");

describe("host.json", () => {
  const hostJson = z.looseObject({
    extensionBundle: z.object({ version: z.string() }),
    extensions: z.object({ durableTask: z.record(z.string(), z.unknown()) }),
  });

  it("means the same to the embedded host: no route prefix, versions on, and the hub by setting", async () => {
    const settings = await readHostSettings(repository, { INTERLOCK_TASK_HUB: "blue" });
    expect(settings).toMatchObject({
      routePrefix: "",
      hubName: "blue",
      defaultVersion: "1.0",
      versionMatchStrategy: "CurrentOrOlder",
      // An older deployment leaves a newer instance alone instead of failing what somebody asked for.
      versionFailureStrategy: "Reject",
    });
  });

  it("does not start without a hub name, so that two deployments never share one unawares", async () => {
    await expect(readHostSettings(repository, {})).rejects.toThrow("INTERLOCK_TASK_HUB");
  });

  it("asks for polling within seconds at the place where the extension looks for it", () => {
    const { durableTask } = hostJson.parse(JSON.parse(read("host.json"))).extensions;
    expect(durableTask).not.toHaveProperty("maxQueuePollingInterval");
    expect(durableTask["storageProvider"]).toMatchObject({ maxQueuePollingInterval: "00:00:02" });
  });
});

describe("local.settings.sample.json", () => {
  it("has every setting that host.json and the app read, and the app starts with them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "interlock-settings-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(repository, "local.settings.sample.json"), join(folder, "local.settings.json"));
    const values = await readLocalSettings(folder);

    const inHostJson = [...read("host.json").matchAll(/%([^%]+)%/g)].map(([, name]) => name ?? "");
    const inApp = read("src/platform/settings.ts").match(/\bINTERLOCK_[A-Z_]+\b/g) ?? [];
    expect(inApp.length).toBeGreaterThan(0);
    expect([...inHostJson, ...inApp].filter((name) => !(name in values))).toEqual([]);
    expect(readSettings(values).armEndpoint).toBe("https://management.azure.com");
  });
});

describe(".funcignore", () => {
  const patterns = read(".funcignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

  /** A pattern without a slash in front would also hit dist/src and folders of packages. */
  it("is anchored throughout", () => {
    expect(patterns.filter((pattern) => !pattern.startsWith("/"))).toEqual([]);
  });

  function isLeftOut(path: string): boolean {
    const parts = path.split("/");
    const prefixes = parts.map((_part, index) => `/${parts.slice(0, index + 1).join("/")}`);
    return patterns.some((pattern) => prefixes.some((prefix) => matchesGlob(prefix, pattern)));
  }

  it("sends what the app needs to run", () => {
    const needed = ["host.json", "package.json", "dist/src/main.js", "dist/src/arm/transport.js"];
    expect(needed.filter(isLeftOut)).toEqual([]);
  });

  it("sends neither sources nor tests, stand-ins, settings or documents", () => {
    const sources = ["src/main.ts", "test/tidy.test.ts", "simulator/main.ts", "vitest.config.ts"];
    const built = ["dist/simulator/main.js", "dist/embedded/main.js", "dist/.tsbuildinfo"];
    const settings = ["local.settings.json", ".interlock/service.json", "tsconfig.build.json"];
    const documents = ["README.md", "docs/decisions/README.md"];
    const paths = [...sources, ...built, ...settings, ...documents, "package-lock.json"];
    expect(paths.filter((path) => !isLeftOut(path))).toEqual([]);
  });

  it("sends exactly the packages of the lock file that are not for development", () => {
    const lock = z
      .looseObject({
        packages: z.record(
          z.string(),
          z.looseObject({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
        ),
      })
      .parse(JSON.parse(read("package-lock.json")));
    const { "": _ourselves, ...packages } = lock.packages;
    const wrong = Object.entries(packages).filter(
      ([path, { dev, devOptional }]) => isLeftOut(path) !== (dev === true || devOptional === true),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the command that npm installs", () => {
  function run(options: { built: boolean; node?: string }): {
    status: number | null;
    stdout: string;
    stderr: string;
  } {
    const folder = mkdtempSync(join(tmpdir(), "interlock-bin-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, "dist/src/cli"), { recursive: true });
    cpSync(join(repository, "bin"), join(folder, "bin"), { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(
      join(folder, "pretend.mjs"),
      `Object.defineProperty(process, "versions", { value: { node: ${JSON.stringify(options.node ?? process.versions.node)} } });`,
    );
    const program =
      "console.log(process.argv[1].endsWith('main.js'), ...process.argv.slice(2)); process.exitCode = 5;";
    if (options.built) writeFileSync(join(folder, "dist/src/cli/main.js"), program);
    const args = ["--import=./pretend.mjs", "bin/interlock.mjs", "list", "--json"];
    return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  }

  it("runs the built command line with its arguments, and ends as that ends", () => {
    expect(run({ built: true })).toMatchObject({
      status: 5,
      stdout: "true list --json\n",
      stderr: "",
    });
  });

  it("says what to do where nothing is built", () => {
    const { status, stderr } = run({ built: false });
    expect(status).toBe(1);
    expect(stderr).toContain('Run "npm run build"');
  });

  it.each(["20.19.0", "22.17.1"])("under Node %s says which Node it needs", (node) => {
    expect(run({ built: true, node })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: `interlock needs Node 22 or later (22.18 at the least); this is Node ${node}.\n`,
    });
  });
});
