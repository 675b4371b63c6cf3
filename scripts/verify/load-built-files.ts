// Links every JavaScript file under the folder given, with everything that it imports, and runs none
// of it: so a program's file is looked at like any other. Found are imports of files that were not
// built, of packages that are not installed, and of names that are not exported; and in what is
// shipped, packages that are not among the dependencies of package.json.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SourceTextModule, SyntheticModule, createContext } from "node:vm";
import type { Module } from "node:vm";
import { z } from "zod";

const folder = resolve(process.argv[2] ?? "dist");
const root = dirname(folder);
const shipped = ["src", "embedded", "simulator"].map((name) => join(folder, name));
const manifest = z
  .looseObject({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));

const context = createContext({});
const known = new Map<string, Promise<Module>>();
const faults: string[] = [];

const names = await readdir(folder, { recursive: true });
const files = names.filter((name) => /\.m?js$/.test(name)).map((name) => join(folder, name));
for (const file of files) {
  try {
    const module = await ourModule(file);
    if (module.status === "unlinked") await module.link(link);
  } catch (error) {
    faults.push(
      `${relative(root, file)}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
if (files.length === 0) faults.push(`There is nothing in ${folder}.`);
for (const fault of new Set(faults)) process.stdout.write(`  ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function link(specifier: string, from: Module): Promise<Module> {
  const referrer = fileURLToPath(from.identifier);
  if (specifier.startsWith(".")) return ourModule(resolve(dirname(referrer), specifier));
  checkThatItIsShipped(specifier, referrer);
  return foreignModule(specifier);
}

function ourModule(path: string): Promise<Module> {
  return once(pathToFileURL(path).href, async (identifier) => {
    const text = await readFile(path, "utf8");
    return path.endsWith(".json")
      ? synthetic(identifier, { default: JSON.parse(text) as unknown })
      : new SourceTextModule(text, { identifier, context });
  });
}

/** A package is really loaded, since what a CommonJS one exports is known only then. */
function foreignModule(specifier: string): Promise<Module> {
  return once(import.meta.resolve(specifier), async (identifier) => {
    const namespace: unknown = await import(identifier);
    return synthetic(identifier, z.record(z.string(), z.unknown()).parse({ ...Object(namespace) }));
  });
}

function synthetic(identifier: string, exported: Readonly<Record<string, unknown>>): Module {
  const names = Object.keys(exported);
  return new SyntheticModule(names, () => {}, { identifier, context });
}

function once(address: string, make: (address: string) => Promise<Module>): Promise<Module> {
  const module = known.get(address) ?? make(address);
  known.set(address, module);
  return module;
}

function checkThatItIsShipped(specifier: string, referrer: string): void {
  if (specifier.startsWith("node:")) return;
  if (!shipped.some((start) => referrer.startsWith(start))) return;
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (name in manifest.dependencies) return;
  faults.push(`${relative(root, referrer)}: "${name}" is not among the dependencies`);
}
