// Where it is shown what a command waits for: lines that stay, and on a terminal the present sentence
// beside a spinner. Silent where a program reads the answer.

import ora from "ora";
import { fitted } from "./wrapping.ts";

export interface ProgressDisplay {
  line(text: string): void;
  now(text: string): void;
  end(): void;
}

export const silentDisplay: ProgressDisplay = { line() {}, now() {}, end() {} };

/** Progress goes to standard error, so that the answer on standard output can be piped. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  if (!stream.isTTY) {
    return { line: (text) => stream.write(`${text}\n`), now() {}, end() {} };
  }
  const spinner = ora({ stream, discardStdin: false, hideCursor: true, text: "" });
  return {
    line(text) {
      spinner.clear();
      stream.write(`${fitted(text, stream)}\n`);
      spinner.render();
    },
    now(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    end: () => spinner.stop(),
  };
}
