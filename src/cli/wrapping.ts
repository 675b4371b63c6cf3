// Long lines on a terminal: broken at spaces and continued under where their text began, so that
// columns stay columns. A word longer than the line stays whole, so that it can be copied.

import { stripVTControlCharacters } from "node:util";

/** Breaks a text at spaces; later lines begin with as many spaces as `indent` says. */
export function wrapped(
  text: string,
  how: { readonly width: number; readonly indent?: number },
): readonly string[] {
  const { width, indent = 0 } = how;
  const margin = " ".repeat(indent);
  // A line that has nothing but its head yet takes the word, however long that is.
  const hasText = (line: string): boolean => visibleLength(line.trimEnd()) > indent;
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of text.split(" ")) {
    const longer: string = line === null ? word : `${line} ${word}`;
    if (line !== null && visibleLength(longer) > width && hasText(line)) {
      lines.push(line);
      line = margin + word;
    } else {
      line = longer;
    }
  }
  return line === null ? lines : [...lines, line];
}

export function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** A text of our own columns as it fits a stream; a pipe gets it as it is. */
export function fitted(text: string, stream: NodeJS.WriteStream): string {
  const { columns } = stream;
  if (!stream.isTTY || columns === undefined || columns < 40) return text;
  return text
    .split("\n")
    .flatMap((line) => fittedLine(line, columns))
    .join("\n");
}

/** A time with an event, or a name, and then what is said of it. */
const head = /^(?:\s*\d\d:\d\d:\d\d {2}\S+ +| {2}.{10} )/;

function fittedLine(line: string, width: number): readonly string[] {
  const plain = stripVTControlCharacters(line);
  // Commands are copied, and tables have lines of their own.
  const isFixed = /^ {4}\S|^[│┌├└]/.test(plain);
  if (plain.length <= width || isFixed) return [line];
  return wrapped(line, { width, indent: head.exec(plain)?.[0].length ?? 2 });
}
