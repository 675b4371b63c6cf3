// Bodies that nobody would send, made out of those that somebody does: a seed and a number give the
// same one each time. What comes out are bytes' text as a client decodes it, and now and then a value
// that no text gives, such as one which holds itself.

import { seededRandom } from "../../simulator/random.ts";
import type { Random } from "../../simulator/random.ts";
import { errorBodies, errorTexts } from "./error-bodies.ts";

export interface FuzzedBody {
  /** Which mutations made it. */
  readonly how: string;
  /** Text, or a value as a parser (or a careless caller) might hand it over. */
  readonly body: unknown;
}

export const megabyte = 1024 * 1024;

/** Arrays in arrays, of which a parser takes more time than of anything else of the same length. */
const deepest = 100_000;
/** One in so many is about a megabyte long. */
const oneBigIn = 2_000;

export function fuzzedBody(seed: number, n: number): FuzzedBody {
  const random = seededRandom(seed + Math.imul(n, 0x9e3779b1));
  if (n % oneBigIn === oneBigIn - 1) return big(random);
  if (n % 50 === 49) return { how: "holds itself", body: holdingItself(random) };
  const value = changedValue(random, of(random, errorBodies));
  const text = typeof value.body === "string" ? value.body : JSON.stringify(value.body);
  const changed = changedText(random, text);
  return { how: `${value.how}, ${changed.how}`, body: changed.body };
}

/** A text in which an error stands as a tool prints it, or what is left of one. */
export function fuzzedText(seed: number, n: number): { how: string; body: string } {
  const random = seededRandom(seed + Math.imul(n, 0x85ebca6b));
  if (n % oneBigIn === oneBigIn - 1) {
    const { how, body } = big(random);
    return { how, body: String(body) };
  }
  const parts = Array.from({ length: 1 + below(random, 4) }, () => of(random, errorTexts));
  const text = parts.join(random.pick(["\n", "\r\n", "\n\n", " ", ""]));
  const first = changedText(random, text);
  const second = random.next() < 0.3 ? changedText(random, first.body) : null;
  return second ?? first;
}

type Change<T> = readonly [how: string, change: (random: Random, from: T) => T];

function changedValue(random: Random, body: unknown): FuzzedBody {
  const [how, change] = of(random, valueChanges);
  return { how, body: change(random, body) };
}

function changedText(random: Random, text: string): { how: string; body: string } {
  const [how, change] = of(random, textChanges);
  return { how, body: change(random, text) };
}

const oddities: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  409,
  1e308,
  "",
  " ",
  [],
  [[]],
  {},
  [null],
  { code: {} },
  { message: ["a"] },
  ["ScopeLocked"],
  "__proto__",
  { length: 1e9 },
  { toJSON: 1 },
];

const valueChanges: readonly Change<unknown>[] = [
  ["as it is", (_random, body) => body],
  ["a wrong type", (random, body) => replacedSomewhere(random, body, of(random, oddities))],
  [
    "another body within",
    (random, body) => replacedSomewhere(random, body, of(random, errorBodies)),
  ],
  ["nested", (random, body) => nested(random, body, rarely(random, 1_000, 40))],
  ["in strings", (random, body) => inStrings(body, 1 + below(random, 6))],
  ["many beside one another", (random, body) => beside(body, rarely(random, 1_000, 40))],
  ["a long word", (random, body) => replacedSomewhere(random, body, longWord(random, 4_000))],
];

const textChanges: readonly Change<string>[] = [
  ["whole", (_random, text) => text],
  ["cut off", (random, text) => text.slice(0, below(random, text.length + 1))],
  ["cut off at the front", (random, text) => text.slice(below(random, text.length + 1))],
  ["bytes overwritten", bytesOverwritten],
  ["odd characters within", (random, text) => inserted(random, text, of(random, oddCharacters))],
  ["a run within", (random, text) => inserted(random, text, runOf(random, 600))],
  ["a key of the prototype", (random, text) => prototypeKey(random, text)],
  ["keys in another letter case", (random, text) => otherCase(random, text)],
  ["within a page", (_random, text) => `<html><title>${text}</title><script>${text}</script>`],
  ["behind a sentence", (_random, text) => `It failed, Code="X" Message="no": ${text} and more`],
  ["noise", (random) => longWord(random, 200)],
];

const oddCharacters: readonly string[] = [
  "\u0000",
  "\u0001\u001b[31m",
  "\ud800",
  "\udc00",
  "\ud83d",
  "\u202e",
  "\u2028",
  "\ufeff",
  "\ufffd",
  "\r\n",
  "\t",
  "\u00a0",
  "😀",
  "İı",
  "\\u0000",
  "\\ud800",
  '\\"',
];

/** What a pattern might go over again and again. */
const runs: readonly string[] = [
  "a",
  " ",
  "\n",
  "<",
  "<a",
  "<script>",
  '"',
  "\\",
  '\\"',
  "{",
  "[",
  '{"code":',
  'Code="',
  'Message="',
  "'",
  "locked: '",
  "not allowed since ",
  "another x ",
  "NotFoundFor",
  "http://a/",
  "/subscriptions/",
  "scope(s) are locked: '",
  "(",
  "error: ",
  "ERROR ",
  "\u001b[",
  "│ ",
];

