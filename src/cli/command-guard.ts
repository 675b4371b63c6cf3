// Watches over a command for the case that this process is killed, which it cannot see coming: nobody
// would renew the lease then, and the command would go on writing under a lease that has run out. A
// shell of its own session reads from a pipe; when that ends without a word, it ends the command.

import { spawn } from "node:child_process";

// The group, and how many seconds it gets between TERM and KILL.
const script = [
  "read -r word && exit 0",
  'kill -s TERM -- "-$1" 2>/dev/null || exit 0',
  'kill -s CONT -- "-$1" 2>/dev/null',
  "left=$2",
  'while [ "$left" -gt 0 ] && kill -s 0 -- "-$1" 2>/dev/null; do sleep 1; left=$((left - 1)); done',
  'kill -s KILL -- "-$1" 2>/dev/null',
].join("\n");

/** Starts it for a process group; the answer lets it go. Where there is no shell there is no guard. */
export function guardGroup(group: number, graceMs: number): () => void {
  const seconds = String(Math.ceil(graceMs / 1000));
  const guard = spawn("/bin/sh", ["-c", script, "interlock-guard", String(group), seconds], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    // Nothing but where `sleep` is: least of all a token.
    env: { PATH: process.env["PATH"] },
  });
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return () => {
    guard.stdin.end("done\n");
  };
}
