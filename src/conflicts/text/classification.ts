// From an error as somebody has it (JSON, a text, a row of a collection) to what it means and what is
// done about it. Several errors are told each; the one that decides is the first.

import { endingIn } from "../../domain/error-envelope.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Confidence, ConflictClass, Recovery } from "../../domain/verdict.ts";
import { judge } from "../judge.ts";
import { refusalFromBody } from "../refusal-from-body.ts";
import { classAdvice } from "./class-advice.ts";
import type { Shortcut } from "./class-advice.ts";
import { distinctErrors } from "./distinct-errors.ts";
import { errorsInText } from "./errors-in-text.ts";
import type { SettledError } from "./errors-in-text.ts";
import type { ErrorSetting } from "./found-error.ts";
import { errorsInJson } from "./json-error.ts";
import { requestWords } from "./request-words.ts";
import { settingIn } from "./setting-in-text.ts";
import { textOfJson } from "./text-of-json.ts";

export interface ErrorRead extends Omit<ErrorSetting, "retryAfterMs"> {
  readonly code: string | null;
  /** From the outermost to the innermost. */
  readonly codes: readonly string[];
  readonly message: string;
}

export interface Classification {
  readonly class: ConflictClass;
  readonly confidence: Confidence;
  /** Letter of the row of the decision table. */
  readonly row: string;
  readonly why: string;
  readonly recovery: Recovery;
  readonly delayMs: number;
  readonly attempts: number;
  readonly nextAction: string;
  readonly nextCommands: readonly string[];
  readonly avoid: string;
  readonly shortcut: Shortcut;
  readonly read: ErrorRead;
}

export interface Classified extends Classification {
  /** The other errors that were found, the most telling first. */
  readonly others: readonly Classification[];
  /** How many more there were. */
  readonly othersLeftOut: number;
}

const othersMax = 19;
/** A text of an unknown form is taken for one error as a whole. */
const wholeCharsMax = 8_000;
/** Otherwise it is just a text. */
const mayBeError =
  /^[A-Z]\w+$|error|fail|conflict|denied|refus|not |cannot|already|azure|lock|exceed|progress|\/subscriptions\//i;

