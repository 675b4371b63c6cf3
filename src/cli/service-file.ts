// Which service runs on this machine, written by `interlock up` and read by the other commands. It
// holds a token, so nobody but its owner may read it (mode 0600).

import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { stateFolder } from "./state-folder.ts";

const serviceSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1),
  /** The process that supervises the service. */
  pid: z.number().int().positive(),
  /** How fast its clock runs against a simulated Azure; absent where that is the pace of the world. */
  speed: z.number().positive().optional(),
});
export type ServiceEntry = z.infer<typeof serviceSchema>;

export function serviceFilePath(environment: NodeJS.ProcessEnv): string {
  return join(stateFolder(environment), "service.json");
}

/** Undefined where no service has been noted or the note cannot be read. */
export async function readServiceFile(path: string): Promise<ServiceEntry | undefined> {
  try {
    const parsed = serviceSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the note in one step, so that a reader never sees half of one. */
export async function writeServiceFile(path: string, entry: ServiceEntry): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  // The mode above is ignored where the file was there already.
  await chmod(fresh, 0o600);
  await rename(fresh, path);
}

/** Removes the note if it is still that of this process. */
export async function removeServiceFile(path: string, pid: number): Promise<void> {
  const entry = await readServiceFile(path);
  if (entry?.pid === pid) await rm(path, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Another user's process is alive too, it only cannot be signalled.
    return (thrown as NodeJS.ErrnoException).code === "EPERM";
  }
}
