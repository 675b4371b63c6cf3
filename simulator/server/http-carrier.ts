// Carries requests from a socket to the core and answers back. A dropped connection is really
// dropped, and a caller that hangs up while it waits is really gone.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { errorAnswer } from "../arm-answer.ts";
import type { Azure } from "../azure-contract.ts";
import type { AzureAnswer, AzureRequest } from "../protocol.ts";

/** ARM takes bodies of up to 4 MB. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export interface CarrierOptions {
  readonly scheme: "http" | "https";
  /** Which paths are answered here at all. */
  readonly serves: (path: string) => boolean;
}

export function carryTo(azure: Azure, options: CarrierOptions): RequestListener {
  return (incoming, outgoing) => {
    carry(azure, options, incoming, outgoing).catch(() => outgoing.destroy());
  };
}

async function carry(
  azure: Azure,
  { scheme, serves }: CarrierOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = incoming.url ?? "/";
  if (!serves(path.split("?")[0] ?? "")) {
    const message = "Only the token endpoint is served without TLS.";
    send(outgoing, errorAnswer(404, { code: "NotModelledBySimulator", message }));
    return;
  }
  const gone = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const body = await readBody(incoming);
  if (body === undefined) {
    const message = `The request's body is larger than ${BODY_LIMIT_BYTES} bytes.`;
    send(outgoing, errorAnswer(413, { code: "RequestContentTooLarge", message }, "gateway"));
    return;
  }
  const request: AzureRequest = {
    method: incoming.method ?? "GET",
    url: `${scheme}://${incoming.headers.host ?? "localhost"}${path}`,
    headers: plainHeaders(incoming),
    body,
  };
  const response = await azure.handle(request, { signal: gone.signal });
  if (response.kind === "dropped") incoming.socket.destroy();
  else send(outgoing, response);
}

function plainHeaders(incoming: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** The body's text, or null for none; undefined when it is too long. */
async function readBody(incoming: IncomingMessage): Promise<string | null | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(bytes);
  }
  if (size > BODY_LIMIT_BYTES) return undefined;
  return size === 0 ? null : Buffer.concat(chunks).toString("utf8");
}

function send(outgoing: ServerResponse, answer: AzureAnswer): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
}
