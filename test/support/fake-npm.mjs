#!/usr/bin/env node
// Stands in for npm where the bootstrap is tested: makes in an instant, and without a network, the
// tree that the lock file names, and writes each call down. FAKE_NPM picks one way to go wrong.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

const args = process.argv.slice(2);
const calls = process.env.FAKE_NPM_CALLS;
const way = process.env.FAKE_NPM ?? "succeed";
const here = process.cwd();
const says = (what) =>
  appendFileSync(calls, `${JSON.stringify({ what, args, cwd: here, pid: process.pid })}\n`);

says("started");
if (way === "offline") {
  process.stderr.write("npm error code ENOTFOUND\nnpm error network request failed\n");
  process.exit(1);
}
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const { "": _ourselves, ...wanted } = packages;
for (const path of Object.keys(wanted)) mkdirSync(join(here, path), { recursive: true });
if (way === "hang") {
  // Half of the tree is there, and npm's record of it is not: the state that a kill leaves behind.
  says("half done");
  setInterval(() => {}, 1_000);
} else {
  if (way !== "wait") finish();
  else whenTold(finish);
}

/** Goes on when the file `go` appears in the folder, so that a test decides who meets whom. */
function whenTold(goOn) {
  if (existsSync(join(here, "go"))) goOn();
  else setTimeout(whenTold, 20, goOn);
}

function finish() {
  if ("node_modules/node" in wanted) {
    put("node_modules/node/bin/node", process.env.FAKE_NODE);
  } else {
    put("node_modules/typescript/bin/tsc", process.env.FAKE_TSC);
  }
  const record = way === "other" ? {} : wanted;
  writeFileSync(
    join(here, "node_modules/.package-lock.json"),
    JSON.stringify({ packages: record }),
  );
  says("finished");
}

function put(path, original) {
  mkdirSync(dirname(join(here, path)), { recursive: true });
  copyFileSync(original, join(here, path));
}
