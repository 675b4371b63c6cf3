// What Go programs print that use the older SDK (Terraform's azurerm up to 3, Packer, Kubernetes'
// cloud provider, Pulumi): `Code="…" Message="…" Target="…" Details=[…]`, often within another string,
// so that its quotes are escaped.

import { envelopeOf, windowChars } from "./found-error.ts";
import type { TextForm, Told } from "./found-error.ts";
import { jsonAt } from "./json-in-text.ts";

export const autorest: TextForm = {
  anchor: /\bCode=(\\{0,3}["'])(\w{0,120})\\{0,3}["']\s{1,4}Message=(\\{0,3}["'])/g,
  read(text, match) {
    const [all, , code, opening = '"'] = match;
    const start = match.index + all.length;
    const length = lengthUntil(text.slice(start, start + windowChars), opening);
    const message = text.slice(start, start + length);
    const rest = text.slice(start + length, start + length + 400);
    const details = detailsBehind(text, start + length, rest);
    const told: Told = {
      code: code === undefined || code === "" ? null : code,
      message: opening.startsWith("\\")
        ? message.replaceAll("\\", "")
        : message.replaceAll(/\\(["\\])/g, "$1"),
    };
    return {
      at: match.index,
      end: details?.end ?? start + length + opening.length,
      body: details === null ? envelopeOf(told) : { error: { ...told, details: details.value } },
      given: {},
    };
  },
};

/** Up to the quote that is escaped as often as the first; of apostrophes, up to one that ends a word. */
function lengthUntil(window: string, opening: string): number {
  if (opening.endsWith("'")) {
    const end = /'(?=\s|$|[.,;)])/.exec(window)?.index ?? -1;
    return end < 0 ? Math.min(window.length, 4_000) : end;
  }
  const escapes = opening.length - 1;
  for (let at = window.indexOf('"'); at >= 0; at = window.indexOf('"', at + 1)) {
    let before = 0;
    while (window[at - 1 - before] === "\\") before += 1;
    if (before === escapes) return at - escapes;
  }
  return Math.min(window.length, 4_000);
}

function detailsBehind(
  text: string,
  at: number,
  rest: string,
): { readonly value: unknown; readonly end: number } | null {
  const found = /^\\{0,3}["']?(?:\s{1,2}Target=\\{0,3}"[^"]{0,300}")?\s{1,2}Details=\[/.exec(rest);
  if (found === null) return null;
  const bracket = at + found[0].length - 1;
  return jsonAt(text, bracket, () => undefined);
}
