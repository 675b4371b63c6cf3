// Real answers to reads, and real refusals: what stands in them is what is told.

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAzurePorts } from "../../../src/arm/azure-ports.ts";
import { refusalOf } from "../../../src/arm/refusal-reader.ts";
import type { AzurePorts } from "../../../src/contracts/ports.ts";
import { context, endpoint, fixedCredential, nowMs } from "../../support/arm-scripted-client.ts";
import {
  playback,
  readRecording,
  recordingsAbsent,
  recordingsFolder,
} from "../../support/recorded-playback.ts";
import type { RecordedExchange } from "../../support/recorded-playback.ts";

const absent = recordingsAbsent();
const clock = { now: () => new Date(nowMs).toISOString() };

function portsOver(exchanges: readonly RecordedExchange[]): AzurePorts {
  return createAzurePorts({
    endpoint,
    scope: `${endpoint}/.default`,
    credential: fixedCredential(),
    httpClient: playback(exchanges).httpClient,
    clock,
  });
}

function recordings(): readonly string[] {
  if (absent !== null) return [];
  const names = readdirSync(recordingsFolder).filter((name) => name.endsWith(".json"));
  return names.map((name) => name.replace(/\.json$/, ""));
}

function headersOf(exchange: RecordedExchange): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(exchange.response.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

interface RecordedVm {
  readonly properties: {
    readonly provisioningState: string;
    readonly hardwareProfile: { readonly vmSize: string };
    readonly instanceView: { readonly statuses: readonly { readonly code: string }[] };
  };
}

/** Reads of single machines with their instance view. */
function instanceViews(name: string): readonly RecordedExchange[] {
  return readRecording(name).filter(({ request, response }) => {
    const url = new URL(request.url, endpoint);
    return (
      request.method === "GET" &&
      response.status === 200 &&
      /\/virtualMachines\/[^/]+$/i.test(url.pathname) &&
      url.searchParams.get("$expand") === "instanceView"
    );
  });
}

function refusals(name: string): readonly RecordedExchange[] {
  return readRecording(name).filter(({ response }) => response.status >= 400);
}

const note = absent === null ? "" : `, skipped: ${absent}`;

describe.skipIf(absent !== null)(`recorded reads${note}`, () => {
  const views = recordings().flatMap((name) =>
    instanceViews(name).map((exchange) => ({ name, n: exchange.n, exchange })),
  );

  it("are there to be read", () => {
    expect(views.length).toBeGreaterThan(5);
  });

  it.each(views)("$name: the machine of exchange $n is told as it was", async ({ exchange }) => {
    const resourceId = new URL(exchange.request.url, endpoint).pathname;
    const vm = exchange.response.body as RecordedVm;
    const codes = vm.properties.instanceView.statuses.map((status) => status.code);
    const power = codes.find((code) => code.startsWith("PowerState/"))?.replace("PowerState/", "");
    const left = /LowCostGet(?:Resource|3Min);(\d+)/.exec(
      headersOf(exchange)["x-ms-ratelimit-remaining-resource"] ?? "",
    )?.[1];
    expect(await portsOver([exchange]).virtualMachines.readState(resourceId, context)).toEqual({
      kind: "read",
      value: {
        resourceId,
        observedAt: clock.now(),
        exists: true,
        provisioningState: vm.properties.provisioningState,
        provisioningErrorCode: null,
        powerState: power ?? "unknown",
        hibernated: false,
        size: vm.properties.hardwareProfile.vmSize,
        etag: null,
      },
      allowance: { resourceReads: left === undefined ? null : Number(left), operationReads: null },
    });
  });
});

describe.skipIf(absent !== null)(`recorded refusals${note}`, () => {
  const refused = recordings().flatMap((name) =>
    refusals(name).map((exchange) => ({
      name,
      n: exchange.n,
      status: exchange.response.status,
      exchange,
    })),
  );

  it.each(refused)("$name: the $status of exchange $n keeps its code", ({ exchange, status }) => {
    const { error } = exchange.response.body as {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly details?: readonly { readonly code: string; readonly message: string }[];
      };
    };
    const headers = headersOf(exchange);
    const refusal = refusalOf(
      {
        request: `${exchange.request.method} /`,
        status,
        headers,
        text: JSON.stringify(exchange.response.body),
      },
      "submit",
      clock,
    );
    const seconds = headers["retry-after"];
    expect(refusal).toMatchObject({
      status,
      code: error.code,
      innerCodes: (error.details ?? []).map((detail) => detail.code),
      message: error.details?.at(-1)?.message ?? error.message,
      failureCause: headers["x-ms-failure-cause"] ?? null,
      retryAfterMs: seconds === undefined ? null : Number(seconds) * 1000,
    });
  });
});
