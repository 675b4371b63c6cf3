// What Go programs print that use the present SDK (azapi, azd, Kubernetes' CSI drivers, Pulumi): the
// request, lines of dashes, the status, the code, and the body.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";
import { paragraphAt } from "./paragraph.ts";

export const azcore: TextForm = {
  anchor: /\bRESPONSE\s(\d{3})\b/g,
  read(text, match) {
    const start = match.index + match[0].length;
    const window = text.slice(start, start + 1_200);
    const [head = "", told] = /ERROR\sCODE(?::\s([^\s]+)|\sUNAVAILABLE)/.exec(window) ?? [];
    if (head === "") return null;
    const code = told ?? null;
    const behind = window.indexOf(head) + head.length;
    const brace = window.indexOf("{", behind);
    const body = brace < 0 ? null : jsonAt(text, start + brace, () => undefined);
    const given = { status: Number(match[1]) };
    if (body !== null)
      return { at: match.index, end: body.end, body: withCode(body.value, code), given };
    const from = start + behind + (/^[\s-]*/.exec(window.slice(behind))?.[0].length ?? 0);
    const { words, end } = paragraphAt(text, from);
    return { at: match.index, end, body: envelopeOf({ code, message: messageIn(words) }), given };
  },
};

/** A body that says less than the header of the answer did. */
function withCode(value: unknown, code: string | null): unknown {
  const isEmpty = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  return isEmpty ? envelopeOf({ code, message: null }) : value;
}

/** Some programs print the body without its quotes. */
function messageIn(words: string): string | null {
  const at = words.indexOf("message: ");
  const message = at < 0 ? words : words.slice(at + "message: ".length);
  return message === "" ? null : message;
}
