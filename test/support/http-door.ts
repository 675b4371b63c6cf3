// The HTTP handlers with everything around them played: callers with tokens, a clock that stands
// still, orchestrations in memory, an Azure that counts whether it was asked.
import { createHash } from "node:crypto";
import type { OperationView, Problem } from "../../src/contracts/http-shapes.ts";
import type { AzurePorts } from "../../src/contracts/ports.ts";
import type { LockObservation } from "../../src/domain/observation.ts";
import { absentResource } from "../../src/domain/resource-state.ts";
import type { ResourceState } from "../../src/domain/resource-state.ts";
import { answered } from "../../src/triggers/http/answered.ts";
import type { Handler } from "../../src/triggers/http/answered.ts";
import type { HttpAnswer } from "../../src/triggers/http/http-answer.ts";
import type { HttpPorts } from "../../src/triggers/http/http-ports.ts";
import { startOperation } from "../../src/triggers/http/start-operation.ts";
import { FakeOrchestrations } from "./fake-orchestrations.ts";
import { aLock, aVmState, vmId } from "./vm-observation.ts";

export const now = "2026-01-05T08:00:00.000Z";
export const target = vmId;

export const aBody = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: "vm-resize",
  target,
  parameters: { size: "Standard_D4s_v5" },
  accept: ["downtime"],
  ...change,
});

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Text, or pieces as they stream in. */
  readonly body?: string | readonly Uint8Array[];
  readonly token?: string | null;
}

export class HttpDoor {
  readonly orchestrations = new FakeOrchestrations();
  readonly log: string[] = [];
  azureReads = 0;
  vmState: Awaited<ReturnType<AzurePorts["virtualMachines"]["readState"]>> | undefined;
  /** What is found of a resource that is no machine. */
  resource: Partial<ResourceState> = { exists: true, provisioningState: "Succeeded" };
  vmLocks: Awaited<ReturnType<AzurePorts["locks"]["listLocks"]>> | undefined;
  /** What happens while an answer is held back. */
  whilePausing: () => void = () => undefined;
  #ids = 0;

  readonly ports: HttpPorts = {
    orchestrations: this.orchestrations,
    clock: { now: () => now },
    newId: () => `00000000-0000-4000-8000-${String((this.#ids += 1)).padStart(12, "0")}`,
    newToken: () => `a-token-${String((this.#ids += 1))}`,
    pause: async () => this.whilePausing(),
    settings: {
      tokens: ["alice", "bob"].map((name) => ({
        sha256: createHash("sha256").update(`token-of-${name}`).digest("hex"),
        principal: { id: `local:${name}`, name },
      })),
    },
    azure: {
      virtualMachines: {
        readState: async () => {
          this.azureReads += 1;
          return this.vmState ?? { kind: "read", value: aVmState(), allowance: unlimited };
        },
        observe: () => Promise.reject(new Error("The door observes nothing.")),
      },
      resources: {
        readState: async (resourceId) => {
          this.azureReads += 1;
          const value = { ...absentResource(resourceId, now), ...this.resource };
          return { kind: "read", value, allowance: unlimited };
        },
      },
      locks: {
        listLocks: async () => {
          this.azureReads += 1;
          return this.vmLocks ?? { kind: "read", value: [theLock], allowance: unlimited };
        },
      },
    },
  };

  ask(handler: Handler, asked: Asked = {}): Promise<HttpAnswer> {
    const { headers = {}, params = {}, query = {}, body, token = "token-of-alice" } = asked;
    const all = new Headers(headers);
    if (token !== null) all.set("authorization", `Bearer ${token}`);
    const question = {
      method: body === undefined ? "GET" : "POST",
      headers: all,
      query: new URLSearchParams(query),
      params,
      body: body === undefined ? null : pieces(body),
    };
    const log = (sentence: string): void => void this.log.push(sentence);
    return answered(question, { handler, ports: this.ports, invocationId: "an-invocation", log });
  }

  /** POST /api/v1/operations with a good header for its content type. */
  start(body: unknown, asked: Asked = {}): Promise<HttpAnswer> {
    return this.ask(startOperation, {
      ...asked,
      headers: { "content-type": "application/json", ...asked.headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  /** Makes the record of what was started first: claimed, and nothing told yet. */
  keepRecord(change: Record<string, unknown> = {}): void {
    const [request] = this.orchestrations.started;
    this.orchestrations.entities.set(`operationRecord@${request?.operationId}`, {
      version: 1,
      request,
      claimedAt: now,
      again: false,
      report: null,
      final: false,
      watchers: [],
      ...change,
    });
  }
}

async function* pieces(body: string | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  if (typeof body === "string") yield Buffer.from(body);
  else yield* body;
}

export const unlimited = { resourceReads: null, operationReads: null };

export const theLock: LockObservation = aLock({
  name: "keep",
  level: "CanNotDelete",
  scope: "/subscriptions/00000000-0000-4000-8000-000000000001",
});

export function viewOf(answer: HttpAnswer): OperationView {
  return JSON.parse(answer.body) as OperationView;
}

export function problemOf(answer: HttpAnswer): Problem {
  return JSON.parse(answer.body) as Problem;
}

/** The names of the fields that a problem names. */
export function fieldsOf(answer: HttpAnswer): readonly string[] {
  return (problemOf(answer).errors ?? []).map((each) => each.field);
}
