// Which parts of a JSON value are errors: an envelope of ARM's, an operation of a deployment, an event of
// the activity log, a line that a service has logged, or something that holds one of these, also as a
// text within.

import type { ErrorSetting } from "./found-error.ts";
import { statusOf } from "./http-status.ts";
import { logErrorIn, logName } from "./log-fields.ts";
import { resourceOfPath } from "./resource-path.ts";

export interface JsonError {
  readonly body: unknown;
  readonly given: Partial<ErrorSetting>;
  readonly isInferred?: true;
}

export interface JsonRead {
  readonly errors: readonly JsonError[];
  /** Values that may hold an error as text. */
  readonly texts: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

interface Found {
  readonly errors: JsonError[];
  readonly texts: string[];
  visits: number;
}

const visitsMax = 3_000;
const textsMax = 20;

export function errorsInJson(value: unknown): JsonRead {
  const found: Found = { errors: [], texts: [], visits: 0 };
  look(value, found);
  return found;
}

function look(value: unknown, found: Found): void {
  found.visits += 1;
  if (found.visits > visitsMax || typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value as readonly unknown[]) look(one, found);
    return;
  }
  const fields = value as Fields;
  const error = recordIn(fields) ?? envelopeIn(fields) ?? logIn(fields);
  if (error !== null) {
    if (error !== "none") found.errors.push(error);
    return;
  }
  const before = found.errors.length;
  for (const one of Object.values(fields)) look(one, found);
  if (found.errors.length === before) addTexts(fields, found);
}

/** An operation of a deployment, or an event of the activity log. */
function recordIn(fields: Fields): JsonError | "none" | null {
  const properties = fieldsOf(fields["properties"]);
  const message = properties?.["statusMessage"];
  if (properties === null || message === undefined) return null;
  const status = statusOf(properties["statusCode"]);
  if (message === null || (status !== null && status < 400)) return "none";
  const target = fieldsOf(properties["targetResource"]);
  return {
    body: typeof message === "string" ? (parsed(message) ?? message) : message,
    given: {
      ...(status === null ? {} : { status }),
      ...resourceGiven(target?.["id"] ?? fields["resourceId"]),
      ...textGiven("correlationId", fields["correlationId"]),
      ...textGiven(
        "operation",
        fieldsOf(fields["operationName"])?.["value"] ?? fields["operationName"],
      ),
    },
  };
}

function envelopeIn(fields: Fields): JsonError | null {
  const error = fieldsOf(fields["error"] ?? fields["Error"] ?? fields["odata.error"]);
  const isEnvelope = error !== null && isError(error);
  const word = fields["status"];
  const isOperation =
    typeof word === "string" && /^(?:failed|cancell?ed)$/i.test(word) && "error" in fields;
  const isBatch = Array.isArray(fields["responses"]);
  if (!isEnvelope && !isOperation && !isBatch && !(isError(fields) && hasDetails(fields))) {
    return isError(fields) && statusIn(fields) === null ? { body: fields, given: {} } : null;
  }
  const status = statusIn(fields);
  return {
    body: fields,
    given: {
      ...(status === null ? {} : { status }),
      ...resourceGiven(fields["resourceId"]),
      ...textGiven("correlationId", fields["correlationId"]),
      ...textGiven("requestId", fields["requestId"]),
    },
  };
}

/** A code of Azure's, or a message beside it; `ENOENT` and its kind are none. */
function isError(fields: Fields): boolean {
  const code = fields["code"] ?? fields["Code"];
  const message = fields["message"] ?? fields["Message"];
  const isCode =
    typeof code === "string" && (/^[A-Z]\w*[a-z]/.test(code) || /^\d{3,8}$/.test(code));
  const isTold = typeof message === "string" || typeof message === "object";
  return isCode && (isTold || "details" in fields || "innererror" in fields);
}

function hasDetails(fields: Fields): boolean {
  const details = fields["details"] ?? fields["Details"] ?? fields["innererror"];
  return typeof details === "object" && details !== null;
}

function statusIn(fields: Fields): number | null {
  return (
    statusOf(fields["httpStatus"]) ?? statusOf(fields["statusCode"]) ?? statusOf(fields["status"])
  );
}

function logIn(fields: Fields): JsonError | null {
  const flat = Object.entries(fields).flatMap(([name, one]): (readonly [string, string])[] =>
    typeof one === "string" || typeof one === "number" ? [[logName(name), String(one)]] : [],
  );
  return logErrorIn(new Map(flat));
}

function addTexts(fields: Fields, found: Found): void {
  for (const one of Object.values(fields)) {
    if (found.texts.length >= textsMax) return;
    if (typeof one === "string" && one.length > 20) found.texts.push(one);
  }
}

function resourceGiven(id: unknown): Partial<ErrorSetting> {
  const named = typeof id === "string" ? resourceOfPath(id) : null;
  return named === null ? {} : { resourceId: named.resourceId, resourceType: named.resourceType };
}

function textGiven(name: keyof ErrorSetting, value: unknown): Partial<ErrorSetting> {
  return typeof value === "string" && value !== "" ? { [name]: value.slice(0, 200) } : {};
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
