// Which Node runs the project. The one that is running, if it is new enough; otherwise, on Linux,
// Node 24 from the npm package `node`, pinned and locked in scripts/runtime. Elsewhere that package
// is not known to work, so the reader is told what is needed instead.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainNpmFailure } from "./npm-failure.mjs";
import { runtime } from "./places.mjs";
import { runNpm, runQuietly } from "./processes.mjs";
import { Trouble, tellProgress } from "./words.mjs";

// 22.18 is the first 22 that runs TypeScript sources as they are; node:sqlite came in 22.13.
const oldestMajor = 22;
const oldestMinor = 18;
const packages = join(runtime, "node_modules");
const brought = join(packages, "node", "bin", "node");
const note = join(packages, ".installed");

/** The Node to use, or undefined if one has to be brought first. */
export function findNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
    return process.execPath;
  }
  return isBrought() ? brought : undefined;
}

function wantedVersion() {
  return JSON.parse(readFileSync(join(runtime, "package.json"), "utf8")).dependencies.node;
}

function isBrought() {
  try {
    return readFileSync(note, "utf8") === noteText() && existsSync(brought);
  } catch {
    return false;
  }
}

function noteText() {
  return `${wantedVersion()} ${process.platform} ${process.arch}\n`;
}

export async function installNode() {
  const running = `${process.versions.node} on ${process.platform} ${process.arch}`;
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) {
    throw new Trouble(
      `Node 22 or later is needed (22.18 at the least); this is Node ${running}. ` +
        `Please install a newer one, for instance from nodejs.org, and try again.`,
    );
  }
  const version = wantedVersion();
  rmSync(note, { force: true });
  await tellProgress(
    `Bringing Node ${version}, because this is Node ${running}`,
    `Brought Node ${version}`,
    fetchNode,
  );
  await checkThatItRuns(version);
  writeFileSync(note, noteText());
  return brought;
}

async function fetchNode() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await runNpm(process.execPath, args, runtime);
  if (code !== 0) throw new Trouble(explainNpmFailure("Node could not be brought", output));
  // The package fetches its binary in an install script, which a reader's settings may forbid in
  // general; running that one script by hand is what installing Node this way means.
  if (!existsSync(brought)) {
    const folder = join(packages, "node");
    const byHand = await runQuietly(process.execPath, ["installArchSpecificPackage.js"], {
      cwd: folder,
      env: process.env,
    });
    if (byHand.code !== 0) {
      throw new Trouble(explainNpmFailure("Node could not be brought", byHand.output));
    }
  }
}

async function checkThatItRuns(version) {
  const answer = await runQuietly(brought, ["--version"], {});
  if (answer.output.trim() === `v${version}`) return;
  throw new Trouble(
    `Node ${version} was brought but does not run on this machine (it answered ` +
      `"${answer.output.trim().slice(0, 200)}"). Please install Node 22 or later and try again.`,
  );
}
