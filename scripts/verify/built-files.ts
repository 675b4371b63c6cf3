// Every file in dist/ can be loaded: see load-built-files.ts, which does it in a process of its own,
// because it needs a flag of Node and imports every package that we use.
import type { Outcome } from "./check.ts";
import { passes } from "./program.ts";

export async function builtFilesLoad(): Promise<Outcome> {
  const flags = ["--experimental-vm-modules", "--no-warnings"];
  return passes(...flags, "scripts/verify/load-built-files.ts", "dist");
}
