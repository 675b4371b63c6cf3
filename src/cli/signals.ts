// The wishes to end that a long-running command hears.

/** Resolves at the first one; a second one then ends the process at once, as is usual. */
export function toldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve(signal));
    }
  });
}
