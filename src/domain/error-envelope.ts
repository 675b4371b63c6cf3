// Reads an error out of whatever a body may be. Azure wraps errors in `error`, or does not, writes
// names in camelCase or PascalCase, nests causes in details and inner errors, wraps deployments in
// deployments, answers a batch with an answer each, puts JSON into strings, and sometimes sends HTML
// or nothing at all. What comes out is bounded, whatever came in.

import { blockerIn, policyAssignmentsIn } from "./error-asides.ts";
import { cut, factsOf, noErrorFacts } from "./error-facts.ts";
import type { CauseNode, ErrorFacts, Found } from "./error-facts.ts";
import { errorInText, jsonIn, mayHoldCodes } from "./error-text.ts";

const codeCharsMax = 120;
const targetCharsMax = 500;
/** More than is kept in the end, since words are looked for in all of it. */
const messageCharsMax = 16 * 1024;
const depthMax = 60;
const visitsMax = 2_000;
const itemsMax = 200;
const namesMax = 60;

interface Reading extends Found {
  visits: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Of a body, an error, or what is nested in one. */
export function errorFactsOf(value: unknown): ErrorFacts {
  const reading: Reading = { visits: 0, blockedBy: null, policyAssignments: [] };
  const roots = causesIn(value, 0, reading);
  return roots.length === 0 ? noErrorFacts : factsOf(roots, reading);
}

/** The word with which an operation's body, or a resource's, says that it was not done. */
export function endingIn(value: unknown): "Failed" | "Canceled" | null {
  const body = fieldsOf(typeof value === "string" ? jsonIn(value) : value);
  if (body === undefined) return null;
  const own = body["status"] ?? body["Status"];
  const word = own ?? fieldsOf(body["properties"])?.["provisioningState"];
  if (typeof word !== "string") return null;
  if (/^failed$/i.test(word)) return "Failed";
  return /^cancell?ed$/i.test(word) ? "Canceled" : null;
}

const none: readonly CauseNode[] = [];

/** In the order of the body. */
function causesIn(value: unknown, depth: number, reading: Reading): readonly CauseNode[] {
  if (value === undefined || value === null) return none;
  reading.visits += 1;
  if (depth > depthMax || reading.visits > visitsMax) return none;
  if (typeof value === "string") return causesInText(value, depth, reading);
  if (typeof value !== "object") return none;
  if (!Array.isArray(value)) return causesInObject(value as Fields, depth, reading);
  const items = value.slice(0, itemsMax) as readonly unknown[];
  return items.flatMap((one) => causesIn(one, depth + 1, reading));
}

/** A text where an error was expected. */
function causesInText(text: string, depth: number, reading: Reading): readonly CauseNode[] {
  const nested = jsonIn(text);
  if (nested !== undefined) return causesIn(nested, depth + 1, reading);
  const { codes, message } = errorInText(text);
  if (message === null && codes.length === 0) return none;
  reading.blockedBy ??= message === null ? null : blockerIn(message);
  return [{ codes, message, target: null, status: null, causes: [] }];
}

function causesInObject(value: Fields, depth: number, reading: Reading): readonly CauseNode[] {
  if (isMereWrapper(value)) return causesIn(value["error"], depth + 1, reading);
  const fields = "error" in value || "code" in value || "message" in value ? value : named(value);
  const own = ownOf(fields, reading);
  const causes = joined(
    causesIn(own.held, depth + 1, reading),
    causesIn(fields["details"], depth + 1, reading),
    "code" in fields ? none : causesInWrapper(fields, depth, reading),
  );
  if (own.codes.length === 0 && own.message === null) return causes;
  const target = textIn(fields["target"], targetCharsMax);
  return [{ codes: own.codes, message: own.message, target, status: statusIn(fields), causes }];
}

/** As nearly every answer is: `error`, and nothing beside it. */
function isMereWrapper(value: Fields): boolean {
  const { error } = value;
  return typeof error === "object" && error !== null && Object.keys(value).length === 1;
}

function joined(...parts: readonly (readonly CauseNode[])[]): readonly CauseNode[] {
  const held = parts.filter((part) => part.length > 0);
  return held.length < 2 ? (held[0] ?? none) : held.flat();
}

interface Own {
  readonly codes: readonly string[];
  readonly message: string | null;
  /** What holds the cause: the error of a wrapper, or JSON that was put into the message. */
  readonly held: unknown;
}

function ownOf(fields: Fields, reading: Reading): Own {
  const { error } = fields;
  // OAuth's errors are a word, beside its description.
  const word = typeof error === "string" && /^\w{1,120}$/.test(error) ? error : undefined;
  const told =
    messageIn(fields) ?? (word === undefined && typeof error === "string" ? error : null);
  const codes: string[] = [];
  const code = codeIn(fields["code"] ?? word);
  if (code !== null) codes.push(code);
  const inner = innerErrorIn(fields, codes);
  noteAssignments(fields, reading);
  if (told === null) return { codes, message: inner, held: wrappedIn(fields) };
  reading.blockedBy ??= blockerIn(told);
  const nested = jsonIn(told);
  if (nested !== undefined) {
    // The sentence in front of JSON still says something; JSON alone does not.
    const prose = /^\s*["[{]/.test(told) ? inner : cut(told, messageCharsMax);
    return { codes, message: prose, held: [nested, wrappedIn(fields)] };
  }
  if (!mayHoldCodes(told)) {
    return { codes, message: inner ?? cut(told, messageCharsMax), held: wrappedIn(fields) };
  }
  const text = errorInText(told);
  codes.push(...text.codes);
  return { codes, message: inner ?? text.message, held: wrappedIn(fields) };
}

/** Adds the codes of an inner error to those of the error; its message, which goes deeper. */
function innerErrorIn(fields: Fields, codes: string[]): string | null {
  let inner = fieldsOf(fields["innererror"] ?? fields["innerError"]);
  let message: string | null = null;
  for (let depth = 0; inner !== undefined && depth < depthMax; depth += 1) {
    const one = "code" in inner || "message" in inner ? inner : named(inner);
    const code = codeIn(one["internalErrorCode"] ?? one["internalerrorcode"] ?? one["code"]);
    if (code !== null) codes.push(code);
    const told = one["message"];
    if (typeof told === "string" && told.trim() !== "") message = cut(told, messageCharsMax);
    inner = fieldsOf(one["innererror"] ?? one["innerError"]);
  }
  return message;
}

function wrappedIn(fields: Fields): unknown {
  const { error } = fields;
  return typeof error === "object" && error !== null ? error : fields["odata.error"];
}

/** What is no error itself but holds some: a deployment, an operation, a batch, an entity. */
function causesInWrapper(fields: Fields, depth: number, reading: Reading): readonly CauseNode[] {
  const properties = fieldsOf(fields["properties"]);
  const { responses, errors } = fields;
  const held = [
    fields["statusMessage"] ?? fields["statusmessage"],
    fields["errorentity"],
    properties?.["error"] ?? properties?.["statusMessage"],
    fieldsOf(errors) === undefined || Array.isArray(errors) ? errors : Object.values(errors ?? {}),
  ];
  const causes = causesIn(held, depth, reading);
  return Array.isArray(responses)
    ? [...causes, ...causesInBatch(responses, depth, reading)]
    : causes;
}

/** ARM and its providers answer a batch with the status and the body of each answer. */
function causesInBatch(
  responses: readonly unknown[],
  depth: number,
  reading: Reading,
): readonly CauseNode[] {
  return responses.slice(0, itemsMax).flatMap((one) => {
    const fields = fieldsOf(one);
    const status = fields === undefined ? null : statusIn(fields);
    if (fields === undefined || status === null) return [];
    const causes = causesIn(fields["content"] ?? fields["body"], depth + 1, reading);
    return [{ codes: [], message: null, target: null, status, causes }];
  });
}

function noteAssignments(fields: Fields, reading: Reading): void {
  const info = fields["additionalInfo"] ?? fields["additionalinfo"];
  if (info === undefined || info === null) return;
  const ids = [...reading.policyAssignments, ...policyAssignmentsIn(info)];
  reading.policyAssignments = [...new Set(ids)].slice(0, 5);
}

/** Names that are looked for, as they are spelt in lower case. */
const tellingNames: ReadonlySet<string> = new Set([
  "additionalinfo",
  "code",
  "detail",
  "details",
  "error",
  "errorentity",
  "errors",
  "error_description",
  "httpstatuscode",
  "innererror",
  "internalerrorcode",
  "message",
  "odata.error",
  "properties",
  "responses",
  "status",
  "statuscode",
  "statusmessage",
  "target",
  "title",
]);

/** By names in lower case, where that makes a difference. */
function named(value: Fields): Fields {
  const names = Object.keys(value).slice(0, namesMax);
  const isSpeltOtherwise = (name: string): boolean => {
    const lower = name.toLowerCase();
    return lower !== name && tellingNames.has(lower);
  };
  if (!names.some(isSpeltOtherwise)) return value;
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), value[name]]));
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

/** OData writes messages as `{ lang, value }`, problem details as a title and a detail. */
function messageIn(fields: Fields): string | null {
  const told =
    fields["message"] ??
    fields["error_description"] ??
    (typeof fields["detail"] === "string" ? fields["detail"] : fields["title"]);
  const text = typeof told === "string" ? told : fieldsOf(told)?.["value"];
  return typeof text === "string" && text.trim() !== "" ? text : null;
}

function codeIn(value: unknown): string | null {
  return typeof value === "number" ? String(value) : textIn(value, codeCharsMax);
}

function statusIn(fields: Fields): number | null {
  return (
    failedStatus(fields["statusCode"]) ??
    failedStatus(fields["httpStatusCode"]) ??
    failedStatus(fields["status"]) ??
    failedStatus(fields["code"]) ??
    failedStatus(fields["statuscode"]) ??
    failedStatus(fields["httpstatuscode"])
  );
}

/** Only one that says that something was not done. */
function failedStatus(status: unknown): number | null {
  return typeof status === "number" && status >= 400 && status <= 599 ? status : null;
}

function textIn(value: unknown, charsMax: number): string | null {
  return typeof value === "string" && value.trim() !== "" ? cut(value.trim(), charsMax) : null;
}
