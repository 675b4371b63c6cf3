// JSON within a text: finds where an object ends, and reads it even where a tool has broken its lines
// or escaped its quotes.

export interface JsonFound {
  readonly value: unknown;
  readonly end: number;
}

const objectCharsMax = 1024 * 1024;
const escapedCharsMax = 64 * 1024;
/** JSON in a string in a string. */
const escapesMax = 4;

/** The object or list that begins here; null where there is none. `spend` is told how many characters
 * were looked at, so that the caller can keep the whole bounded. */
export function jsonAt(text: string, at: number, spend: (chars: number) => void): JsonFound | null {
  const quoteAt = text.slice(at, at + 200).indexOf('"');
  if (quoteAt < 0 || !/^[{[][{[\\rnt\s]*$/.test(text.slice(at, at + quoteAt))) return null;
  const isEscaped = text[at + quoteAt - 1] === "\\";
  if (isEscaped) return escapedJsonAt(text, at, spend);
  const end = endOfObject(text, at, spend);
  const value = end === null ? undefined : parsed(text.slice(at, end));
  return end === null || value === undefined ? null : { value, end };
}

/** JSON that stands in a string of something else, which ends at the first quote that is not escaped. */
function escapedJsonAt(text: string, at: number, spend: (chars: number) => void): JsonFound | null {
  const window = text.slice(at, at + escapedCharsMax);
  const stop = /(?<!\\)"/.exec(window)?.index ?? window.length;
  // It is read several times over.
  spend(16 * stop);
  let plain = window.slice(0, stop);
  for (let round = 0; round < escapesMax && isEscapedStill(plain); round += 1) {
    plain = plain.replaceAll(/\\(u[0-9a-f]{4}|[^\n])/gi, (_all, what: string) => unescaped(what));
  }
  const end = endOfObject(plain, 0, spend);
  const value = end === null ? undefined : parsed(plain.slice(0, end));
  return value === undefined ? null : { value, end: at + stop };
}

function isEscapedStill(text: string): boolean {
  return text[text.indexOf('"') - 1] === "\\";
}

function unescaped(what: string): string {
  if (what.length === 5) return String.fromCharCode(Number.parseInt(what.slice(1), 16));
  return what === "r" || what === "n" || what === "t" ? " " : what;
}

const quote = 0x22;
const backslash = 0x5c;
const brace = 0x7b;
const closingBrace = 0x7d;
const bracket = 0x5b;
const closingBracket = 0x5d;

/** Behind the bracket that closes the one here; a string is passed over as a whole. */
function endOfObject(text: string, at: number, spend: (chars: number) => void): number | null {
  const limit = Math.min(text.length, at + objectCharsMax);
  let depth = 0;
  let isInString = false;
  for (let index = at; index < limit; index += 1) {
    const character = text.charCodeAt(index);
    if (isInString) {
      if (character === backslash) index += 1;
      else if (character === quote) isInString = false;
    } else if (character === quote) isInString = true;
    else if (character === brace || character === bracket) depth += 1;
    else if (character === closingBrace || character === closingBracket) {
      depth -= 1;
      if (depth === 0) {
        spend(index - at);
        return index + 1;
      }
    }
  }
  spend(limit - at);
  return null;
}

function parsed(json: string): unknown {
  // Tools wrap long lines, also within a string, where JSON has no line breaks.
  for (const form of [json, json.replaceAll("\n", " ")]) {
    try {
      return JSON.parse(form) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
