/**
 * What the management API answers with: the bodies, headers and oddities of a real host's answers, and
 * how the JSON of a request is read.
 */
import type { Page } from "./instance-list.ts";

export const tokenHeader = "x-ms-continuation-token";
export const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

export function readJson(text: string): { value?: unknown; invalid?: string } {
  if (text.trim() === "") return { value: null };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (thrown) {
    return { invalid: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

export function pageResponse(page: Page): Response {
  const token = page.continuationToken;
  return json(200, page.bodies, token === undefined ? {} : { [tokenHeader]: token });
}

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...jsonHeaders, ...headers } });
}

export function message(status: number, text: string): Response {
  return json(status, { Message: text });
}

export function invalidJson(reason: string): Response {
  return json(400, {
    Message: "Invalid JSON content",
    ExceptionMessage: reason,
    ExceptionType: "Newtonsoft.Json.JsonReaderException",
  });
}

export function notYet(what: string): Response {
  return json(501, { Message: `${what} is not supported by the embedded host.` });
}

export function empty(status: number): Response {
  return new Response(null, { status });
}