/** Mostly as many as the second says at the most, and as many as the first says once in a while. */
function rarely(random: Random, most: number, mostly: number): number {
  return random.next() < 0.03 ? most : 1 + below(random, mostly);
}

function runOf(random: Random, most: number): string {
  return of(random, runs).repeat(1 + below(random, most));
}

function replacedSomewhere(random: Random, body: unknown, by: unknown): unknown {
  if (typeof body !== "object" || body === null || random.next() < 0.2) return by;
  if (Array.isArray(body)) {
    const at = below(random, body.length);
    return body.map((one: unknown, n) => (n === at ? replacedSomewhere(random, one, by) : one));
  }
  const entries = Object.entries(body) as [string, unknown][];
  const at = below(random, entries.length);
  return Object.fromEntries(
    entries.map(([key, one], n) => [key, n === at ? replacedSomewhere(random, one, by) : one]),
  );
}

const wrappers: readonly ((inner: unknown) => unknown)[] = [
  (error) => ({ error }),
  (inner) => ({ code: "Wrapper", message: "See details.", details: [inner] }),
  (innererror) => ({ code: "Outer", innererror }),
  (inner) => [inner],
  (inner) => ({ properties: { error: inner } }),
  (inner) => ({ responses: [{ httpStatusCode: 409, content: inner }] }),
  (inner) => ({ statusMessage: inner }),
  (inner) => ({ message: { value: inner } }),
];

function nested(random: Random, body: unknown, depth: number): unknown {
  const wrap = of(random, wrappers);
  const isMixed = random.next() < 0.5;
  let whole = body;
  for (let n = 0; n < depth; n += 1) whole = (isMixed ? of(random, wrappers) : wrap)(whole);
  return whole;
}

/** Each round about doubles the escapes, so it ends when the text has grown long. */
function inStrings(body: unknown, rounds: number): unknown {
  let whole = body;
  for (let n = 0; n < rounds; n += 1) {
    const text = JSON.stringify(whole);
    if (text.length > 20_000) return whole;
    whole = { code: `Round${n}`, message: n % 2 === 0 ? text : `It failed: ${text}` };
  }
  return whole;
}

function beside(body: unknown, count: number): unknown {
  return {
    error: { code: "Several", message: "", details: Array.from({ length: count }, () => body) },
  };
}

function holdingItself(random: Random): unknown {
  const body: Record<string, unknown> = { code: "Loop", message: longWord(random, 20) };
  const keys = ["error", "details", "innererror", "message", "responses", "properties"] as const;
  body[random.pick(keys)] = random.next() < 0.5 ? body : [body, body, body];
  return random.next() < 0.5 ? body : { error: body, details: [body] };
}

function bytesOverwritten(random: Random, text: string): string {
  const bytes = Buffer.from(text);
  const count = bytes.length === 0 ? 0 : 1 + below(random, 8);
  for (let n = 0; n < count; n += 1) bytes[below(random, bytes.length)] = below(random, 256);
  // As an HTTP client decodes it: what is no UTF-8 becomes U+FFFD.
  return bytes.toString("utf8");
}

function inserted(random: Random, text: string, what: string): string {
  const at = below(random, text.length + 1);
  return `${text.slice(0, at)}${what}${text.slice(at)}`;
}

function prototypeKey(random: Random, text: string): string {
  const key = random.pick(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]);
  return text.replace("{", `{"${key}":{"code":"Polluted","message":{"value":1}},"${key}":null,`);
}

function otherCase(random: Random, text: string): string {
  return random.next() < 0.5 ? text.toUpperCase() : text.toLowerCase();
}

function longWord(random: Random, most: number): string {
  return random.base64Url(1 + below(random, most));
}

function big(random: Random): FuzzedBody {
  const body = of(random, errorBodies);
  const run = of(random, runs);
  const long = run.repeat(Math.ceil(megabyte / run.length));
  const text = JSON.stringify(body) ?? "";
  const [how, whole] = of<readonly [string, () => unknown]>(random, [
    ["a long run", () => long],
    ["a long message", () => JSON.stringify({ error: { code: "Long", message: long } })],
    ["a long code", () => JSON.stringify({ error: { code: long, message: text } })],
    ["a long run within", () => inserted(random, text, long)],
    ["many", () => JSON.stringify(beside(body, Math.ceil(megabyte / (text.length + 1))))],
    ["deep", () => `${"[".repeat(deepest)}${"]".repeat(deepest)}`],
  ]);
  return { how: `a megabyte, ${how}`, body: whole() };
}

function of<T>(random: Random, options: readonly T[]): T {
  return options[below(random, options.length)] as T;
}

function below(random: Random, limit: number): number {
  return Math.floor(random.next() * limit);
}
