// What the Azure CLI and Python's SDK print: `(Code) Message`, then the same again in lines, then each
// detail further to the right. Older ones write `Azure Error: Code` and `Error Code:`.

import { envelopeOf } from "./found-error.ts";
import type { FoundError, TextForm } from "./found-error.ts";
import { paragraphAt } from "./paragraph.ts";
import { pythonFieldsAt } from "./python-fields.ts";

/** `ERROR: (Code) Message`, `HttpResponseError: (Code) Message`, or the code alone before its fields. */
export const pythonSdk: TextForm = {
  mayHoldOthers: true,
  anchor: /(?:^|: )\(([A-Z]\w{2,119}|\d{3,8})\) /gm,
  read(text, match) {
    const [all, code = ""] = match;
    const found = foundAt(text, match, code);
    // Parentheses at the beginning of a line are common: help texts, options, counts.
    const isSure = !all.startsWith("(") || text.startsWith(`\nCode: ${code}`, found.words - 1);
    return isSure ? found.error : null;
  },
};

/** `CloudError: Azure Error: Code`, and the message on a line of its own. */
export const olderPythonSdk: TextForm = {
  mayHoldOthers: true,
  anchor: /\bAzure Error: (\w{2,120})\s{1,4}Message: /g,
  read: (text, match) => foundAt(text, match, match[1] ?? "").error,
};

function foundAt(
  text: string,
  match: RegExpExecArray,
  code: string,
): { readonly error: FoundError; readonly words: number } {
  const { words, end } = paragraphAt(text, match.index + match[0].length);
  const { target, details, additionalInfo, end: last } = pythonFieldsAt(text, end);
  const told = { code, message: words, target, details };
  const body = additionalInfo === null ? envelopeOf(told) : { error: { ...told, additionalInfo } };
  return { error: { at: match.index, end: last, body, given: {} }, words: end };
}
