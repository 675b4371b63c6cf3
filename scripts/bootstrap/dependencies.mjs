// Are the dependencies those of the lock file, and if not, install them.
//
// D1. The note is removed before an install and written after it, and names the lock file's digest
//     and the state of npm's own record of the tree. So an interrupted install, a changed lock file
//     and a tree that npm has since changed are each seen by looking at two small files (B1).
// D2. Where there is no valid note, because somebody ran npm by hand, the tree is compared with the
//     lock file package by package: a complete tree is not thrown away under a running program.
// D3. It is `npm install --no-save` and not `npm ci`. The latter refuses a lock file that does not
//     list the optional binaries of every foreign platform, and a mirror that carries only some of
//     them makes just such lock files. What `npm ci` guards besides is guarded here: the lock file
//     agrees with package.json, is never changed, and a tree of unknown state is removed first.
// D4. What npm installed is compared with the lock file before it is trusted: a reader's settings
//     can make npm succeed and still install something else, or nothing.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { explainNpmFailure } from "./npm-failure.mjs";
import { nodeModules, packageLock, root } from "./places.mjs";
import { runNpm } from "./processes.mjs";
import { Trouble, tellProgress } from "./words.mjs";

/** npm writes this at the end of a change of the tree; without it the tree is in no known state. */
const npmRecord = join(nodeModules, ".package-lock.json");
const note = join(nodeModules, ".interlock-installed.json");

export function areDependenciesInstalled() {
  try {
    const wanted = noteText();
    if (existsSync(note) && readFileSync(note, "utf8") === wanted) return true;
    if (!doesTreeFitLock()) return false;
    noteThatItFits(wanted);
    return true;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return false;
    throw error;
  }
}

export async function installDependencies(node) {
  checkThatLockFileAgrees();
  await tellProgress("Installing dependencies", "Installed dependencies", async () => {
    if (existsSync(npmRecord)) {
      rmSync(note, { force: true });
      rmSync(npmRecord);
    } else {
      rmSync(nodeModules, { recursive: true, force: true });
    }
    // Development dependencies by name, since NODE_ENV=production would leave out what builds.
    const what = ["--no-save", "--package-lock", "--include=dev", "--include=optional"];
    const how = ["--no-audit", "--no-fund", "--loglevel=error"];
    const { code, output } = await runNpm(node, ["install", ...what, ...how], root);
    if (code !== 0) throw new Trouble(explainNpmFailure("Installing dependencies failed", output));
  });
  if (!existsSync(npmRecord) || !doesTreeFitLock()) {
    throw new Trouble(
      "npm reports success, yet node_modules is not what package-lock.json names. " +
        'Look for unusual settings with "npm config list" (dry-run, package-lock, omit).',
    );
  }
  writeFileSync(note, noteText());
}

/** The note only saves time here, so a tree that we may read but not write is good enough. */
function noteThatItFits(text) {
  try {
    writeFileSync(note, text);
  } catch {
    // Compared again at the next start.
  }
}

function checkThatLockFileAgrees() {
  const declared = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const locked = JSON.parse(readFileSync(packageLock, "utf8")).packages[""];
  for (const group of ["dependencies", "devDependencies"]) {
    if (isDeepStrictEqual(declared[group] ?? {}, locked[group] ?? {})) continue;
    throw new Trouble(
      `package.json and package-lock.json do not agree on their ${group}. ` +
        `Run "npm install" and commit both files.`,
    );
  }
}

function noteText() {
  const lockDigest = createHash("sha256").update(readFileSync(packageLock)).digest("hex");
  const { mtimeMs, size } = statSync(npmRecord);
  const machine = `${process.platform} ${process.arch}`;
  return `${JSON.stringify({ lockDigest, machine, recordedAt: mtimeMs, size })}\n`;
}

function doesTreeFitLock() {
  const wanted = JSON.parse(readFileSync(packageLock, "utf8")).packages;
  const present = JSON.parse(readFileSync(npmRecord, "utf8")).packages;
  const isSame = ([path]) => present[path]?.integrity === wanted[path]?.integrity;
  return (
    Object.entries(wanted).filter(isNeededHere).every(isSame) &&
    Object.entries(present)
      .filter(([, entry]) => !entry.optional)
      .every(isSame)
  );
}

/** Of the optional packages only this machine's binaries are, whichever C library they are for. */
function isNeededHere([path, entry]) {
  if (path === "") return false;
  if (!entry.optional) return true;
  if (entry.libc !== undefined || (entry.os ?? entry.cpu) === undefined) return false;
  const suits = (list, mine) => list === undefined || list.includes(mine);
  return suits(entry.os, process.platform) && suits(entry.cpu, process.arch);
}
