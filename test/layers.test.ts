// Which folder may import which, tried out: for each folder a file is planted that imports every
// other one, the linter is run on it with the project's own settings, and its complaints must be
// exactly the imports that the design forbids. So a ban that is missing and one too many are found.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository } from "./support/tree.ts";

/** Each layer of the app with the layers that it may import; from the design, not from the linter. */
const layers = {
  domain: [],
  conflicts: ["domain"],
  operations: ["domain", "conflicts"],
  leases: ["domain", "contracts"],
  cleanup: ["domain"],
  contracts: ["domain"],
  entities: ["domain", "leases", "contracts", "platform", "platform/durable"],
  orchestrators: ["domain", "contracts", "platform/durable"],
  arm: ["domain", "contracts", "platform", "platform/durable"],
  activities: [
    "domain",
    "conflicts",
    "operations",
    "leases",
    "cleanup",
    "contracts",
    "platform",
    "platform/durable",
  ],
  triggers: [
    "domain",
    "conflicts",
    "contracts",
    "operations",
    "leases",
    "platform",
    "platform/durable",
  ],
  platform: ["domain", "contracts"],
  cli: ["contracts", "domain", "operations", "conflicts"],
  dashboard: ["contracts"],
} as const;
const layerNames = Object.keys(layers);
const pure = ["domain", "conflicts", "operations", "leases", "cleanup", "contracts"];

/** The packages that only some folders may know, and the folders that may. */
const packages: Record<string, readonly string[]> = {
  "@azure/arm-compute": ["arm"],
  "@azure/core-rest-pipeline": ["arm"],
  "@azure/identity": ["arm"],
  "durable-functions": ["platform"],
  "@azure/functions": ["platform", "triggers"],
  "node:fs": layerNames.filter((name) => !pure.includes(name) && name !== "orchestrators"),
};

const outside = ["embedded", "simulator", "bench", "scripts", "test"];

interface Planted {
  readonly path: string;
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}

const inTheApp = layerNames.flatMap((from) =>
  ["planted.ts", "deep/planted.ts"].map((name) => plantInLayer(from, `src/${from}/${name}`)),
);

/** The stand-ins stay apart: what they share with the app they would misunderstand alike. */
const standIns: readonly Planted[] = [
  {
    path: "simulator/core/planted.ts",
    allowed: ["../clock.ts", "node:fs"],
    forbidden: [
      ...layerNames.map((name) => `../../src/${name}/a.ts`),
      ...["embedded", "bench", "scripts", "test"].map((name) => `../../${name}/a.ts`),
      "@azure/arm-compute",
      "@azure/functions",
      "durable-functions",
    ],
  },
  {
    path: "embedded/planted.ts",
    allowed: ["./clock.ts", "../src/contracts/a.ts", "node:fs", "@azure/functions"],
    forbidden: [
      ...layerNames.filter((name) => name !== "contracts").map((name) => `../src/${name}/a.ts`),
      ...["simulator", "bench", "scripts", "test"].map((name) => `../${name}/a.ts`),
      "../src/main.ts",
      "@azure/arm-compute",
      "@azure/identity",
    ],
  },
  ...["bench", "scripts", "test"].map((folder) => ({
    path: `${folder}/planted.ts`,
    allowed: ["../src/arm/a.ts", "../simulator/a.ts"],
    forbidden: ["../src/main.ts"],
  })),
  {
    path: "src/main.ts",
    allowed: [...layerNames.map((name) => `./${name}/a.ts`), "@azure/functions", "@azure/identity"],
    forbidden: [
      ...outside.map((name) => `../${name}/a.ts`),
      "durable-functions",
      "@azure/arm-compute",
    ],
  },
];

/** Ways to the clock, to chance and to the outside that the deciding folders have no use for. */
const impure = [
  "Date.now()",
  "Math.random()",
  "setTimeout(() => {}, 1)",
  "process.env",
  'fetch("x")',
  "crypto.randomUUID()",
  "performance.now()",
  "globalThis.Date",
];
const impureInOrchestrators = [
  ...impure.filter((text) => text !== "Date.now()"),
  "new Date()",
  "Promise.resolve()",
  'new Intl.NumberFormat("en")',
];
const impureFolders = [...pure, "orchestrators"].map((folder) => ({
  folder,
  path: `src/${folder}/impure.ts`,
  texts: folder === "orchestrators" ? impureInOrchestrators : impure,
}));

const planted = [...inTheApp, ...standIns];
let folder: string;
/** `path:line`, of each line that the linter complains of. */
let complaints: ReadonlySet<string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interlock-layers-"));
  const settings = JSON.parse(readFileSync(join(repository, ".oxlintrc.json"), "utf8")) as {
    options: Record<string, unknown>;
    $schema?: string;
  };
  // The bans need no types, and without types the planted files need no project around them.
  write(".oxlintrc.json", JSON.stringify({ ...settings, options: { typeAware: false } }));
  for (const { path, allowed, forbidden } of planted) {
    const all = [...allowed, ...forbidden];
    write(path, all.map((from, index) => `import { a${index} } from "${from}";\n`).join(""));
  }
  for (const { path, texts } of impureFolders) {
    write(path, texts.map((text, index) => `export const a${index} = ${text};\n`).join(""));
  }
  complaints = await lint();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("imports between folders", () => {
  it.each(planted)("of $path are those that the design allows", ({ path, allowed, forbidden }) => {
    const all = [...allowed, ...forbidden];
    expect(all.filter((_from, index) => complaints.has(`${path}:${index + 1}`))).toEqual(forbidden);
  });
});

describe("the clock, chance and the outside", () => {
  it.each(impureFolders)("are out of reach in src/$folder", ({ path, texts }) => {
    expect(texts.filter((_text, index) => !complaints.has(`${path}:${index + 1}`))).toEqual([]);
  });
});

function plantInLayer(from: string, path: string): Planted {
  const up = "../".repeat(path.split("/").length - 2);
  const mayImport = new Set<string>(layers[from as keyof typeof layers]);
  const others = [...layerNames, "platform/durable"].filter((to) => to.split("/")[0] !== from);
  const file = (to: string): string => `${up}${to === "platform/durable" ? to : `${to}/a`}.ts`;
  const may = (name: string): boolean => packages[name]?.includes(from) === true;
  return {
    path,
    allowed: [
      ...others.filter((to) => mayImport.has(to)).map(file),
      ...Object.keys(packages).filter(may),
      "./beside.ts",
      "zod",
    ],
    forbidden: [
      ...others.filter((to) => !mayImport.has(to)).map(file),
      `${up}main.ts`,
      ...outside.map((name) => `${up}../${name}/a.ts`),
      ...Object.keys(packages).filter((name) => !may(name)),
    ],
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function lint(): Promise<ReadonlySet<string>> {
  const args = [join(repository, "node_modules/oxlint/bin/oxlint"), "--format=json", "."];
  const output = await new Promise<string>((resolve, reject) => {
    // It ends with 1 where it complains, which is what it is here for; a crash leaves no JSON.
    execFile(
      process.execPath,
      args,
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        if (stdout.startsWith("{")) resolve(stdout);
        else reject(new Error("The linter did not run.", { cause: error }));
      },
    );
  });
  const report = JSON.parse(output) as {
    diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  return new Set(
    report.diagnostics
      .filter(({ code }) => code.startsWith("eslint(no-restricted-"))
      .map(({ filename, labels }) => `${filename}:${labels[0]?.span.line}`),
  );
}
