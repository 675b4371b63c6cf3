// What tools print that deploy templates: azd's list of causes, Packer's arrows, and the fields that the
// Azure CLI prints below an error where only these were copied.

import { envelopeOf, windowChars } from "./found-error.ts";
import type { TextForm, Told } from "./found-error.ts";
import { paragraphAt } from "./paragraph.ts";
import { pythonFieldsAt } from "./python-fields.ts";

/** `Deployment Error Details:`, then a line `Code: message` for each cause. */
export const azd: TextForm = {
  anchor: /\bDeployment Error Details:\n/g,
  read(text, match) {
    const start = match.index + match[0].length;
    const { causes, end } = causesAt(text, start, /^\s{0,20}(?:- )?([A-Z]\w{2,118}): (.*)$/);
    return causes.length === 0
      ? null
      : { at: match.index, end, body: envelopeOf(chained(causes)), given: {} };
  },
};

/** `ERROR: -> Code : message`, and further to the right what caused it. */
export const packer: TextForm = {
  anchor: /-> \w{2,120} : /g,
  read(text, match) {
    const { causes, end } = causesAt(text, match.index, /-> (\w{2,120}) : (.*)/);
    return { at: match.index, end, body: envelopeOf(chained(causes)), given: {} };
  },
};

const linesMax = 40;

/** Lines that follow one another, each with a code and a message. */
function causesAt(
  text: string,
  at: number,
  line: RegExp,
): { readonly causes: readonly Told[]; readonly end: number } {
  const causes: Told[] = [];
  let end = at;
  for (const each of text.slice(at, at + windowChars).split("\n", linesMax)) {
    const [, code = "TraceID", message = ""] = line.exec(each) ?? [];
    if (code === "TraceID") {
      if (causes.length > 0 || each.trim() !== "") break;
    } else {
      causes.push({ code, message: message.trim() === "" ? null : message.trim() });
    }
    end += each.length + 1;
  }
  return { causes, end: Math.min(end, text.length) };
}

/** What comes first wraps what comes after it. */
function chained([first, ...details]: readonly Told[]): Told {
  return { code: first?.code ?? null, message: first?.message ?? null, details };
}

/** `Code: X` and `Message: …` without the line that goes before them. */
export const codeAndMessage: TextForm = {
  mayHoldOthers: true,
  anchor: /^\s{0,8}(?:Error )?Code: (\w{2,120})\s{1,4}(?:Error )?Message: /gm,
  read(text, match) {
    const { words, end } = paragraphAt(text, match.index + match[0].length);
    const { target, details, end: last } = pythonFieldsAt(text, end);
    const told = { code: match[1] ?? null, message: words, target, details };
    return { at: match.index, end: last, body: envelopeOf(told), given: {} };
  },
};

/** Exceptions of SDKs whose text is the message alone. */
export const namedException: TextForm = {
  anchor:
    /\b(?:CloudException|CloudError|ErrorResponseException|ManagementException|HttpResponseException|HttpResponseError|ResourceExistsError|ResourceNotFoundError|ResourceModifiedError|ClientAuthenticationError): (?=\S)/g,
  read(text, match) {
    const { words, end } = paragraphAt(text, match.index + match[0].length);
    if (words.startsWith("Operation returned an invalid status")) return null;
    return { at: match.index, end, body: envelopeOf({ code: null, message: words }), given: {} };
  },
};
