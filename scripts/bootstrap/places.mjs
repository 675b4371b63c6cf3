// Where things lie, as absolute paths. Everything that the bootstrap writes is in one of these and
// none of it is committed.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const nodeModules = join(root, "node_modules");
export const packageLock = join(root, "package-lock.json");
export const output = join(root, "dist");
/** A little package of its own, so that installing Node does not disturb the dependencies. */
export const runtime = join(root, "scripts", "runtime");
/** Outside node_modules and dist, because both are thrown away while it is held. */
export const lockDirectory = join(root, ".interlock", "bootstrap.lock");
