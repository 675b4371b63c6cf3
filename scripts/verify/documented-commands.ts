// The commands that documents tell a reader to type exist: as npm script, as command of the bootstrap
// with something to run behind it, and, for our command line, as one of its own commands.
import { access, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { fromFaults } from "./check.ts";
import type { Outcome } from "./check.ts";
import { root, runScript } from "./program.ts";

const bootstrapSchema = z.object({
  commands: z.record(
    z.string(),
    z.object({ run: z.array(z.string()), source: z.string().optional() }),
  ),
});
const manifestSchema = z.looseObject({ scripts: z.record(z.string(), z.string()) });
const commandLine = "dist/src/cli/main.js";

export async function checkDocumentedCommands(): Promise<Outcome> {
  const faults: string[] = [];
  const documents = await readDocuments();
  if (!documents.some(({ path }) => path === "README.md")) faults.push("README.md is missing");

  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(root, "package.json"), "utf8")),
  );
  const scripts = Object.keys(manifest.scripts);
  faults.push(...documents.flatMap((document) => unknownScripts(document, scripts)));
  faults.push(...(await unrunnableScripts(manifest.scripts)));

  const commands = new Set(documents.flatMap(({ text }) => commandLineCommandsIn(text)));
  for (const command of commands) {
    const { code } = await runScript([commandLine, command, "--help"]);
    if (code !== 0) faults.push(`a document shows "interlock ${command}", which does not exist`);
  }
  return fromFaults(faults, `${scripts.length} scripts, ${commands.size} of interlock's commands`);
}

export function unknownScripts(
  { path, text }: { readonly path: string; readonly text: string },
  scripts: readonly string[],
): readonly string[] {
  const named = [...text.matchAll(/\bnpm (?:run(?: --silent| -s)? ([\w:.-]+)|(start|test)\b)/g)];
  const unknown = named.flatMap(([, run, short]) => {
    const name = run ?? short ?? "";
    return scripts.includes(name) ? [] : [name];
  });
  return [...new Set(unknown)].map((name) => `${path} tells "${name}", which is no npm script`);
}

/** The first word after `npm run interlock --`, and after a bare `interlock` in a code block. */
export function commandLineCommandsIn(text: string): readonly string[] {
  const throughNpm = text.matchAll(/\bnpm run interlock -- ([a-z][a-z-]*)/g);
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? "");
  const direct = blocks.join("\n").matchAll(/^(?:npx )?interlock ([a-z][a-z-]*)/gm);
  return [...throughNpm, ...direct].map(([, command]) => command ?? "");
}

/** Every script goes through the bootstrap, under its own name, to a file that is there. */
async function unrunnableScripts(
  scripts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  // Imported by address, because it is plain JavaScript, without types; its shape is checked here.
  const address = pathToFileURL(join(root, "scripts", "bootstrap", "commands.mjs")).href;
  const { commands } = bootstrapSchema.parse(await import(address));
  const faults = Object.entries(scripts)
    .filter(([name, text]) => text !== `node scripts/bootstrap.mjs ${name}` || !commands[name])
    .map(([name]) => `the npm script "${name}" is not one of the bootstrap's commands`);
  for (const [name, { run, source }] of Object.entries(commands)) {
    const program = source ?? run[0];
    const isThere =
      program === undefined ||
      (await access(join(root, program)).then(
        () => true,
        () => false,
      ));
    if (!isThere) faults.push(`"npm run ${name}" has nothing to run: ${program} is missing`);
  }
  return faults;
}

async function readDocuments(): Promise<readonly { path: string; text: string }[]> {
  const names = await readdir(join(root), { recursive: false });
  const inFolders = await Promise.all(
    ["docs", "simulator", "embedded", "infra", "bench"].map(async (folder) => {
      const found = await readdir(join(root, folder), { recursive: true }).catch(() => []);
      return found.map((name) => `${folder}/${name}`);
    }),
  );
  const paths = [...names, ...inFolders.flat()].filter((path) => path.endsWith(".md"));
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })),
  );
}
