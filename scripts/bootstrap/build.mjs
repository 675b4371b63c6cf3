// Is dist/ what the sources say, and if not, compile. The question is asked at every start and must
// be quick, so files are compared by size and time with the note of the last successful build; the
// compiler itself, incremental, then decides what really changed.
//
// C1. The note is removed before a build and written after it, with the sources as they were before
//     it: an edit during the build is seen as newer at the next start (B1).
// C2. What a removed source left in dist/ is removed too, or the program could still import it. That
//     is found by looking at dist/ itself, because after an interrupted build there is no note.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { output, packageLock, root } from "./places.mjs";
import { environmentFor, runQuietly } from "./processes.mjs";
import { Trouble, tellProgress } from "./words.mjs";

const folders = ["src", "embedded", "simulator", "scripts", "bench"];
const settings = ["tsconfig.json", "tsconfig.build.json", "package.json"];
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const note = join(output, ".built.json");
const compilerRecord = join(output, ".tsbuildinfo");

export function isBuildUpToDate() {
  const before = readNote();
  if (before === undefined) return false;
  const now = readSources();
  const names = Object.keys(now);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => now[name] === before[name]) &&
    names.every((name) => outputsOf(name).every((path) => existsSync(path)))
  );
}

export async function bringBuildUpToDate(node) {
  const before = readNote() ?? {};
  const now = readSources();
  rmSync(note, { force: true });
  removeLeftovers(now);
  // The compiler believes its own record and would not write again what somebody deleted.
  const isComplete = Object.keys(before).every(
    (name) => !(name in now) || outputsOf(name).every((path) => existsSync(path)),
  );
  if (!isComplete || Object.keys(before).length === 0) rmSync(compilerRecord, { force: true });

  await tellProgress("Building", "Built", () => compile(node));
  mkdirSync(output, { recursive: true });
  writeFileSync(note, JSON.stringify(now));
}

async function compile(node) {
  const args = [compiler, "-p", "tsconfig.build.json", "--pretty", "false"];
  const result = await runQuietly(node, args, { cwd: root, env: environmentFor(node) });
  if (result.code !== 0) {
    throw new Trouble(`The build failed; the compiler says:\n${result.output.trim()}`);
  }
}

function removeLeftovers(sources) {
  const wanted = new Set(Object.keys(sources).flatMap((name) => outputsOf(name)));
  for (const folder of folders) {
    for (const path of programsUnder(join(output, folder))) {
      if (!wanted.has(path)) rmSync(path, { force: true });
    }
  }
}

function programsUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.[mc]?js$/.test(name))
    .map((name) => join(folder, name));
}

function readNote() {
  try {
    return JSON.parse(readFileSync(note, "utf8"));
  } catch {
    return undefined;
  }
}

/** Every input of the build with its size and time, by path relative to the repository. */
function readSources() {
  const found = {};
  const add = (name) => {
    const stats = statSync(join(root, name), { throwIfNoEntry: false });
    if (stats !== undefined) found[name] = `${stats.size} ${stats.mtimeMs}`;
  };
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules") walk(name);
      } else if (/\.[mc]?ts$/.test(entry.name)) {
        add(name);
      }
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(folder);
  for (const name of settings) add(name);
  add(packageLock.slice(root.length + 1));
  return found;
}

function outputsOf(name) {
  if (!/\.[mc]?ts$/.test(name) || /\.d\.[mc]?ts$/.test(name)) return [];
  return [join(output, name.replace(/ts$/, "js"))];
}
