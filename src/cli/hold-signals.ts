// What a hold does with the wishes to end that it hears: while it waits it stops waiting, while the
// command runs the command gets them, and it is the command's end that ends the hold.

import { constants } from "node:os";
import type { HeldCommand } from "./held-command.ts";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

export interface HoldSignals {
  /** Aborted by the first signal that comes while no command runs. */
  readonly unwanted: AbortSignal;
  /** The exit code that this signal stands for; null where none has come. */
  code(): number | null;
  /** From now on signals are passed to this command. */
  passTo(command: HeldCommand): void;
  stop(): void;
}

export function listenForSignals(say: (sentence: string) => void): HoldSignals {
  const unwanted = new AbortController();
  let received: NodeJS.Signals | null = null;
  let running: HeldCommand | null = null;
  const listeners = passedOn.map((signal) => {
    const listener = (): void => {
      if (running !== null) {
        running.pass(signal);
        return;
      }
      // The second one ends it at once, as is usual.
      if (received !== null) process.exit(128 + constants.signals[signal]);
      received = signal;
      unwanted.abort();
    };
    // Not `once`: a spinner takes a signal that nobody else listens to for its own and ends the process.
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  // Stopped, it could not renew, and the command would go on.
  const onStop = (): void =>
    say("It cannot be stopped for a while: it has to keep the lease alive.");
  process.on("SIGTSTP", onStop);
  return {
    unwanted: unwanted.signal,
    code: () => (received === null ? null : 128 + constants.signals[received]),
    passTo(command) {
      running = command;
    },
    stop() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
      process.off("SIGTSTP", onStop);
    },
  };
}
