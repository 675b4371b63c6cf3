// The regular expressions that a source file writes as literals. A slash begins one where an expression
// may begin, and divides where one has just ended; strings and comments are passed over.

export interface PatternLiteral {
  readonly line: number;
  readonly pattern: RegExp;
}

/** Words after which an expression begins. */
const beforeExpression = /\b(?:return|typeof|case|of|in|yield|await|void|delete|instanceof)$/;

export function patternLiteralsIn(source: string): readonly PatternLiteral[] {
  const found: PatternLiteral[] = [];
  /** What has been read of the code, without strings, comments and the insides of templates. */
  let before = "";
  const templates: number[] = [];
  let braces = 0;
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const two = source.slice(at, at + 2);
    if (two === "//") at = endOf(source, "\n", at);
    else if (two === "/*") at = endOf(source, "*/", at + 2);
    else if (character === '"' || character === "'") {
      at = endOfString(source, at, character);
      before += '""';
    } else if (character === "`" || (character === "}" && templates.at(-1) === braces)) {
      if (character === "}") templates.pop();
      const { end, isOpen } = endOfTemplate(source, at + 1);
      if (isOpen) templates.push(braces);
      before += isOpen ? "(" : '""';
      at = end;
    } else if (character === "/" && mayBegin(before)) {
      const end = endOfPattern(source, at + 1);
      const flags = /^[a-z]*/.exec(source.slice(end, end + 10))?.[0] ?? "";
      const line = source.slice(0, at).split("\n").length;
      found.push({ line, pattern: new RegExp(source.slice(at + 1, end - 1), flags) });
      before += '""';
      at = end + flags.length;
    } else {
      if (character === "{") braces += 1;
      if (character === "}") braces -= 1;
      before = (before + character).slice(-80);
      at += 1;
    }
  }
  return found;
}

function mayBegin(before: string): boolean {
  const code = before.trimEnd();
  return !/[\w$)\]}"]$/.test(code) || beforeExpression.test(code);
}

function endOf(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from);
  return at < 0 ? source.length : at + what.length;
}

function endOfString(source: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < source.length && source.charAt(at) !== quote)
    at += source.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

/** Behind the back quote that ends it, or behind the `${` that opens an expression. */
function endOfTemplate(source: string, from: number): { end: number; isOpen: boolean } {
  let at = from;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === "`") return { end: at + 1, isOpen: false };
    if (source.slice(at, at + 2) === "${") return { end: at + 2, isOpen: true };
    at += character === "\\" ? 2 : 1;
  }
  return { end: at, isOpen: false };
}

/** Behind the slash that ends it; within brackets a slash is a character. */
function endOfPattern(source: string, from: number): number {
  let at = from;
  let isInClass = false;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === "/" && !isInClass) return at + 1;
    if (character === "[") isInClass = true;
    if (character === "]") isInClass = false;
    at += character === "\\" ? 2 : 1;
  }
  return at;
}
