// An error that is printed as an object, and is no JSON: Node's and Python's own way to show one, or JSON
// that was cut off by the limit of a log.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";

const messageChars = 4_000;

export const printedObject: TextForm = {
  anchor:
    /\bcode\\{0,3}["']?: ?\\{0,3}["'](\w{2,120})\\{0,3}["'],\s{0,40}\\{0,3}["']?message\\{0,3}["']?: ?\\{0,3}(["'`])/gi,
  read(text, match) {
    const start = match.index + match[0].length;
    const quote = match[2] ?? '"';
    const window = text.slice(start, start + messageChars);
    const length = lengthOf(window, quote);
    const words = window.slice(0, length).replaceAll(/\\{1,7}(["'`])/g, "$1");
    const message = words.replaceAll(/\\{1,7}[rn]|\s+/g, " ").trim();
    return {
      at: match.index,
      end: start + length,
      body: envelopeOf({ code: match[1] ?? null, message }),
      given: {},
    };
  },
};

/** Up to the quote that is followed by what follows a value; to the end of the line where it was cut off. */
function lengthOf(window: string, quote: string): number {
  for (let at = window.indexOf(quote); at >= 0; at = window.indexOf(quote, at + 1)) {
    const next = window.slice(at + 1, at + 12).trimStart();
    if (next === "" || /^[,}\])\\;]/.test(next)) return at;
  }
  const line = window.indexOf("\n");
  return line < 0 ? window.length : line;
}
