/**
 * The recordings of a real Functions host, in the form in which the embedded host is compared with
 * them: exchanges by scenario, and answers without what no two runs share (ids, instants, addresses,
 * stack traces, .NET type names).
 */
import { existsSync, readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { compileFunction } from "node:vm";

const folder = resolve("../shared/durable-recordings");

export const recordingsArePresent = existsSync(resolve(folder, "http-exchanges.jsonl"));

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Exchange {
  /** ISO instant at which the request was sent. */
  readonly t: string;
  readonly scenario: string;
  readonly note: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string | number>>;
    readonly body?: string;
  };
  readonly response: Answer;
}

export const recordedKey = "realhost-durable-key";

export function recordedScenarios(): ReadonlyMap<string, readonly Exchange[]> {
  const scenarios = new Map<string, Exchange[]>();
  const lines = readFileSync(resolve(folder, "http-exchanges.jsonl"), "utf8").trim().split("\n");
  for (const line of lines) {
    const exchange = JSON.parse(line) as Exchange;
    scenarios.set(exchange.scenario, [...(scenarios.get(exchange.scenario) ?? []), exchange]);
  }
  return scenarios;
}

/** Registers the recorded app's functions, with `pause` in the place of its setTimeout. */
export function loadRecordedApp(pause: (done: () => void, ms: number) => void): void {
  const text = readFileSync(resolve(folder, "app/app.js"), "utf8");
  const load = compileFunction(text, ["require", "setTimeout"]) as (...args: unknown[]) => void;
  load(createRequire(import.meta.url), pause);
}

/** Sends a request exactly as it was recorded, odd paths included, but with this host's key. */
export function send(
  host: { readonly url: string; readonly systemKey: string },
  request: Exchange["request"],
): Promise<Answer> {
  const path = request.path.replaceAll(recordedKey, host.systemKey);
  return new Promise((done, failed) => {
    const outgoing = httpRequest(
      host.url + path,
      { method: request.method, path, headers: request.headers },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () =>
          done({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", failed);
    outgoing.end(request.body);
  });
}

const replacements: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/(127\.0\.0\.1|localhost):\d+/g, "ORIGIN"],
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID"],
  [/\b[0-9a-f]{32}\b/g, "ID"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, "TIME"],
  // What stands behind a failure's message is a stack trace, of .NET there and of Node here.
  [/\{"(\$type|ClassName)":"System\.Exception[\s\S]*$/, "TRACE"],
  [/, StackTrace:[\s\S]*$/, ", TRACE"],
  // Names of functions in no particular order.
  [/(known \w+ functions: )[^.]*\./g, "$1NAMES."],
];

/** Fields of .NET's own, and what the extension adds to an entity request for sorting messages. */
const ignoredFields = new Set(["$type", "Timestamp", "FireAt", "ScheduledTime", "StackTrace"]);
const sorterFields = new Set(["Predecessor", "requestTime"]);

/** An answer as plain data, fit for a comparison field by field. */
export function comparable(answer: Answer, key: string): Readonly<Record<string, unknown>> {
  const header = (name: string) => {
    const value = answer.headers[name];
    return value === undefined ? undefined : plain(String(value).replaceAll(key, "KEY"));
  };
  const fields: Record<string, unknown> = {
    status: answer.status,
    location: header("location"),
    "retry-after": header("retry-after"),
    "content-type": header("content-type"),
    continues: answer.headers["x-ms-continuation-token"] !== undefined,
  };
  const body = plain(readJson(answer.body.replaceAll(key, "KEY")));
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { ...fields, body };
  for (const [name, value] of Object.entries(body)) fields[`body.${name}`] = value;
  return fields;
}

/** A value without what no two runs share; the input of a sent event is read as the JSON it is. */
function plain(value: unknown): unknown {
  if (typeof value === "string") {
    return replacements.reduce((text, [pattern, by]) => text.replace(pattern, by), value);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name]) => !ignoredFields.has(name) && !sorterFields.has(name),
  );
  return Object.fromEntries(
    entries.map(([name, each]) => [name, plain(name === "Input" ? readJson(each) : each)]),
  );
}

function readJson(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The names of the fields in which two answers differ. */
export function differences(
  recorded: Readonly<Record<string, unknown>>,
  seen: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(seen)]);
  return [...names].filter((name) => canonical(recorded[name]) !== canonical(seen[name]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
