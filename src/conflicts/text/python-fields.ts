// The lines below an error of Python's SDK: its fields, and its details with theirs, one tab further to
// the right for each level.

import { windowChars } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";
import { beginsAnother } from "./paragraph.ts";

export interface PythonDetail {
  readonly code: string;
  message: string;
  target: string | null;
  readonly details: PythonDetail[];
}

export interface PythonFields {
  readonly target: string | null;
  readonly details: readonly PythonDetail[];
  readonly additionalInfo: readonly unknown[] | null;
  readonly end: number;
}

const linesMax = 400;
/** A message that goes on. */
const continuedMax = 30;

export function pythonFieldsAt(text: string, at: number): PythonFields {
  const root: PythonDetail = { code: "", message: "", target: null, details: [] };
  // Those that are open, by level.
  const open: PythonDetail[] = [root];
  const additionalInfo: unknown[] = [];
  const lines = text.slice(at, at + windowChars).split("\n", linesMax);
  let end = at;
  let continued = 0;
  let skipUntil = 0;
  for (const line of lines) {
    const start = end;
    if (start >= skipUntil) {
      const isKnown = takeDetail(line, open) || takeField(line, open);
      const info = line.startsWith("Info: {")
        ? jsonAt(text, start + "Info: ".length, () => undefined)
        : null;
      if (info !== null) {
        additionalInfo.push({ type: "PolicyViolation", info: info.value });
        skipUntil = info.end;
      } else if (!isKnown) {
        continued += 1;
        if (line.trim() === "" || continued > continuedMax || beginsAnother(line)) break;
      }
    }
    end = start + line.length + 1;
  }
  return {
    target: root.target,
    details: root.details,
    additionalInfo: additionalInfo.length === 0 ? null : additionalInfo,
    end: Math.min(end, text.length),
  };
}

/** `Exception Details:⇥(Code) Message`, `⇥(Code) Message`, or `⇥Error Code: Code`. */
function takeDetail(line: string, open: PythonDetail[]): boolean {
  const found =
    /^(\t*)(Exception Details:\t?)? ?(?:\((\w{2,120})\) |Error Code: (\w{2,120}))(.*)$/.exec(line);
  if (found === null) return /^\s*Exception Details:\s*$/.test(line);
  const [, tabs = "", head, code, olderCode, words = ""] = found;
  const level = Math.max(1, tabs.length + (head === undefined ? 0 : 1));
  const parent = open[Math.min(level, open.length) - 1];
  const detail: PythonDetail = {
    code: code ?? olderCode ?? "",
    message: words.trim(),
    target: null,
    details: [],
  };
  parent?.details.push(detail);
  open.splice(Math.min(level, open.length));
  open.push(detail);
  return true;
}

function takeField(line: string, open: readonly PythonDetail[]): boolean {
  const [, name, value = ""] =
    /^\s*(Code|Message|Target|Inner error|Additional Information|Info): ?(.*)$/.exec(line) ?? [];
  const innermost = open.at(-1);
  if (name === undefined || innermost === undefined) return false;
  if (name === "Target") innermost.target = value.trim();
  // The message of an older one stands below its code; of the others it is the same again.
  if (name === "Message" && innermost.message === "") innermost.message = value.trim();
  return true;
}
