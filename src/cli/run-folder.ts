// A folder for what lives as long as one run of a local service: the simulator's certificate, and a
// database where it belongs to a simulated Azure that ends with it. Folders of runs that were killed
// are removed by the next run.

import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "./service-file.ts";
import { stateFolder } from "./state-folder.ts";

const prefix = "run-";

export interface RunFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function makeRunFolder(environment: NodeJS.ProcessEnv): Promise<RunFolder> {
  const base = stateFolder(environment);
  await mkdir(base, { recursive: true, mode: 0o700 });
  for (const name of await readdir(base)) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length) : Number.NaN);
    if (Number.isSafeInteger(pid) && (pid === process.pid || !isAlive(pid))) {
      await rm(join(base, name), { recursive: true, force: true });
    }
  }
  const path = join(base, `${prefix}${process.pid}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
