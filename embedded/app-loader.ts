/**
 * Loads a Functions app folder as the Node worker does: `main` of package.json, a path or a glob,
 * each file imported in name order. What the files register ends up in functions-core.ts.
 *
 * Modules stay loaded for the life of the process. The main files are asked for anew on each load,
 * the modules they import are not, so only registrations made by main files happen again.
 */
import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

const packageJsonSchema = z.looseObject({ main: z.string().min(1).optional() });
const localSettingsSchema = z.looseObject({
  IsEncrypted: z.boolean().optional(),
  Values: z.record(z.string(), z.string()).optional(),
});

let loads = 0;

/** Imports the app's main files. Safe to call again for another host in the same process. */
export async function importApp(options: {
  appFolder: string;
  main?: string | undefined;
}): Promise<void> {
  const files = await mainFiles(options);
  loads += 1;
  for (const file of files) {
    const url = pathToFileURL(file);
    if (loads > 1) url.searchParams.set("load", String(loads));
    await import(url.href);
  }
}

async function mainFiles(options: {
  appFolder: string;
  main?: string | undefined;
}): Promise<readonly string[]> {
  const { appFolder } = options;
  const main = options.main ?? (await readMain(appFolder));
  if (!/[*?{[]/.test(main)) return [resolve(appFolder, main)];
  const found: string[] = [];
  for await (const match of glob(main, { cwd: appFolder })) found.push(resolve(appFolder, match));
  if (found.length === 0) {
    throw new Error(`No file matches ${main}, the main of the app in ${appFolder}.`);
  }
  return found.toSorted();
}

async function readMain(appFolder: string): Promise<string> {
  const path = join(appFolder, "package.json");
  const parsed = packageJsonSchema.parse(JSON.parse(await readFile(path, "utf8")));
  if (parsed.main === undefined) throw new Error(`${path} names no main file to load.`);
  return parsed.main;
}

/** The `Values` of local.settings.json, which `func start` puts into the environment; or nothing. */
export async function readLocalSettings(
  appFolder: string,
): Promise<Readonly<Record<string, string>>> {
  const path = join(appFolder, "local.settings.json");
  if (!existsSync(path)) return {};
  const settings = localSettingsSchema.parse(JSON.parse(await readFile(path, "utf8")));
  if (settings.IsEncrypted === true) {
    throw new Error(`local.settings.json in ${appFolder} is encrypted; this host cannot read it.`);
  }
  return settings.Values ?? {};
}
