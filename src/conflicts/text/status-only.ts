// Errors of which a tool tells the status and little else: `Operation returned an invalid status code
// 'Conflict'`, `409 Client Error: Conflict for url: …`, Kubernetes' `HTTPStatusCode: 409, RawError: …`.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { statusOf } from "./http-status.ts";
import { paragraphAt } from "./paragraph.ts";

export const invalidStatus: TextForm = {
  anchor: /Operation returned an invalid status (?:code )?'([\w ]{2,40})'/g,
  read(text, match) {
    const status = statusOf(match[1]);
    const end = match.index + match[0].length;
    return status === null || hasBody(text, end)
      ? null
      : {
          at: match.index,
          end,
          body: envelopeOf({ code: null, message: null }),
          given: { status },
        };
  },
};

export const clientError: TextForm = {
  anchor: /\b(\d{3}) (?:Client|Server) Error: [A-Za-z -]{2,40} for url: /g,
  read(text, match) {
    const end = match.index + match[0].length;
    if (hasBody(text, end)) return null;
    const given = { status: Number(match[1]) };
    return { at: match.index, end, body: envelopeOf({ code: null, message: null }), given };
  },
};

export const rawError: TextForm = {
  anchor: /HTTPStatusCode: (\d{3}), RawError: /g,
  read(text, match) {
    const start = match.index + match[0].length;
    const { words, end } = paragraphAt(text, start);
    // With a body or a code behind it, it is of the form that those have.
    if (words.includes("{") || /Code=/.test(words)) return null;
    const given = { status: Number(match[1]) };
    return { at: match.index, end, body: envelopeOf({ code: null, message: words }), given };
  },
};

/** The XML of the storage services, which the reader of envelopes knows. */
export const storageXml: TextForm = {
  anchor: /<Error>\s{0,20}<Code>/g,
  read(text, match) {
    const close = text.slice(match.index, match.index + 4_000).indexOf("</Error>");
    const end = match.index + (close < 0 ? 2_000 : close + "</Error>".length);
    return { at: match.index, end, body: text.slice(match.index, end), given: {} };
  },
};

/** The body that follows says more, and finds the status here. */
function hasBody(text: string, at: number): boolean {
  const next = text.slice(at, at + 300);
  const brace = next.indexOf("{");
  return brace >= 0 && !next.slice(0, brace).includes("\n\n");
}