/** Null where there is no error in it. */
export function classifyText(text: string): Classified | null {
  const trimmed = text.trim();
  const json = /^[[{"]/.test(trimmed) ? parsed(trimmed) : undefined;
  if (json !== undefined) return classifyJson(json);
  const found = errorsInText(text);
  if (found.length > 0) return classified(found);
  if (trimmed.length > wholeCharsMax) return null;
  const whole = wholeOf(trimmed);
  return whole.setting.status !== null || mayBeError.test(trimmed) ? classified([whole]) : null;
}

/** An envelope in any of ARM's forms, a list of such, an event, a line of a log, or a string. */
export function classifyJson(value: unknown): Classified | null {
  if (typeof value === "string") return classifyText(value);
  const { errors, texts } = errorsInJson(value);
  const text = textOfJson(value);
  const only = errors.length === 1;
  const found = errors.map(({ body, given, isInferred = false }): SettledError => {
    const around = settingIn(only ? text : textOfJson(body), {
      at: 0,
      end: text.length,
      after: 0,
      until: 0,
    });
    return { body, setting: { ...around, ...given }, isVague: false, isInferred };
  });
  const all = [...found, ...texts.flatMap((one) => errorsInText(one))];
  if (all.length > 0) return classified(all);
  return saysSomething(value) ? classified([{ ...wholeOf(text), body: value }]) : null;
}

/** A row of a collection of errors; what it does not have is not known. */
export interface ErrorRow {
  readonly httpStatus?: number | null | undefined;
  readonly code?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly details?: readonly unknown[] | null | undefined;
  readonly operation?: string | null | undefined;
  readonly resourceType?: string | null | undefined;
}

export function classifyRow(row: ErrorRow): Classified {
  const { code = null, message = null, details = null } = row;
  const { httpStatus: status = null, operation = null, resourceType = null } = row;
  const end = message?.length ?? 0;
  const around = settingIn(message ?? "", { at: 0, end, after: 0, until: 0 });
  const setting = { ...around, status, operation, resourceType };
  const body = { error: { code, message, details } };
  return classified([{ body, setting, isVague: false, isInferred: false }]);
}

function classified(found: readonly SettledError[]): Classified {
  const all = distinctErrors(found.flatMap(classificationsOf));
  const [first, ...others] = all.map(({ classification }) => classification);
  if (first === undefined) throw new Error("An error was found and none was classified.");
  return {
    ...first,
    others: others.slice(0, othersMax),
    othersLeftOut: Math.max(0, others.length - othersMax),
  };
}

export interface JudgedError {
  readonly classification: Classification;
  readonly isVague: boolean;
}

/** One for each of its causes that stand beside one another; the first is the one that decides. */
function classificationsOf(error: SettledError): readonly JudgedError[] {
  const { body, setting, isVague, isInferred } = error;
  const { status, requestId, correlationId, retryAfterMs } = setting;
  const request = requestWords(setting);
  const whole = refusalFromBody(body, {
    status,
    requestId,
    correlationId,
    retryAfterMs,
    request,
  });
  const causes = whole.otherCauses.map(({ codes, message, target }): Refusal => {
    const [code = null, ...innerCodes] = codes;
    return { ...whole, code, innerCodes, message, target, otherCauses: [] };
  });
  if (causes.length === 0) {
    const classification = classificationOf(whole, setting);
    const why = isInferred
      ? classification.why.replace(" Azure says: ", " It follows: ")
      : classification.why;
    return [{ classification: { ...classification, why }, isVague }];
  }
  const each = [{ ...whole, otherCauses: [] }, ...causes].map((one) =>
    classificationOf(one, setting),
  );
  const { row } = judge(whole, contextOf(setting));
  return each
    .toSorted((one, other) => Number(other.row === row) - Number(one.row === row))
    .map((classification) => ({ classification, isVague }));
}

function contextOf({ operation, resourceType }: ErrorSetting) {
  return { write: operation, resourceType: resourceType ?? "" };
}

function classificationOf(refusal: Refusal, setting: ErrorSetting): Classification {
  const context = contextOf(setting);
  const verdict = judge(refusal, context);
  // Where no status is told it is judged as an operation that failed, and not told as one.
  const plain = judge({ ...refusal, operationStatus: null }, context);
  const { status, code, innerCodes, message, target } = refusal;
  const codes = [code, ...innerCodes].filter((one) => one !== null);
  const { retryAfterMs: _, ...told } = setting;
  const known = { ...told, resourceId: setting.resourceId ?? resourceIdIn(target) };
  const { nextAction, ...advice } = classAdvice(verdict.class, {
    refusal,
    setting: { ...setting, ...known },
    advice: verdict.nextAction,
  });
  return {
    class: verdict.class,
    confidence: verdict.confidence,
    row: verdict.row,
    why: withoutGuesses(plain.row === verdict.row ? plain.sentence : verdict.sentence, refusal),
    recovery: verdict.recovery,
    delayMs: verdict.delayMs,
    attempts: verdict.attemptsMax,
    nextAction,
    ...advice,
    read: { ...known, status, code, codes, message },
  };
}

/** Without a status it is not known whether it was an answer or an operation that said so. */
function withoutGuesses(sentence: string, { request, status }: Refusal): string {
  if (status !== null) return sentence;
  return sentence
    .replace(`Azure answered ${request} with nothing:`, () => `Azure refused ${request}:`)
    .replace(
      /^The operation(?: that .{1,400} had started)? ended as Failed/,
      () => `Azure refused ${request}`,
    );
}

function resourceIdIn(target: string | null): string | null {
  return target?.startsWith("/subscriptions/") === true ? target : null;
}

function wholeOf(text: string): SettledError {
  const setting = settingIn(text, { at: 0, end: text.length, after: 0, until: 0 });
  // A code alone is what somebody has who asks in a hurry.
  const body = codeForm.test(text) ? { error: { code: text } } : text;
  return { body, setting, isVague: true, isInferred: false };
}

const codeForm = /^[A-Z]\w{1,80}[a-z]\w{0,40}$/;

/** An envelope with a code and no message, or the body of an operation that failed. */
function saysSomething(value: unknown): boolean {
  const { code } = refusalFromBody(value);
  return (code !== null && codeForm.test(code)) || endingIn(value) !== null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
