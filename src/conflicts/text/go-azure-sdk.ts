// What Terraform's azurerm provider prints since it speaks through HashiCorp's own SDK: one line with
// the status for an answer, a block with the whole response for an operation that was polled.

import { envelopeOf, windowChars } from "./found-error.ts";
import type { TextForm } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";
import { paragraphAt } from "./paragraph.ts";

/** `unexpected status 409 (409 Conflict) with error: Code: Message`. */
export const unexpectedStatus: TextForm = {
  mayHoldOthers: true,
  anchor:
    /unexpected\sstatus\s(\d{3})(?:\s\(\d{3}[A-Za-z' -]{0,40}\))?\swith\s(?:error|response):\s?/g,
  read(text, match) {
    const { words, end } = paragraphAt(text, match.index + match[0].length);
    const [head = "", code = null] = /^(\w{2,120}):(?:\s|$)/.exec(words) ?? [];
    const message = words.slice(head.length).trim();
    if (message.startsWith("{")) return null;
    return {
      at: match.index,
      end,
      body: envelopeOf({ code, message: message === "" ? null : message }),
      given: { status: Number(match[1]) },
    };
  },
};

/** `polling failed: the Azure API returned the following error:`, fields, and the response. */
export const pollingFailed: TextForm = {
  anchor: /the\sAzure\sAPI\sreturned\sthe\sfollowing\serror:/g,
  read(text, match) {
    const start = match.index + match[0].length;
    const window = text.slice(start, start + windowChars);
    const response = responseIn(text, start, window);
    const status = fieldIn(window, "Status");
    const code = fieldIn(window, "Code");
    const message = fieldIn(window, "Message");
    if (response === null && status === null && message === null) return null;
    const told = envelopeOf({ code: code ?? status, message });
    return {
      at: match.index,
      end: response?.end ?? paragraphAt(text, start).end,
      body: response === null || !saysWhy(response.value) ? told : response.value,
      given: {},
    };
  },
};

function responseIn(
  text: string,
  start: number,
  window: string,
): { readonly value: unknown; readonly end: number } | null {
  const marked = window.indexOf("[start]");
  if (marked < 0 || marked > 8_000) return null;
  const brace = window.indexOf("{", marked);
  if (brace < 0 || brace > marked + 200) return null;
  return jsonAt(text, start + brace, () => undefined);
}

/** A response may say only that it failed. */
function saysWhy(value: unknown): boolean {
  return typeof value === "object" && value !== null && "error" in value && value.error !== null;
}

/** The words of `Name: "…"`, in which quotes are escaped; null when they are missing or empty. */
function fieldIn(window: string, name: string): string | null {
  const at = window.indexOf(`${name}: "`);
  if (at < 0 || at > 8_000) return null;
  const value = /^(?:[^"\\]|\\.)*/s.exec(window.slice(at + name.length + 3, at + 6_000))?.[0] ?? "";
  const words = value.replaceAll(/\\(.)/g, "$1").replaceAll(/\s+/g, " ").trim();
  return words === "" ? null : words;
}
