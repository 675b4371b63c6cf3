// Plays a recorded conversation with Azure to the app: each request gets the first recorded answer, not
// yet used, of the same address. Addresses are compared whole where the app was told them (operation
// addresses), and without their api-version where a client writes them itself, because a recording is
// older than the client.

import { existsSync, readFileSync } from "node:fs";
import { createHttpHeaders } from "@azure/core-rest-pipeline";
import type { HttpClient } from "@azure/core-rest-pipeline";

export interface RecordedExchange {
  readonly n: number;
  readonly request: { readonly method: string; readonly url: string; readonly body: unknown };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** Where the recordings are, beside the repository. */
export const recordingsFolder = new URL("../../../shared/recordings/", import.meta.url);

/** Why tests on recordings cannot run here; null when they can. */
export function recordingsAbsent(): string | null {
  return existsSync(recordingsFolder)
    ? null
    : "the folder ../shared/recordings is not beside the repository";
}

export function readRecording(name: string): readonly RecordedExchange[] {
  const text = readFileSync(new URL(`${name}.json`, recordingsFolder), "utf8");
  return (JSON.parse(text) as { readonly exchanges: readonly RecordedExchange[] }).exchanges;
}

export interface PlayedRequest {
  readonly method: string;
  readonly url: string;
  /** The number of the exchange that answered; null when nothing recorded fits. */
  readonly n: number | null;
}

export interface Playback {
  readonly httpClient: HttpClient;
  readonly played: readonly PlayedRequest[];
}

const origin = "https://management.azure.com";

export interface PlaybackOptions {
  /** Methods that stand for one another: a recorded client may have changed a machine by PUT. */
  readonly methodFor?: Readonly<Record<string, string>>;
}

export function playback(
  exchanges: readonly RecordedExchange[],
  options: PlaybackOptions = {},
): Playback {
  const left = [...exchanges];
  const played: PlayedRequest[] = [];
  return {
    played,
    httpClient: {
      sendRequest(request) {
        const method = options.methodFor?.[request.method] ?? request.method;
        const wanted = keyOf(method, request.url);
        const at = left.findIndex((one) => keyOf(one.request.method, one.request.url) === wanted);
        const [exchange] = at < 0 ? [] : left.splice(at, 1);
        played.push({ method: request.method, url: request.url, n: exchange?.n ?? null });
        const { status, headers, body } = exchange?.response ?? notRecorded;
        return Promise.resolve({
          request,
          status,
          headers: createHttpHeaders({ ...headers }),
          bodyAsText: typeof body === "string" ? body : body === null ? "" : JSON.stringify(body),
        });
      },
    },
  };
}

const notRecorded: RecordedExchange["response"] = {
  status: 500,
  headers: {},
  body: { error: { code: "NotRecorded", message: "Nothing recorded answers this request." } },
};

function keyOf(method: string, url: string): string {
  const { pathname, searchParams, search } = new URL(url, origin);
  // Signatures and all: an address that the app was told has to come back as it was told.
  if (/\/(operations|DiskOperations)\//i.test(pathname)) return `${method} ${pathname}${search}`;
  searchParams.delete("api-version");
  searchParams.delete("skipShutdown");
  searchParams.sort();
  return `${method} ${pathname.toLowerCase()}?${searchParams.toString()}`;
}
