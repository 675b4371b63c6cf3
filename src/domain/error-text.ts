// Errors that stand in a text: JSON put into a string (alone or behind a sentence), the XML of the
// storage services, the form `Code="…" Message="…"` of the Go client, pages of HTML, plain sentences.
// Every step looks at a bounded part of the text and takes a time that grows with it no faster.

export interface TextError {
  /** Outermost first. */
  readonly codes: readonly string[];
  readonly message: string | null;
}

/** Longer texts are not parsed: no answer that is read here comes near it, and parsing blocks. */
const jsonCharsMax = 4 * 1024 * 1024;
/** Of plain text the beginning is enough. */
const textCharsMax = 64 * 1024;
const codesMax = 10;

/** The JSON object or array that a text is or, behind a sentence, holds; undefined when there is none. */
export function jsonIn(text: string): unknown {
  if (text.length > jsonCharsMax) return undefined;
  const trimmed = text.trim();
  const whole = startsAsJson(trimmed) ? objectFrom(trimmed) : undefined;
  if (whole !== undefined) return whole;
  // Behind a sentence: only what looks like an error is worth a try.
  if (!mayHoldCodes(trimmed)) return undefined;
  const start = trimmed.indexOf("{");
  const end = trimmed.lastIndexOf("}");
  return end > start && start >= 0 ? objectFrom(trimmed.slice(start, end + 1)) : undefined;
}

/** The first character tells, also that of a string which holds JSON in turn. */
function startsAsJson(trimmed: string): boolean {
  return trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith('"');
}

function objectFrom(json: string): unknown {
  try {
    const parsed = JSON.parse(json) as unknown;
    if (typeof parsed === "string") return parsed === json ? undefined : jsonIn(parsed);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What a text that is no JSON says. */
export function errorInText(text: string): TextError {
  const start = unquoted(text).slice(0, textCharsMax);
  // What is left of a body that is JSON, but neither an error nor a sentence.
  if (/^\s*(?:null|true|false|-?[\d.]{1,40})\s*$/.test(start)) return { codes: [], message: null };
  if (/^\s*<|<(?:!doctype|html|\?xml|error>)/i.test(start)) return markupError(start);
  const message = wordsOf(start);
  return { codes: codesIn(start), message: messageIn(start) ?? (message === "" ? null : message) };
}

/** A sentence that was sent as a JSON string. */
function unquoted(text: string): string {
  if (!text.startsWith('"') || text.length > textCharsMax) return text;
  try {
    const parsed = JSON.parse(text) as unknown;
    return typeof parsed === "string" ? parsed : text;
  } catch {
    return text;
  }
}

/** Whether it is worth to look for codes in a text. */
export function mayHoldCodes(text: string): boolean {
  const at = text.indexOf("ode");
  return at >= 0 && /ode(?:="|"\s?:|\\")/.test(at === 0 ? text : text.slice(at));
}

/** `Code="…"` of the Go client and `"code": "…"` of JSON that was cut off or wrapped in words. */
function codesIn(text: string): readonly string[] {
  if (!mayHoldCodes(text)) return [];
  const found = new Set<string>();
  for (const [, code] of text.matchAll(
    /\bcode\\{0,3}"?\s{0,5}[:=]\s{0,5}\\{0,3}"(\w{1,120})\\{0,3}"/gi,
  )) {
    if (code !== undefined) found.add(code);
    if (found.size >= codesMax) break;
  }
  return [...found];
}

/** The innermost `Message="…"` or `"message": "…"`; null when there is none. */
function messageIn(text: string): string | null {
  const at = Math.max(text.lastIndexOf('Message="'), text.lastIndexOf('"message":'));
  if (at < 0) return null;
  const told = /^[^"]{0,3}"?\w{0,10}\\?"?\s{0,5}[:=]?\s{0,5}\\?"((?:[^"\\]|\\.){1,4000})/.exec(
    text.slice(at, at + 4_096),
  );
  const message = wordsOf(told?.[1]?.replaceAll(/\\(.)/g, "$1") ?? "");
  return message === "" ? null : message;
}

/** XML with a code, or HTML: its title where it has one. */
function markupError(text: string): TextError {
  const code = /<code>\s{0,20}(\w{1,120})\s{0,20}<\/code>/i.exec(text)?.[1];
  const said =
    /<message[^<>]{0,100}>([^<]{1,4000})</i.exec(text)?.[1] ??
    /<detail>([^<]{1,4000})</i.exec(text)?.[1] ??
    /<title[^<>]{0,200}>([^<]{1,500})<\/title>/i.exec(text)?.[1];
  const message = wordsOf(said ?? withoutMarkup(text));
  return {
    codes: code === undefined ? codesIn(text) : [code],
    message: message === "" ? null : message,
  };
}

/** One pass: what stands between `<` and `>` is dropped, and so is what scripts and styles hold. */
function withoutMarkup(text: string): string {
  const [first = "", ...parts] = text.split("<");
  let silent: string | null = null;
  let words = first;
  for (const part of parts) {
    const close = part.indexOf(">");
    const tag = (close < 0 ? part : part.slice(0, close)).toLowerCase();
    if (silent !== null) {
      if (tag.startsWith(`/${silent}`)) silent = null;
      continue;
    }
    silent = /^(style|script)\b/.exec(tag)?.[1] ?? null;
    // A `<` that opens no tag is a character of the text.
    const isTag = close >= 0 && /^[/!?a-z]/.test(tag);
    words += isTag ? ` ${silent === null ? part.slice(close + 1) : ""}` : `<${part}`;
  }
  return words;
}

function wordsOf(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
