// A line of `name=value` pairs with a status, as services log them. Values with spaces are quoted, or
// are not: then they reach up to the next name.

import type { FoundError, TextForm } from "./found-error.ts";
import { logErrorIn, logName } from "./log-fields.ts";

const lineChars = 4_000;
const pairsMax = 60;

export const logLine: TextForm = {
  anchor: /(?:^|[\s,])(?:http)?[._-]?(?:status|response)(?:[._-]?code)?=["']?[1-5]\d\d\b/gim,
  read: (text, match) => lineAt(text, match, equals),
};

/** `status: 409, powerState: VM running`: only with the fields that no tool prints otherwise. */
export const logLineWithColons: TextForm = {
  anchor: /(?:^|[\s,])(?:power|requested)[._-]?(?:state|action): /gim,
  read: (text, match) => lineAt(text, match, colons),
};

const equals = /(?:^|[\s,])([A-Za-z][\w.-]{0,60})=/g;
const colons = /(?:^|[\s,])([A-Za-z][\w.-]{0,60}): /g;

function lineAt(text: string, match: RegExpExecArray, heads: RegExp): FoundError | null {
  const from = Math.max(0, match.index - lineChars);
  const at = Math.max(from, text.lastIndexOf("\n", match.index) + 1);
  // The anchor itself may begin with the line break.
  const found = text.indexOf("\n", match.index + 1);
  const end = Math.min(found < 0 ? text.length : found, match.index + lineChars);
  const line = text.slice(at, end);
  // That is how a Go program writes the error that follows.
  if (line.includes("Original Error:") || line.includes("autorest")) return null;
  const read = logErrorIn(fieldsOf(line, heads));
  return read === null ? null : { at, end, ...read };
}

function fieldsOf(line: string, pattern: RegExp): ReadonlyMap<string, string> {
  const heads = [...line.matchAll(pattern)].slice(0, pairsMax);
  const fields = new Map<string, string>();
  for (const [index, head] of heads.entries()) {
    const start = head.index + head[0].length;
    const next = heads[index + 1]?.index ?? line.length;
    const name = logName(head[1] ?? "");
    if (!fields.has(name)) fields.set(name, valueOf(line.slice(start, next)));
  }
  return fields;
}

function valueOf(written: string): string {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"/.exec(written)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, "$1");
  return written.trim().replace(/[,;]$/, "").replace(/^'/, "").replace(/'$/, "");
}
