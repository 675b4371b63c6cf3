// Puts text on the terminal so that it is pleasant to read: indented, wrapped at the width of the
// terminal, with what belongs together in columns.

import ora from "ora";
import { paintFor } from "../../src/cli/paint.ts";
import type { Paint } from "../../src/cli/paint.ts";
import { visibleLength, wrapped } from "../../src/cli/wrapping.ts";

const indent = "  ";
const widthDefault = 100;
const widthMax = 120;

export interface Page {
  readonly paint: Paint;
  heading(text: string): void;
  line(text?: string): void;
  /** A line whose first cells have the widths given; the last one is wrapped under itself. */
  row(cells: readonly string[], widths: readonly number[]): void;
  /** Shown below everything on a terminal while something is waited for; empty for nothing. */
  now(text: string): void;
  /** A line to be copied: it is not wrapped, because a break would be copied too. */
  command(text: string): void;
}

export function createPage(stream: NodeJS.WriteStream): Page {
  const paint = paintFor(stream);
  const width = Math.min(stream.columns ?? widthDefault, widthMax);
  const spinner = stream.isTTY ? ora({ stream, discardStdin: false }) : null;
  const write = (text: string): void => {
    const spins = spinner?.isSpinning === true;
    if (spins) spinner.clear();
    stream.write(`${text}\n`);
    if (spins) spinner.render();
  };
  const row = (cells: readonly string[], widths: readonly number[]): void => {
    const last = cells.at(-1) ?? "";
    const heads = cells.slice(0, -1).map((cell, index) => padded(cell, widths[index] ?? 0));
    const head = `${indent}${heads.join("")}`;
    const room = Math.max(30, width - visibleLength(head));
    const [first = "", ...more] = wrapped(last, { width: room });
    write(`${head}${first}`.trimEnd());
    for (const next of more) write(`${" ".repeat(visibleLength(head))}${next}`);
  };
  return {
    paint,
    heading(text) {
      write("");
      for (const part of wrapped(text, { width: width - indent.length })) {
        write(`${indent}${paint.bold(part)}`);
      }
    },
    line: (text = "") => (text === "" ? write("") : row([text], [])),
    row,
    command: (text) => write(`${indent}${paint.dim(text)}`),
    now(text) {
      if (spinner === null) return;
      if (text === "") {
        spinner.stop();
        return;
      }
      // One line only: a longer one would wrap, and the terminal could not take it back.
      spinner.text = paint.dim(text.slice(0, width - 8));
      if (!spinner.isSpinning) spinner.start();
    },
  };
}

function padded(cell: string, width: number): string {
  // A cell that is too long still keeps its distance to the next.
  const missing = Math.max(width - visibleLength(cell), 1);
  return cell + " ".repeat(missing);
}
