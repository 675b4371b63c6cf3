// Starting other programs: quietly, for installing and building, and as the command itself, which
// gets the terminal, the signals and the last word on the exit code.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { basename, delimiter, dirname } from "node:path";
import { noteWorker } from "./lock.mjs";
import { Trouble } from "./words.mjs";

const outputKept = 20_000;
const passedOnSignals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The environment with `node`'s folder first on the path, so that whatever is started finds it. */
export function environmentFor(node) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const path = process.env[key];
  return { ...process.env, [key]: path ? dirname(node) + delimiter + path : dirname(node) };
}

/** Runs to the end and returns { code, output }; stops the child and us when we are interrupted. */
export function runQuietly(file, args, options) {
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  noteWorker(child.pid);
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-outputKept);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);

  return new Promise((resolve, reject) => {
    let interruptedBy;
    const onSignal = (signal) => {
      interruptedBy = signal;
      child.kill(signal);
    };
    for (const signal of passedOnSignals) process.on(signal, onSignal);
    const settle = (finish) => {
      for (const signal of passedOnSignals) process.off(signal, onSignal);
      finish();
    };
    child.once("error", (error) => settle(() => resolve({ code: 127, output: error.message })));
    child.once("close", (code) =>
      settle(() => {
        if (interruptedBy === undefined) resolve({ code, output });
        else
          reject(
            new Trouble(
              "Interrupted; the next run starts this over.",
              128 + constants.signals[interruptedBy],
            ),
          );
      }),
    );
  });
}

/** Runs npm, the one that started us if one did, else the one on the path. */
export function runNpm(node, args, cwd) {
  const ours = process.env["npm_execpath"];
  const env = environmentFor(node);
  // Under another package manager npm_execpath names that one, which would not read our lock file.
  if (ours !== undefined && basename(ours) === "npm-cli.js") {
    return runQuietly(node, [ours, ...args], { cwd, env });
  }
  return runQuietly("npm", args, { cwd, env, shell: process.platform === "win32" });
}

/**
 * Becomes the command as nearly as a parent can: same terminal, same signals, same end.
 * A Ctrl-C reaches the child from the terminal itself, so there it is not sent a second time; a
 * program that stops gracefully at the first and at once at the second would never be graceful.
 */
export async function handOver(node, args, cwd = process.cwd()) {
  const child = spawn(node, args, { stdio: "inherit", env: environmentFor(node), cwd });
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of passedOnSignals) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !onTerminal) child.kill(signal);
    });
  }
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(new Trouble(`Node could not be started from ${node} (${error.code}).`));
    });
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  // Ending by the same signal lets the shell, npm or a supervisor see what really happened.
  for (const passedOn of passedOnSignals) process.removeAllListeners(passedOn);
  process.kill(process.pid, signal);
  process.exitCode = 128 + constants.signals[signal];
}
