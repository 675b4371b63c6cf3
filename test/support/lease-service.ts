// A service that keeps leases as a test tells it to, over real HTTP: for programs that are run as
// processes of their own.
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { ToolLeaseView } from "../../src/contracts/lease-http-shapes.ts";
import type { BusyWith } from "../../src/domain/busy-with.ts";
import { vmId } from "./vm-observation.ts";

export const leaseToken = "the-token-of-the-lease";
export const leaseId = `lease-${"0".repeat(32)}`;

export interface Told {
  readonly status: number;
  readonly body: unknown;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage["headers"];
}

export const aLease = (change: Partial<ToolLeaseView> = {}): ToolLeaseView => ({
  id: leaseId,
  status: "held",
  sentence: "It is held until 08:15:00.",
  principal: { id: "local:alice", name: "alice" },
  purpose: "a test",
  resources: [{ resourceId: vmId, mode: "exclusive", fencing: 7 }],
  acceptedAt: "2026-01-05T08:00:00.000Z",
  grantedAt: "2026-01-05T08:00:00.000Z",
  expiresAt: "2026-01-05T08:15:00.000Z",
  endedAt: null,
  inTheWay: null,
  ...change,
});

export const aBusyWith = (change: Partial<BusyWith> = {}): BusyWith => ({
  resourceId: vmId,
  holder: {
    ownerId: "op-0123456789abcdef0123456789abcdef/1",
    kind: "vm-resize",
    principal: { id: "local:bob", name: "bob" },
    purpose: "Resize api-01",
    since: "2026-01-05T07:55:00.000Z",
    expectedEnd: "2026-01-05T08:30:00.000Z",
    leaseExpiresAt: "2026-01-05T08:10:00.000Z",
  },
  queueLength: 2,
  ...change,
});

const held = (): Told => ({ status: 200, body: aLease() });

export class LeaseService {
  readonly asked: Asked[] = [];
  /** What each is answered; null for no answer at all. */
  onTake: (asked: Asked) => Told | null = () => ({
    status: 201,
    body: { ...aLease(), token: leaseToken },
  });
  onRead: () => Told | null = held;
  onRenew: () => Told | null = held;
  onRelease: () => Told | null = () => ({ status: 200, body: aLease({ status: "released" }) });
  #server: Server | undefined;
  url = "";

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  count(end: string): number {
    return this.asked.filter(({ path }) => path.endsWith(end)).length;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const asked: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      body: (sent === "" ? {} : JSON.parse(sent)) as Record<string, unknown>,
      headers: request.headers,
    };
    this.asked.push(asked);
    const told = this.#told(asked);
    if (told === null) {
      request.socket.destroy();
      return;
    }
    const type = told.status < 300 ? "application/json" : "application/problem+json";
    response.writeHead(told.status, { "content-type": type });
    response.end(JSON.stringify(told.body));
  }

  #told(asked: Asked): Told | null {
    if (asked.path.endsWith("/renew")) return this.onRenew();
    if (asked.path.endsWith("/release")) return this.onRelease();
    return asked.method === "POST" ? this.onTake(asked) : this.onRead();
  }
}
