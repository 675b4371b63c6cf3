// The way in: `node scripts/bootstrap.mjs COMMAND [arguments]`, which is what every npm script runs.
// Straight after a clone nothing is there: no dependencies, no build, perhaps too old a Node. This
// file sees to all three in that order, does only what is out of date, and then hands the terminal
// over to the command. It is plain JavaScript for Node 20 and imports nothing that is not in Node.
//
// B1. Nothing half done is ever taken for done: what was installed or built is trusted only when a
//     note written after its success still agrees with what lies on the disk.
// B2. Two of these at once take turns for the work and then go on side by side.
// B3. Its own words go to standard error, so that the command's output can be piped.
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { bringBuildUpToDate, isBuildUpToDate } from "./bootstrap/build.mjs";
import { commands } from "./bootstrap/commands.mjs";
import { installDependencies, areDependenciesInstalled } from "./bootstrap/dependencies.mjs";
import { withLock } from "./bootstrap/lock.mjs";
import { root } from "./bootstrap/places.mjs";
import { handOver } from "./bootstrap/processes.mjs";
import { findNode, installNode } from "./bootstrap/runtime.mjs";
import { Trouble, say } from "./bootstrap/words.mjs";

async function main([name, ...passedOn]) {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (command === undefined) {
    const known = Object.keys(commands).join(", ");
    const what = name === undefined ? "No command was given" : `There is no command "${name}"`;
    throw new Trouble(`${what}. The commands are: ${known}.`, 2);
  }

  const node = await makeReady(command.build);
  if (command.run.length === 0) {
    say("The build is up to date.");
    return;
  }
  const [program, ...fixed] = command.run;
  if (!existsSync(join(root, program))) {
    const source = command.source ?? program;
    throw new Trouble(`"npm run ${name}" has nothing to run: ${source} is missing from ${root}.`);
  }
  const cwd = command.whereTyped === true ? process.env["INIT_CWD"] : undefined;
  await handOver(node, [join(root, program), ...fixed, ...passedOn], cwd);
}

/** Returns the path of the Node to use; dependencies are installed and, if asked, the build fresh. */
async function makeReady(needsBuild) {
  const ready = () => areDependenciesInstalled() && (!needsBuild || isBuildUpToDate());
  const found = findNode();
  if (found !== undefined && ready()) return found;

  return withLock(async () => {
    // Whoever held the lock before may have done all of it (B2), so everything is asked again.
    const node = findNode() ?? (await installNode());
    if (!areDependenciesInstalled()) await installDependencies(node);
    if (needsBuild && !isBuildUpToDate()) await bringBuildUpToDate(node);
    return node;
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Trouble) {
    say(error.message);
    process.exitCode = error.exitCode;
  } else {
    say(`The start-up script ${relative(root, process.argv[1])} broke; this is a fault of ours.`);
    throw error;
  }
}
