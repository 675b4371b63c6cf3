// Real conversations with Azure, played through the app's own ports: what was recorded is what is told.

import { describe, expect, it } from "vitest";
import { createAzurePorts } from "../../../src/arm/azure-ports.ts";
import type { AzurePorts, Polled, Sent } from "../../../src/contracts/ports.ts";
import type { ArmWrite, OperationAddress } from "../../../src/domain/arm-write.ts";
import { context, endpoint, fixedCredential, nowMs } from "../../support/arm-scripted-client.ts";
import { playback, readRecording, recordingsAbsent } from "../../support/recorded-playback.ts";
import type { Playback, RecordedExchange } from "../../support/recorded-playback.ts";

const absent = recordingsAbsent();

function portsOver(client: Playback): AzurePorts {
  return createAzurePorts({
    endpoint,
    scope: `${endpoint}/.default`,
    credential: fixedCredential(),
    httpClient: client.httpClient,
    clock: { now: () => new Date(nowMs).toISOString() },
  });
}

interface Followed {
  readonly sent: Sent;
  readonly polls: readonly Polled[];
}

/** Sends a write and asks its operation until it has ended, as the app does, without its waits. */
async function follow(ports: AzurePorts, write: ArmWrite): Promise<Followed> {
  const sent = await ports.writes.send({ write, ifMatch: null, fencing: 1 }, context);
  const polls: Polled[] = [];
  while (sent.kind === "accepted" && polls.length < 20) {
    const polled = await ports.operations.poll(sent.address, context);
    polls.push(polled);
    if (polled.kind !== "running") break;
  }
  return { sent, polls };
}

function header(exchange: RecordedExchange | undefined, name: string): string | null {
  const headers = Object.entries(exchange?.response.headers ?? {});
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

/** What the recorded exchanges say of an operation: its address, and how often it was asked. */
function recordedOperation(
  exchanges: readonly RecordedExchange[],
  n: number,
): {
  readonly address: OperationAddress;
  readonly retryAfterMs: number | null;
  readonly polls: readonly RecordedExchange[];
} {
  const first = exchanges.find((one) => one.n === n);
  const asyncOperation = header(first, "azure-asyncoperation");
  const seconds = header(first, "retry-after");
  const asked = new URL(asyncOperation ?? "", endpoint);
  return {
    address: { asyncOperation, location: header(first, "location") },
    retryAfterMs: seconds === null ? null : Number(seconds) * 1000,
    polls: exchanges.filter((one) => {
      const url = new URL(one.request.url, endpoint);
      return url.pathname === asked.pathname && url.search === asked.search;
    }),
  };
}

function vmIdIn(exchanges: readonly RecordedExchange[], n: number): string {
  const url = exchanges.find((one) => one.n === n)?.request.url ?? "";
  const path = new URL(url, endpoint).pathname;
  return /^.*\/virtualMachines\/[^/]+/.exec(path)?.[0] ?? "";
}

interface Case {
  readonly recording: string;
  /** The exchange in which the write was accepted. */
  readonly n: number;
  readonly what: string;
  readonly write: (resourceId: string) => ArmWrite;
}

const cases: readonly Case[] = [
  {
    recording: "vm-power-and-unmanaged-disks",
    n: 32,
    what: "deallocate",
    write: (resourceId) => ({ kind: "vm-deallocate", resourceId }),
  },
  {
    recording: "vm-power-and-unmanaged-disks",
    n: 38,
    what: "start",
    write: (resourceId) => ({ kind: "vm-start", resourceId }),
  },
  {
    recording: "vm-power-and-unmanaged-disks",
    n: 47,
    what: "powerOff",
    write: (resourceId) => ({ kind: "vm-power-off", resourceId }),
  },
  {
    recording: "vm-power-and-unmanaged-disks",
    n: 21,
    what: "update",
    write: (resourceId) => ({ kind: "vm-set-size", resourceId, size: "Standard_D3_v2" }),
  },
  {
    recording: "vm-trusted-launch-deallocate-update-start",
    n: 19,
    what: "deallocate",
    write: (resourceId) => ({ kind: "vm-deallocate", resourceId }),
  },
  {
    recording: "vm-trusted-launch-deallocate-update-start",
    n: 24,
    what: "update",
    write: (resourceId) => ({ kind: "vm-set-size", resourceId, size: "Standard_DS1_v2" }),
  },
  {
    recording: "vm-trusted-launch-deallocate-update-start",
    n: 45,
    what: "deallocate of another machine",
    write: (resourceId) => ({ kind: "vm-deallocate", resourceId }),
  },
  {
    recording: "vm-resize-ephemeral",
    n: 18,
    what: "resize of a running machine",
    write: (resourceId) => ({ kind: "vm-set-size", resourceId, size: "Standard_DS5_v2" }),
  },
  {
    recording: "vm-resize-ephemeral",
    n: 25,
    what: "resize back",
    write: (resourceId) => ({ kind: "vm-set-size", resourceId, size: "Standard_DS4_v2" }),
  },
];

describe.skipIf(absent !== null)(
  `recorded operations${absent === null ? "" : `, skipped: ${absent}`}`,
  () => {
    it.each(cases)(
      "$recording: the $what ends as recorded (exchange $n)",
      async ({ recording, n, write }) => {
        const exchanges = readRecording(recording);
        const recorded = recordedOperation(exchanges, n);
        const writeMethod = exchanges.find((one) => one.n === n)?.request.method ?? "";
        const client = playback(
          exchanges.filter((one) => one.n >= n),
          writeMethod === "PUT" ? { methodFor: { PATCH: "PUT" } } : {},
        );
        const { sent, polls } = await follow(portsOver(client), write(vmIdIn(exchanges, n)));

        expect(sent).toEqual({
          kind: "accepted",
          address: recorded.address,
          retryAfterMs: recorded.retryAfterMs,
        });
        // As often as recorded, each as recorded, and not once more after the terminal answer.
        expect(recorded.polls.length).toBeGreaterThan(0);
        expect(polls.map((one) => one.kind)).toEqual(
          recorded.polls.map((_, at) =>
            at === recorded.polls.length - 1 ? "succeeded" : "running",
          ),
        );
        expect(
          polls.slice(0, -1).map((one) => (one.kind === "running" ? one.retryAfterMs : "ended")),
        ).toEqual(
          recorded.polls.slice(0, -1).map((one) => {
            const seconds = header(one, "retry-after");
            return seconds === null ? null : Number(seconds) * 1000;
          }),
        );
        expect(client.played.map((one) => one.n)).toEqual([
          n,
          ...recorded.polls.map((one) => one.n),
        ]);
        // The write left once, every poll went to the whole address, nothing else was asked.
        expect(client.played.filter((one) => one.method !== "GET")).toHaveLength(1);
        expect(client.played.slice(1).map((one) => one.url)).toEqual(
          recorded.polls.map(() => recorded.address.asyncOperation),
        );
      },
    );
  },
);
