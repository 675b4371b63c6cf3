// package.json and package-lock.json belong together, for the project and for the little package that
// brings Node: same names, same versions, every package with its digest, and no word about where it
// was fetched from, since that is the reader's own setting and not ours.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { fromFaults } from "./check.ts";
import type { Outcome } from "./check.ts";
import { root } from "./program.ts";

const versions = z.record(z.string(), z.string()).default({});
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  dependencies: versions,
  devDependencies: versions,
});
const lockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      resolved: z.string().optional(),
      dependencies: versions,
      devDependencies: versions,
    }),
  ),
});

export async function checkPackageFiles(): Promise<Outcome> {
  const faults: string[] = [];
  for (const folder of ["", "scripts/runtime"]) {
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(root, folder, name), "utf8"));
    const found = packageFaults(await read("package.json"), await read("package-lock.json"));
    faults.push(...found.map((fault) => `${join(folder, "package-lock.json")}: ${fault}`));
  }
  return fromFaults(faults, "the lock files agree and name no registry");
}

/** What does not fit between the text of a package.json and that of its lock file. */
export function packageFaults(manifestJson: unknown, lockJson: unknown): readonly string[] {
  const manifest = manifestSchema.parse(manifestJson);
  const { "": ourselves, ...packages } = lockSchema.parse(lockJson).packages;
  const faults: string[] = [];

  for (const group of ["dependencies", "devDependencies"] as const) {
    if (!isDeepStrictEqual(manifest[group], ourselves?.[group])) {
      faults.push(`its ${group} are not those of package.json; run "npm install"`);
    }
    for (const [name, version] of Object.entries(manifest[group])) {
      const locked = packages[`node_modules/${name}`]?.version;
      if (locked !== version)
        faults.push(`${name} is ${locked ?? "missing"} instead of ${version}`);
    }
  }
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved !== undefined) faults.push(`${path} says where it was fetched from`);
    if (entry.integrity === undefined && entry.link !== true) faults.push(`${path} has no digest`);
  }
  return faults;
}
