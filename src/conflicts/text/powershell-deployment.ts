// What New-AzResourceGroupDeployment prints: how many errors there were, then each as
// `Status Message: … (Code:X)`, with its details as ` - … (Code:Y)`, and the correlation ID.

import { envelopeOf, windowChars } from "./found-error.ts";
import type { TextForm, Told } from "./found-error.ts";

const causesMax = 50;

export const powershellDeployment: TextForm = {
  mayHoldOthers: true,
  anchor: /failed\swith\serror\(s\)\.(?:\sShowing\s\d{1,4}\sout\sof\s\d{1,4}\serror\(s\)\.)?/g,
  read(text, match) {
    const start = match.index + match[0].length;
    const window = text.slice(start, start + windowChars);
    const stop = window.search(/CorrelationId:|\n[ \t]{0,40}\n/);
    const words = (stop < 0 ? window.slice(0, 6_000) : window.slice(0, stop)).replaceAll(
      /\s+/g,
      " ",
    );
    const details = words.split("Status Message:").slice(1, causesMax).flatMap(causeIn);
    if (details.length === 0) return null;
    const correlationId = /^CorrelationId:\s{1,8}([\w-]{8,80})/.exec(
      window.slice(Math.max(stop, 0)),
    )?.[1];
    return {
      at: match.index,
      end: start + Math.max(stop, 0) + (correlationId === undefined ? 0 : 60),
      body: envelopeOf({ code: "DeploymentFailed", message: null, details }),
      given: correlationId === undefined ? {} : { correlationId },
    };
  },
};

/** The first is the error, those behind it are its details. */
function causeIn(words: string): readonly Told[] {
  const told: Told[] = [];
  let from = 0;
  for (const { index, 0: all, 1: code } of words.matchAll(/\(Code: ?(\w{1,120})\)/g)) {
    const message = words.slice(from, index).replace(/^ ?- /, "").trim();
    told.push({ code: code ?? null, message: message === "" ? null : message });
    from = index + all.length;
  }
  const [first, ...details] = told;
  return first === undefined ? [] : [{ ...first, details }];
}
