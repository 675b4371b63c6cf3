#!/usr/bin/env node
// The command `interlock` as npm installs it: checks that this Node can run it, then hands over to the
// built command line in the same process. Nothing is imported before the check, so that an older
// Node gets to read the sentence instead of a syntax error from some file further down.

// Node 22.18, as in scripts/bootstrap/runtime.mjs, which is not part of the npm package.
const [major, minor] = process.versions.node.split(".").map(Number);
const program = new URL("../dist/src/cli/main.js", import.meta.url);

if (major < 22 || (major === 22 && minor < 18)) {
  stop(
    `interlock needs Node 22 or later (22.18 at the least); this is Node ${process.versions.node}.`,
  );
} else if (await isThere()) {
  // What counts as the program is the file that was built, as if it had been started by its name.
  process.argv[1] = (await import("node:url")).fileURLToPath(program);
  await import(program.href);
} else {
  stop('interlock is not built yet. Run "npm run build" in its folder, and try again.');
}

async function isThere() {
  const { existsSync } = await import("node:fs");
  return existsSync(program);
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
