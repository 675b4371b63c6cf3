// What JavaScript's SDK prints: `RestError: message`, a stack, and the error's properties, as Node shows
// objects or as JSON. Older ones write the whole body behind `Error:`.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";
import { paragraphAt } from "./paragraph.ts";

export const restError: TextForm = {
  anchor: /\bRestError: /g,
  read(text, match) {
    const start = match.index + match[0].length;
    if (text[start] === "{") {
      const body = jsonAt(text, start, () => undefined);
      if (body !== null) return { at: match.index, end: body.end, body: body.value, given: {} };
    }
    const { words, end } = paragraphAt(text, start);
    const properties = text.slice(end, end + 6_000);
    const code = /\bcode["']?: ["'](\w{2,120})["']/.exec(properties)?.[1] ?? null;
    const status = /\bstatusCode["']?: (\d{3})\b/.exec(properties)?.[1];
    return {
      at: match.index,
      end,
      body: envelopeOf({ code, message: words }),
      given: status === undefined ? {} : { status: Number(status) },
    };
  },
};
