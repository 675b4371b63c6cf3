// The command `interlock`: the program that package.json's `bin` and the npm scripts start.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { endWithReader } from "./broken-pipe.ts";
import { endOf } from "./call-end.ts";
import { packageRoot } from "./package-root.ts";
import { createProgram } from "./program.ts";
import { fitted } from "./wrapping.ts";

const packageSchema = z.looseObject({ version: z.string() });

endWithReader(process.stdout);
try {
  const text = readFileSync(join(packageRoot(), "package.json"), "utf8");
  const { version } = packageSchema.parse(JSON.parse(text));
  await createProgram(version).parseAsync(process.argv);
} catch (thrown) {
  const { code, text } = endOf(thrown);
  if (text !== null) process.stderr.write(`${fitted(text, process.stderr)}\n`);
  process.exitCode = code;
}
