// The command that runs under a lease: in a process group of its own, so that it can be ended with all
// that it has started, and with the terminal's own input and outputs. Being in another session than
// the terminal it hears Ctrl-C only from here, once; and it cannot open /dev/tty.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { guardGroup } from "./command-guard.ts";

export type CommandEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly code: number; readonly signal: NodeJS.Signals }
  | { readonly kind: "not-started"; readonly code: 126 | 127; readonly why: string };

export interface HeldCommand {
  readonly ended: Promise<CommandEnd>;
  /** Hands a signal to the whole group. */
  pass(signal: NodeJS.Signals): void;
  /** TERM to the whole group, and KILL for what of it is left after the grace. */
  end(): Promise<void>;
  /** Whether something of its group still runs. */
  hasLeftovers(): boolean;
}

const lookEveryMs = 25;

export function startCommand(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly graceMs: number;
}): HeldCommand {
  const { command, args, environment, graceMs } = options;
  const child = spawn(command, args, { env: environment, detached: true, stdio: "inherit" });
  const group = child.pid;
  const letGo = group === undefined ? () => undefined : guardGroup(group, graceMs);
  const ended = endOf(child, command).finally(letGo);
  const pass = (signal: NodeJS.Signals | 0): boolean =>
    group !== undefined && isSent(group, signal);
  return {
    ended,
    pass,
    async end() {
      pass("SIGTERM");
      // Whoever was stopped hears nothing else until he goes on.
      pass("SIGCONT");
      const until = performance.now() + graceMs;
      while (performance.now() < until && pass(0)) await wait(lookEveryMs);
      pass("SIGKILL");
    },
    hasLeftovers: () => pass(0),
  };
}

/** A group that is gone is no fault: it may end at any moment. */
function isSent(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

/** Codes are those that a shell gives. */
function endOf(child: ChildProcess, command: string): Promise<CommandEnd> {
  return new Promise((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      const isMissing = error.code === "ENOENT";
      const why = isMissing ? `there is no command ${command}` : error.message;
      resolve({ kind: "not-started", code: isMissing ? 127 : 126, why });
    });
    child.once("exit", (code, signal) => {
      if (signal === null) resolve({ kind: "exited", code: code ?? 1 });
      else resolve({ kind: "killed", code: 128 + constants.signals[signal], signal });
    });
  });
}
