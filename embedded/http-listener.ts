/** An HTTP server on 127.0.0.1 around a function from request to response. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The Functions host's own limit (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT). */
const bodyBytesMax = 104_857_600;

export interface HttpListener {
  readonly port: number;
  /** Lets requests in progress end for up to `graceMs` real milliseconds, then cuts them. */
  close(graceMs: number): Promise<void>;
}

export async function listen(options: {
  port: number;
  handle: (request: Request) => Promise<Response>;
  onError: (thrown: unknown) => void;
}): Promise<HttpListener> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, options.handle).catch((thrown: unknown) => {
      options.onError(thrown);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The listener has no port.");
  return { port: address.port, close: (graceMs) => closeServer(server, graceMs) };
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: (request: Request) => Promise<Response>,
): Promise<void> {
  if (Number(incoming.headers["content-length"] ?? 0) > bodyBytesMax) {
    outgoing.writeHead(413, { connection: "close" });
    outgoing.end();
    return;
  }
  const request = toRequest(incoming);
  if (request === undefined) {
    outgoing.writeHead(400);
    outgoing.end();
    return;
  }
  const response = await handle(request);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") headers[name] = value;
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  outgoing.writeHead(response.status, headers);
  if (response.body === null || incoming.method === "HEAD") {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch (thrown) {
    // A caller that hangs up in the middle of an answer is no error of ours.
    if (!outgoing.destroyed) throw thrown;
  }
}

/** Undefined for a request that is not a valid URL or method, which no function could be asked. */
function toRequest(incoming: IncomingMessage): Request | undefined {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, each);
  }
  const method = incoming.method ?? "GET";
  const hasBody =
    method !== "GET" &&
    method !== "HEAD" &&
    (headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0);
  try {
    const url = new URL(incoming.url ?? "/", `http://${headers.get("host") ?? "127.0.0.1"}`);
    return new Request(url, {
      method,
      headers,
      ...(hasBody ? { body: toWebStream(incoming), duplex: "half" as const } : {}),
    });
  } catch {
    return undefined;
  }
}

/**
 * The body as it is asked for. Not Readable.toWeb: its streams throw an error that nobody can catch
 * when a body is cancelled that is still arriving. Giving up a body must not end the connection
 * either, because the answer is still to be sent on it.
 */
function toWebStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next: IteratorResult<unknown> = await chunks.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await chunks.return?.();
      incoming.resume();
    },
  });
}
