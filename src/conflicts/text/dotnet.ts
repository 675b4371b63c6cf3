// What .NET's `RequestFailedException` prints: the message, `Status: 409 (Conflict)`, `ErrorCode:`, then
// the content and the headers.

import { envelopeOf } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";

export const dotnet: TextForm = {
  mayHoldOthers: true,
  anchor: /^\s{0,8}Status: (\d{3})(?: \([A-Za-z -]{1,60}\))?\s*$/gm,
  read(text, match) {
    const start = match.index + match[0].length;
    const window = text.slice(start, start + 1_500);
    const code = /^\s*ErrorCode: (\w{1,120})/.exec(window)?.[1] ?? null;
    const message = messageBefore(text.slice(Math.max(0, match.index - 2_000), match.index));
    const content = window.indexOf("Content:");
    const brace = content < 0 ? -1 : window.indexOf("{", content);
    const body =
      brace < 0 || brace > content + 20 ? null : jsonAt(text, start + brace, () => undefined);
    if (code === null && body === null && message === null) return null;
    return {
      at: match.index - (message?.length ?? 0),
      end: body?.end ?? start + 1,
      body: body?.value ?? envelopeOf({ code, message }),
      given: { status: Number(match[1]) },
    };
  },
};

/** The line above, or the lines of which the first names the exception. */
function messageBefore(head: string): string | null {
  const exception = head.lastIndexOf("Exception");
  const colon = exception < 0 ? -1 : head.indexOf(": ", exception);
  const words = colon < 0 ? (head.trimEnd().split("\n").at(-1) ?? "") : head.slice(colon + 2);
  const plain = words.replaceAll(/\s+/g, " ").trim();
  return plain === "" || plain.length > 1_500 ? null : plain;
}
