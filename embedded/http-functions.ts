/**
 * Serves the app's HTTP functions: finds the route, hands over a request object of
 * `@azure/functions`, turns what comes back into a response. Nothing here needs a socket.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { FunctionTable } from "./function-table.ts";
import type { RegisteredFunction } from "./functions-core.ts";
import { bySpecificity, createRoute, matchRoute, shownPath } from "./http-routes.ts";
import type { Route } from "./http-routes.ts";
import { triggerOf } from "./invocation.ts";
import type { Invoker } from "./invocation.ts";
import { describeThrown } from "./log-record.ts";
import type { HostLog } from "./log-record.ts";

export interface HttpFunctions {
  /** Undefined where no function has a route and method for the request. */
  handle(request: Request): Promise<Response> | undefined;
}

/** The constructors of the app's own copy of @azure/functions. */
interface HttpClasses {
  readonly HttpRequest: new (init: object) => object;
  readonly HttpResponse: new (init: object) => AppResponse;
}

interface AppResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly cookies: readonly Cookie[];
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: string;
  readonly path?: string;
  readonly expires?: Date | number;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: string;
  readonly maxAge?: number;
}

export function createHttpFunctions(options: {
  appFolder: string;
  functions: FunctionTable;
  routePrefix: string;
  /** The app called `app.setup({ enableHttpStream: true })`. */
  streaming: boolean;
  invoker: Invoker;
  log: HostLog;
}): HttpFunctions {
  const { invoker, log, streaming } = options;
  const routes = options.functions.http
    .map((target) => routeOf(target, options.routePrefix))
    .toSorted(bySpecificity);
  const classes = routes.length === 0 ? undefined : loadClasses(options.appFolder);

  async function call(
    target: RegisteredFunction,
    request: Request,
    params: Readonly<Record<string, string>>,
  ): Promise<Response> {
    if (classes === undefined) throw new Error("HTTP classes are loaded with the first route.");
    const functionName = target.metadata.name;
    try {
      const native = await toAppRequest(request, { streaming, log, functionName });
      const init = { nativeRequest: native, params, query: queryOf(new URL(request.url)) };
      const result = await invoker.callHttp(target, new classes.HttpRequest(init));
      return toResponse(result, classes);
    } catch (thrown) {
      const error = describeThrown(thrown);
      const message = `HTTP function ${functionName} failed.`;
      log({ level: "error", source: "host", message, functionName, error });
      return new Response(null, { status: 500 });
    }
  }

  return {
    handle(request) {
      const { pathname } = new URL(request.url);
      for (const route of routes) {
        if (!route.methods.has(request.method)) continue;
        const params = matchRoute(route, pathname);
        if (params !== undefined) return call(route.target, request, params);
      }
      return undefined;
    },
  };
}

function routeOf(target: RegisteredFunction, prefix: string): Route<RegisteredFunction> {
  const { binding } = triggerOf(target);
  const route = binding["route"];
  const methods = binding["methods"];
  return createRoute({
    template: typeof route === "string" ? route : target.metadata.name,
    prefix,
    methods: Array.isArray(methods) ? methods.map(String) : ["GET", "POST"],
    target,
  });
}

function loadClasses(appFolder: string): HttpClasses {
  const load = createRequire(join(appFolder, "package.json"));
  // The cast names what @azure/functions 4 exports; `nativeRequest` is part of its own constructor.
  return load("@azure/functions") as HttpClasses;
}

/**
 * Without HTTP streaming the host hands over a buffered body, and a chunked one arrives empty (seen
 * on a real host); with it, the body is passed through.
 */
async function toAppRequest(
  request: Request,
  options: { streaming: boolean; log: HostLog; functionName: string },
): Promise<Request> {
  const url = new URL(request.url);
  const shown = `${url.origin}${shownPath(url.pathname)}${url.search}`;
  const { method, headers } = request;
  if (request.body === null || method === "GET" || method === "HEAD") {
    return new Request(shown, { method, headers });
  }
  if (options.streaming) {
    return new Request(shown, { method, headers, body: request.body, duplex: "half" });
  }
  if (headers.has("transfer-encoding")) {
    await request.body.cancel();
    options.log({
      level: "warning",
      source: "host",
      message:
        "A chunked body arrives empty because the app has not switched on enableHttpStream; the Functions host does the same.",
      functionName: options.functionName,
    });
    return new Request(shown, { method, headers });
  }
  return new Request(shown, { method, headers, body: await request.arrayBuffer() });
}

/** A repeated name arrives once, its values joined by commas, as the host's string values do. */
function queryOf(url: URL): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const name of new Set(url.searchParams.keys())) {
    query[name] = url.searchParams.getAll(name).join(",");
  }
  return query;
}

function toResponse(result: unknown, classes: HttpClasses): Response {
  if (result === undefined || result === null) return new Response(null, { status: 204 });
  if (typeof result !== "object") {
    throw new Error(
      'The HTTP response must be an object with optional properties "body", "status", "headers", and "cookies".',
    );
  }
  const response =
    result instanceof classes.HttpResponse ? result : new classes.HttpResponse(result);
  const headers = new Headers(response.headers);
  for (const cookie of response.cookies) headers.append("set-cookie", cookieText(cookie));
  return new Response(response.body, { status: response.status, headers });
}

function cookieText(cookie: Cookie): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`];
  if (cookie.maxAge !== undefined) parts.push(`Max-Age=${cookie.maxAge}`);
  if (cookie.domain !== undefined) parts.push(`Domain=${cookie.domain}`);
  if (cookie.path !== undefined) parts.push(`Path=${cookie.path}`);
  if (cookie.expires !== undefined) {
    parts.push(`Expires=${new Date(cookie.expires).toUTCString()}`);
  }
  if (cookie.httpOnly === true) parts.push("HttpOnly");
  if (cookie.secure === true) parts.push("Secure");
  if (cookie.sameSite !== undefined) parts.push(`SameSite=${cookie.sameSite}`);
  return parts.join("; ");
}
