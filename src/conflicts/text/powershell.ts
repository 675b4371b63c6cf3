// What Azure PowerShell prints: a message behind the name of the cmdlet, then `ErrorCode:`,
// `ErrorMessage:`, `StatusCode:`, `ReasonPhrase:` and `OperationID :`, each on its line or, in the
// narrow boxes of PowerShell 7, one behind the other.

import { envelopeOf } from "./found-error.ts";
import type { ErrorSetting, TextForm } from "./found-error.ts";
import { statusOf } from "./http-status.ts";
import { paragraphAt } from "./paragraph.ts";

const blockChars = 6_000;
const labels = [
  "ErrorCode:",
  "ErrorMessage:",
  "ErrorTarget:",
  "StatusCode:",
  "ReasonPhrase:",
  "OperationID :",
] as const;

/** With fields. */
export const powershellFields: TextForm = {
  mayHoldOthers: true,
  anchor: /\bErrorCode:\s/g,
  read(text, match) {
    const window = text.slice(match.index, match.index + blockChars);
    const values = fieldsIn(window);
    const message = values.get("ErrorMessage:");
    const code = values.get("ErrorCode:");
    // .NET's exceptions have an ErrorCode too, but no message of that name.
    if (message === undefined || code === undefined) return null;
    return {
      at: match.index,
      end: match.index + endOfFields(window),
      body: envelopeOf({ code: codeIn(code), message, target: values.get("ErrorTarget:") ?? null }),
      given: settingOf(values),
    };
  },
};

/** `Set-AzVM: message`, without a code: the older Network cmdlets, and newer ones. */
export const powershellCmdlet: TextForm = {
  anchor:
    /^((?:New|Set|Add|Update|Remove|Start|Stop|Restart|Invoke|Resize|Move|Import|Save|Enable|Disable)-Az\w{1,80})\s?: (?=\S)/gm,
  read(text, match) {
    const start = match.index + match[0].length;
    const { words, end } = paragraphAt(text, start);
    if (words.includes("ErrorCode:") || words.includes("{")) return null;
    const said = isBox(words) ? saidInBox(words) : words;
    const [bracketed = "", code = null] = /^\[(\w{2,80})\] : /.exec(said) ?? [];
    const values = fieldsIn(text.slice(end, end + 600));
    return {
      at: match.index,
      end,
      body: envelopeOf({ code, message: said.slice(bracketed.length) }),
      given: { ...settingOf(values), ...cmdletSetting(match[1] ?? "") },
    };
  },
};

/** In the boxes of PowerShell 7 the place in the script comes first, then the line of it, underlined. */
function isBox(words: string): boolean {
  return /^\S+:\d+ Line \|/.test(words);
}

function saidInBox(words: string): string {
  return words.slice(words.lastIndexOf("~ ") + 1).trim();
}

function fieldsIn(window: string): ReadonlyMap<string, string> {
  const places = labels.flatMap((label) => {
    const at = window.indexOf(label);
    return at < 0 ? [] : [{ label, at }];
  });
  const found = new Map<string, string>();
  for (const { label, at } of places) {
    const start = at + label.length;
    const next = Math.min(
      ...places.map((one) => one.at).filter((other) => other > at),
      start + 3_000,
    );
    const value =
      label === "OperationID :" ? window.slice(start, start + 80) : window.slice(start, next);
    found.set(label, withoutErrorWords(value));
  }
  return found;
}

/** Pipelines mark each line of an error. */
function withoutErrorWords(value: string): string {
  return value.replaceAll("Error: ", "").replaceAll(/\s+/g, " ").trim();
}

function endOfFields(window: string): number {
  const ends = labels.map((label) => {
    const at = window.indexOf(label);
    return at < 0 ? 0 : at + label.length + (label === "OperationID :" ? 40 : 20);
  });
  return Math.min(Math.max(...ends), window.length);
}

function settingOf(values: ReadonlyMap<string, string>): Partial<ErrorSetting> {
  const status = statusOf(values.get("StatusCode:") ?? values.get("ReasonPhrase:"));
  const requestId = /^'?([\w-]{8,80})/.exec(values.get("OperationID :") ?? "")?.[1];
  return {
    ...(status === null ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function codeIn(words: string): string | null {
  return /^\w{2,120}/.exec(words)?.[0] ?? null;
}

const verbs: Readonly<Record<string, string>> = {
  New: "write",
  Set: "write",
  Add: "write",
  Update: "write",
  Remove: "delete",
  Start: "start",
  Stop: "deallocate",
  Restart: "restart",
};

function cmdletSetting(cmdlet: string): Partial<ErrorSetting> {
  const [verb = "", noun = ""] = cmdlet.split("-");
  const operation = verbs[verb];
  const isMachine = /^Az(?:ureRm)?VM$/i.test(noun);
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(isMachine ? { resourceType: "Microsoft.Compute/virtualMachines" } : {}),
  };
}
