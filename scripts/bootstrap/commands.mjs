// What each command of the bootstrap runs, and whether it needs the build. Paths are relative to the
// repository; `source` is what a reader should look for when the program is not there. npm goes to the
// repository before it runs a script; `whereTyped` are those that mean files of their caller.
const compiler = "node_modules/typescript/bin/tsc";
const formatter = "node_modules/oxfmt/bin/oxfmt";

export const commands = {
  start: { build: true, run: ["dist/scripts/start.js"], source: "scripts/start.ts" },
  test: { build: true, run: ["node_modules/vitest/vitest.mjs", "run"] },
  interlock: {
    build: true,
    run: ["dist/src/cli/main.js"],
    source: "src/cli/main.ts",
    whereTyped: true,
  },
  simulator: { build: true, run: ["dist/simulator/main.js"], source: "simulator/main.ts" },
  bench: { build: true, run: ["dist/bench/main.js"], source: "bench/main.ts" },
  contention: {
    build: true,
    run: ["dist/bench/contention/main.js"],
    source: "bench/contention/main.ts",
  },
  verify: { build: false, run: ["scripts/verify.ts"], source: "scripts/verify.ts" },
  build: { build: true, run: [] },
  lint: { build: false, run: ["node_modules/oxlint/bin/oxlint"] },
  types: { build: false, run: [compiler, "-p", "tsconfig.json"] },
  format: { build: false, run: [formatter] },
  "format:check": { build: false, run: [formatter, "--check"] },
};
