// The folder of the package that this program belongs to: it holds the built programs that `up`
// starts and is itself the Functions app that they serve.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("The program does not lie in a package.");
    folder = above;
  }
  return folder;
}
