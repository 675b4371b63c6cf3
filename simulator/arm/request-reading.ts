// Takes a request apart: path with single slashes, query names and header names in lower case, the
// body as JSON. What cannot be read is answered as ARM answers it.

import { z } from "zod";
import { errorAnswer } from "../arm-answer.ts";
import type { AzureAnswer, AzureRequest } from "../protocol.ts";

const DEFAULT_ORIGIN = "https://management.azure.com";

export interface ReadRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly rawQuery: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly malformed: AzureAnswer | null;
}

export function readRequest(request: AzureRequest): ReadRequest {
  const isPath = request.url.startsWith("/");
  const url = new URL(isPath ? DEFAULT_ORIGIN + request.url : request.url);
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const method = request.method.toUpperCase();
  const body = readBody(request.body, method, headers.get("content-type"));
  const path = decodedPath(url.pathname);
  return {
    method,
    origin: url.origin,
    path: path ?? url.pathname,
    query,
    rawQuery: url.searchParams,
    headers,
    body: body.value,
    malformed: path === null ? badPath() : body.malformed,
  };
}

function decodedPath(path: string): string | null {
  try {
    // An escaped slash stays escaped: it is part of a name, not a separator.
    const segments = path
      .split("/")
      .map((segment) => decodeURIComponent(segment).replaceAll("/", "%2F"));
    return segments.join("/").replaceAll(/\/{2,}/g, "/");
  } catch {
    return null;
  }
}

function badPath(): AzureAnswer {
  const message = "The request's path has an escape sequence that is not valid.";
  return errorAnswer(400, { code: "InvalidRequestUri", message }, "gateway");
}

interface ReadBody {
  readonly value: unknown;
  readonly malformed: AzureAnswer | null;
}

function readBody(text: string | null, method: string, contentType: string | undefined): ReadBody {
  if (text === null || text === "") return { value: null, malformed: null };
  const isWrite = method === "PUT" || method === "PATCH";
  if (isWrite && contentType !== undefined && !/^application\/(.*\+)?json\b/i.test(contentType)) {
    const message = `The content media type '${contentType}' is not supported. Only 'application/json' is supported.`;
    const error = { code: "UnsupportedMediaType", message };
    return { value: null, malformed: errorAnswer(415, error, "gateway") };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { value, malformed: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The request content was invalid and could not be deserialized: '${reason}'.`;
    const answer = errorAnswer(400, { code: "InvalidRequestContent", message }, "gateway");
    return { value: null, malformed: answer };
  }
}

const wrapped = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const bare = z.object({ code: z.string(), message: z.string() });

/** The code and message that an answer tells, wrapped or not. */
export function answeredError(answer: AzureAnswer): { code: string; message: string } | null {
  if (answer.body === "") return null;
  const body: unknown = JSON.parse(answer.body);
  const inWrapper = wrapped.safeParse(body);
  if (inWrapper.success) return inWrapper.data.error;
  return bare.safeParse(body).data ?? null;
}
