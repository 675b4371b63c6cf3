// The wishes to end that a long-running command hears.

import { constants } from "node:os";

/** Resolves at the first one; a second one ends the process at once, as is usual. */
export function toldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      // Not `once`: a spinner takes a signal that nobody else listens to for its own and ends the
      // process, and a listener that has removed itself counts as nobody.
      process.on(signal, () => {
        if (told) process.exit(128 + constants.signals[signal]);
        told = true;
        resolve(signal);
      });
    }
  });
}
