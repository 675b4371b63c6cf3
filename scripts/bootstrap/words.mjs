// How the bootstrap speaks: plain lines on standard error, without colour or cursor movement, since
// they are read in build logs as often as on a terminal.

/** Something the reader can act on. It is shown as its sentence alone, without a stack. */
export class Trouble extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says what is being done, that it still is (every 15 seconds), and how long it took. */
export async function tellProgress(doing, done, work) {
  const startedAt = performance.now();
  const elapsed = (digits) => ((performance.now() - startedAt) / 1000).toFixed(digits);
  say(`${doing}…`);
  const reminder = setInterval(() => say(`${doing}… ${elapsed(0)} s so far`), 15_000);
  try {
    const result = await work();
    say(`${done} in ${elapsed(1)} s.`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
