// How the tests are run: which files, with how many workers, and how long one test may take.
// Worker processes rather than threads, so that a test may kill, fill or crash what it started
// without taking its neighbours along; two of them, because continuous integration has two cores.
import { defineConfig } from "vitest/config";

const isContinuousIntegration = process.env["CI"] !== undefined;
// Set by `npm run verify` and .ci/run, which count the tests and do not want to run them twice.
const report = process.env["INTERLOCK_TEST_REPORT"];

// Vitest reads its settings from the default export only.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    // A forgotten `.only` would let everything else go untested and still look green.
    allowOnly: !isContinuousIntegration,
    passWithNoTests: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
