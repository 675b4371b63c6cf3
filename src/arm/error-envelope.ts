// Reads an error out of whatever a body may be. Azure wraps errors in `error`, or does not, writes
// names in camelCase or PascalCase, nests causes in details and inner errors, puts JSON into strings,
// and sometimes sends HTML or nothing at all. What comes out is bounded, whatever came in.

import { parseJson } from "./wire-answer.ts";

export interface ErrorFacts {
  readonly code: string | null;
  /** Of details and inner errors, outermost first, without repetitions. */
  readonly innerCodes: readonly string[];
  /** The deepest message; null when there was none. */
  readonly message: string | null;
  readonly target: string | null;
}

const codeCharsMax = 120;
const targetCharsMax = 500;
const messageCharsMax = 1_000;
const innerCodesMax = 10;
const depthMax = 12;
const nodesMax = 60;
/** Longer bodies are read as text, of which the beginning is enough. */
const jsonCharsMax = 4 * 1024 * 1024;
const textCharsMax = 64 * 1024;

export const noErrorFacts: ErrorFacts = {
  code: null,
  innerCodes: [],
  message: null,
  target: null,
};

/** Of a whole body. */
export function errorFactsOfText(text: string): ErrorFacts {
  const parsed = text.length > jsonCharsMax ? undefined : parseJson(text.trim());
  if (parsed !== undefined) return errorFactsOf(parsed);
  const message = plainText(text.slice(0, textCharsMax));
  return message === ""
    ? noErrorFacts
    : { ...noErrorFacts, message: cut(message, messageCharsMax) };
}

/** Of a body, an error, or what is nested in one. */
export function errorFactsOf(value: unknown): ErrorFacts {
  const found: Found[] = [];
  collect(value, 0, found);
  const outermost = found[0];
  if (outermost === undefined) return noErrorFacts;
  const deepest = found.reduce((best, one) =>
    one.message !== null && (best.message === null || one.depth > best.depth) ? one : best,
  );
  const codes = found.flatMap((one) => (one.code === null ? [] : [one.code]));
  const code = outermost.code ?? codes[0] ?? null;
  return {
    code,
    innerCodes: [...new Set(codes)].filter((one) => one !== code).slice(0, innerCodesMax),
    message: deepest.message,
    target: outermost.target ?? found.findLast((one) => one.target !== null)?.target ?? null,
  };
}

interface Found {
  readonly depth: number;
  readonly code: string | null;
  readonly message: string | null;
  readonly target: string | null;
}

/** Depth first in the order of the body, so that what is found first is the outermost. */
function collect(value: unknown, depth: number, found: Found[]): void {
  if (depth > depthMax || found.length >= nodesMax) return;
  if (typeof value === "string") {
    collectText(value, depth, found);
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value.slice(0, nodesMax) as readonly unknown[]) collect(one, depth, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = namesInLowerCase(value);
  const wrapped = node.get("error") ?? node.get("odata.error");
  if (wrapped !== undefined && wrapped !== null && typeof wrapped !== "string") {
    collect(wrapped, depth + 1, found);
    return;
  }
  collectNode(node, depth, found);
}

function collectNode(node: ReadonlyMap<string, unknown>, depth: number, found: Found[]): void {
  const told = messageOf(node.get("message") ?? node.get("error_description"));
  const nested = told === null ? undefined : nestedJson(told);
  const own: Found = {
    depth,
    code: codeOf(node.get("code") ?? node.get("error")),
    message: told === null || nested !== undefined ? null : cut(told, messageCharsMax),
    target: textOf(node.get("target"), targetCharsMax),
  };
  const internal = codeOf(node.get("internalerrorcode"));
  if (own.code !== null || own.message !== null) found.push(own);
  if (internal !== null) {
    const detail = textOf(node.get("errordetail"), messageCharsMax);
    found.push({ depth, code: internal, message: detail, target: null });
  }
  if (nested !== undefined) collect(nested, depth + 1, found);
  collect(node.get("details"), depth + 1, found);
  collect(node.get("innererror"), depth + 1, found);
}

/** A text where an error was expected: JSON put into a string, or just a message. */
function collectText(text: string, depth: number, found: Found[]): void {
  const nested = nestedJson(text);
  if (nested !== undefined) {
    collect(nested, depth + 1, found);
    return;
  }
  const message = plainText(text);
  if (message !== "") {
    found.push({ depth, code: null, message: cut(message, messageCharsMax), target: null });
  }
}

function nestedJson(text: string): unknown {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) return undefined;
  const parsed = parseJson(trimmed);
  return typeof parsed === "object" && parsed !== null ? parsed : undefined;
}

function namesInLowerCase(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one as unknown]));
}

/** OData writes messages as `{ lang, value }`. */
function messageOf(value: unknown): string | null {
  if (typeof value === "object" && value !== null && "value" in value)
    return messageOf(value.value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function codeOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return textOf(value, codeCharsMax);
}

function textOf(value: unknown, charsMax: number): string | null {
  return typeof value === "string" && value.trim() !== "" ? cut(value.trim(), charsMax) : null;
}

/** The words of a text that may be HTML: its title where it has one, without markup. */
function plainText(text: string): string {
  const title = /<title[^>]*>([^<]{1,500})<\/title>/i.exec(text)?.[1];
  const words =
    title ?? text.replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
  return words.replace(/\s+/g, " ").trim();
}

function cut(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax - 1)}…`;
}
