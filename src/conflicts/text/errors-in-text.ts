// Finds every error in a text, in the order in which they stand: each form looks for its anchors, the
// most telling form first, and what one has read no other reads again. The work is bounded however long
// the text is and whatever stands in it.

import { autorest } from "./autorest.ts";
import { azcore } from "./azcore.ts";
import { cleanedText } from "./cleaned-text.ts";
import { azd, codeAndMessage, namedException, packer } from "./deployment-tools.ts";
import { dotnet } from "./dotnet.ts";
import { errorLine, failedDeployment, terraformImport } from "./error-line.ts";
import type { ErrorSetting, FoundError, TextForm } from "./found-error.ts";
import { pollingFailed, unexpectedStatus } from "./go-azure-sdk.ts";
import { errorsInJson } from "./json-error.ts";
import type { JsonError } from "./json-error.ts";
import { jsonAt } from "./json-in-text.ts";
import { logLine, logLineWithColons } from "./log-line.ts";
import { powershellDeployment } from "./powershell-deployment.ts";
import { powershellCmdlet, powershellFields } from "./powershell.ts";
import { printedObject } from "./printed-object.ts";
import { olderPythonSdk, pythonSdk } from "./python-sdk.ts";
import { restError } from "./rest-error.ts";
import { settingIn } from "./setting-in-text.ts";
import { clientError, invalidStatus, rawError, storageXml } from "./status-only.ts";
import { textOfJson } from "./text-of-json.ts";

/** Those that contain others first. */
const structured: readonly TextForm[] = [
  pollingFailed,
  azcore,
  unexpectedStatus,
  autorest,
  powershellDeployment,
  powershellFields,
  dotnet,
  restError,
];
const plain: readonly TextForm[] = [
  pythonSdk,
  olderPythonSdk,
  codeAndMessage,
  printedObject,
  azd,
  packer,
  storageXml,
  rawError,
  terraformImport,
  failedDeployment,
  powershellCmdlet,
  namedException,
  logLine,
  logLineWithColons,
  clientError,
  invalidStatus,
  errorLine,
];

const matchesMax = 1_000;
const nestingMax = 3;

/** An error with everything that its surroundings say of it. */
export interface SettledError {
  readonly body: unknown;
  readonly setting: ErrorSetting;
  readonly isVague: boolean;
  readonly isInferred: boolean;
}

export function errorsInText(text: string, nesting = 0): readonly SettledError[] {
  const cleaned = cleanedText(text);
  const found: FoundError[] = [];
  const nested: { readonly at: number; readonly errors: readonly SettledError[] }[] = [];
  const taken = new Uint8Array(cleaned.length);
  const take = (error: FoundError, { mayHoldOthers }: TextForm): void => {
    const end = Math.max(error.end, error.at + 1);
    const next = taken.subarray(error.at, end).indexOf(1);
    // A line that only introduces an error is none of its own.
    if (next === 0 || (next > 0 && mayHoldOthers !== true)) return;
    taken.fill(1, error.at, end);
    found.push(error);
  };
  for (const form of structured) readForm(cleaned, form, taken, take);
  for (const { at, end, texts, errors } of jsonIn(cleaned, taken)) {
    for (const error of errors) found.push({ at, end, ...error });
    const within =
      nesting >= nestingMax ? [] : texts.flatMap((one) => errorsInText(one, nesting + 1));
    if (errors.length > 0 || within.length > 0) taken.fill(1, at, end);
    if (within.length > 0) nested.push({ at, errors: within });
  }
  for (const form of plain) readForm(cleaned, form, taken, take);
  const settled = settledIn(
    cleaned,
    fewOf(
      cleaned,
      found.toSorted((one, other) => one.at - other.at),
    ),
  );
  return [...settled, ...nested]
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ errors }) => errors);
}

function readForm(
  text: string,
  form: TextForm,
  taken: Uint8Array,
  take: (error: FoundError, form: TextForm) => void,
): void {
  let matches = 0;
  for (const match of text.matchAll(form.anchor)) {
    if (taken[match.index] === 1) continue;
    matches += 1;
    if (matches > matchesMax) return;
    const error = form.read(text, match);
    if (error !== null) take(error, form);
  }
}

interface JsonStretch {
  readonly at: number;
  readonly end: number;
  readonly errors: readonly JsonError[];
  readonly texts: readonly string[];
}

const objectsMax = 20_000;

function jsonIn(text: string, taken: Uint8Array): readonly JsonStretch[] {
  const stretches: JsonStretch[] = [];
  // Braces that are never closed would each be looked for up to the end.
  let left = 4 * text.length + 1_000_000;
  let objects = 0;
  const begin = /\{[\\rnt\s]{0,40}"/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    begin.lastIndex = match.index + 1;
    if (taken[match.index] === 1) continue;
    objects += 1;
    if (left <= 0 || objects > objectsMax) break;
    const json = jsonAt(text, match.index, (chars) => {
      left -= chars;
    });
    if (json === null) continue;
    begin.lastIndex = json.end;
    stretches.push({ at: match.index, end: json.end, ...errorsInJson(json.value) });
  }
  return stretches;
}

const repetitionsMax = 3;
const eachEndMax = 100;

/** A log may say the same thousands of times, and too many things: of those the first and the last. */
function fewOf(text: string, found: readonly FoundError[]): readonly FoundError[] {
  const counts = new Map<string, number>();
  const few = found.filter(({ body, at }) => {
    // What stands before it may name another resource.
    const key = text.slice(Math.max(0, at - 200), at) + textOfJson(body).slice(0, 2_000);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count < repetitionsMax;
  });
  return few.length <= 2 * eachEndMax
    ? few
    : [...few.slice(0, eachEndMax), ...few.slice(-eachEndMax)];
}

function settledIn(
  text: string,
  found: readonly FoundError[],
): readonly { readonly at: number; readonly errors: readonly SettledError[] }[] {
  return found.map(({ at, end, body, given, isVague = false, isInferred = false }, index) => {
    const after = found[index - 1]?.end ?? 0;
    const until = found[index + 1]?.at ?? text.length;
    const setting = { ...settingIn(text, { at, end, after, until }), ...given };
    return { at, errors: [{ body, setting, isVague, isInferred }] };
  });
}
