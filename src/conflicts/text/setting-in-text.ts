// What stands around an error in a text: the request and its answer's status, IDs for a support request,
// the resource that it was about. What stands before goes before what follows, and the nearest counts.

import type { ErrorSetting } from "./found-error.ts";
import { statusOf } from "./http-status.ts";
import { pathStart, resourceOfPath } from "./resource-path.ts";
import type { NamedResource } from "./resource-path.ts";
import { terraformPlaceIn, terraformTypeIn } from "./terraform-place.ts";

/** How far around an error belongs to it. */
const aroundChars = 1_500;
const insideChars = 64 * 1024;

/** Where an error stands, and where its neighbours leave off and begin. */
export interface Stretch {
  readonly at: number;
  readonly end: number;
  readonly after: number;
  readonly until: number;
}

export function settingIn(text: string, { at, end, after, until }: Stretch): ErrorSetting {
  const ahead = text.slice(Math.max(after, at - aroundChars), at);
  const inside = text.slice(at, Math.min(end, at + insideChars));
  const behind = text.slice(end, Math.min(until, end + aroundChars));
  const request = requestIn(ahead) ?? requestIn(inside) ?? requestIn(behind);
  const place = terraformPlaceIn(ahead) ?? terraformPlaceIn(inside.slice(0, aroundChars));
  const resource = request ?? place ?? firstNamedIn(inside) ?? lastNamedIn(ahead);
  const doing = request?.operation ?? operationIn(inside) ?? operationIn(ahead.slice(-400));
  return {
    status:
      statusIn(inside.slice(0, aroundChars)) ?? statusIn(ahead) ?? statusIn(behind.slice(0, 300)),
    resourceId: resource?.resourceId ?? null,
    resourceType: resource?.resourceType ?? typeIn(ahead) ?? terraformTypeIn(behind.slice(0, 400)),
    operation: doing ?? null,
    requestId: idIn(requestIds, [inside, behind, ahead]),
    correlationId: idIn(correlationIds, [inside, behind, ahead]),
    retryAfterMs: retryAfterIn(ahead) ?? retryAfterIn(behind),
  };
}

/** `Resource Microsoft.Network/loadBalancers 'front' failed with message`, as PowerShell writes. */
function typeIn(text: string): string | null {
  return /\bResource (Microsoft\.[\w./]{3,120}) '/.exec(text)?.[1] ?? null;
}

function retryAfterIn(text: string): number | null {
  const seconds = /\bretry-after["']?\s?[:=]\s?["']?(\d{1,5})\b/i.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

interface NamedRequest extends NamedResource {
  readonly operation: string;
}

const requests =
  /\b(GET|HEAD|PUT|POST|PATCH|DELETE)["']?[ \n]?(?:https?:\/\/[^/\s"']+)?(\/subscriptions\/[^\s"'?]+)/g;

/** The last; the text before an error ends with the request that it answers. */
function requestIn(text: string): NamedRequest | null {
  const [, method, path] = [...text.matchAll(requests)].at(-1) ?? loggedRequestIn(text);
  const resource = resourceOfPath(path ?? "");
  if (resource === null) return null;
  return { ...resource, operation: operationOf(method ?? "", resource.action) };
}

const addresses = /https:\/\/management\.[\w.-]{3,60}(?::\d+)?(\/subscriptions\/[^\s"'?]+)/g;

/** Method and address as two fields, as clients log them. */
function loggedRequestIn(text: string): readonly (string | undefined)[] {
  const method = /\bmethod["']?: ["'](GET|HEAD|PUT|POST|PATCH|DELETE)["']/i.exec(text)?.[1];
  const path = [...text.matchAll(addresses)].at(-1)?.[1];
  return method === undefined ? [] : [path, method.toUpperCase(), path];
}

function operationOf(method: string, action: string | null): string {
  if (method === "DELETE") return "delete";
  if (method === "GET" || method === "HEAD") return "read";
  return method === "POST" && action !== null ? action : "write";
}

/** The first that is what the sentence is about, and not what that is attached to or used by. */
function firstNamedIn(text: string): NamedResource | null {
  for (const { 0: path, index } of text.matchAll(pathStart)) {
    const resource = isAnother(text.slice(Math.max(0, index - 60), index))
      ? null
      : resourceOfPath(path);
    if (resource !== null) return resource;
  }
  return null;
}

const linking = new Set(["to", "by", "with", "from", "locked:"]);

/** Of the words before a path: "attached to VM", "used by existing resource". */
function isAnother(words: string): boolean {
  return words
    .split(/[\s'"]/)
    .slice(-5)
    .some((word) => linking.has(word.toLowerCase()));
}

function lastNamedIn(text: string): NamedResource | null {
  const paths = [...text.matchAll(pathStart)].map(([path]) => resourceOfPath(path));
  return paths.findLast((resource) => resource !== null) ?? null;
}

const statuses =
  /(?:unexpected\sstatus|RESPONSE|HTTP(?:\/[\d.]{1,3})?|status\s?code|status|answered|returned)["']?[ :=]{1,3}["']?([45]\d\d)\b/gi;

function statusIn(text: string): number | null {
  const number = [...text.matchAll(statuses)].at(-1)?.[1];
  if (number !== undefined) return Number(number);
  // `Conflict({…})` is how `az rest` writes a status, `Conflict: {…}` how Azure Pipelines does.
  const told = /invalid status (?:code )?'([\w ]{2,40})'/.exec(text)?.[1];
  if (told !== undefined) return statusOf(told);
  const name = /(?:ERROR|Error): ([A-Z][A-Za-z ]{2,24})(?:\(|: )\s*$/.exec(text.slice(-60))?.[1];
  return statusOf(name ?? null);
}

const operations = [
  /perform action(?:\(s\))? '([\w./-]{3,200})'/,
  /Operation '([\w./-]{2,80})' is not allowed/i,
  /(?:performing|polling after) ([A-Z]\w{2,60})/,
  /Client#([A-Z]\w{2,60}):/,
] as const;

/** SDKs name their methods after what they do. */
const methods: Readonly<Record<string, string>> = {
  create: "write",
  createorupdate: "write",
  put: "write",
  patch: "write",
  update: "write",
  get: "read",
  poweroff: "powerOff",
};

function operationIn(text: string): string | null {
  const told = operations
    .map((pattern) => pattern.exec(text)?.[1])
    .find((name) => name !== undefined);
  if (told === undefined) return null;
  if (told.includes("/")) return told;
  const plain = told.endsWith("ThenPoll") ? told.slice(0, -"ThenPoll".length) : told;
  return methods[plain.toLowerCase()] ?? plain.charAt(0).toLowerCase() + plain.slice(1);
}

const requestIds =
  /(?:x-ms-request-id|request ?id|operationid)["']?\s{0,2}[:=]\s{0,2}["']?([0-9a-f][\w-]{7,79})/i;
const correlationIds =
  /(?:x-ms-correlation-request-id|correlation ?id)["']?\s{0,2}[:=]\s{0,2}["']?([0-9a-f][\w-]{7,79})/i;

function idIn(pattern: RegExp, texts: readonly string[]): string | null {
  const found = texts.map((text) => pattern.exec(text)?.[1]).find((id) => id !== undefined);
  return found ?? null;
}
