// An OrchestrationPort over two maps: instances and entity states, as a durable runtime shows them.
import type {
  EntityPage,
  EntityPageQuery,
  OrchestrationPort,
  OrchestrationStatus,
} from "../../src/contracts/orchestration-port.ts";
import type { OperationRequest } from "../../src/domain/operation-request.ts";

export class FakeOrchestrations implements OrchestrationPort {
  readonly instances = new Map<string, OrchestrationStatus>();
  readonly entities = new Map<string, unknown>();
  /** What was really started, in order. */
  readonly started: OperationRequest[] = [];
  /** Called between the look-up and the start, to play a race. */
  beforeStart: () => void = () => undefined;

  async start(kind: string, request: OperationRequest): Promise<"started" | "exists"> {
    this.beforeStart();
    const present = this.instances.get(request.operationId);
    if (present !== undefined && ["Pending", "Running"].includes(present.runtimeStatus)) {
      return "exists";
    }
    this.started.push(request);
    this.instances.set(request.operationId, {
      instanceId: request.operationId,
      name: kind,
      runtimeStatus: "Pending",
      // As the runtime does it: through JSON.
      input: JSON.parse(JSON.stringify(request)),
      output: null,
      customStatus: null,
      createdAt: request.acceptedAt,
      updatedAt: request.acceptedAt,
    });
    return "started";
  }

  /** Runs at once and to its end where it has been taught how, like a quick orchestration. */
  readonly taught = new Map<string, (input: never) => unknown>();
  /** What was begun by name, in order. */
  readonly begun: { readonly name: string; readonly id: string; readonly input: unknown }[] = [];

  async begin(
    name: string,
    { id, input }: { readonly id: string; readonly input: unknown },
  ): Promise<"started" | "exists"> {
    const present = this.instances.get(id);
    if (present !== undefined && ["Pending", "Running"].includes(present.runtimeStatus)) {
      return "exists";
    }
    this.begun.push({ name, id, input });
    const told = JSON.parse(JSON.stringify(input)) as never;
    const run = this.taught.get(name);
    this.instances.set(id, {
      instanceId: id,
      name,
      runtimeStatus: run === undefined ? "Pending" : "Completed",
      input: told,
      output: run === undefined ? null : run(told),
      customStatus: null,
      createdAt: "2026-01-05T08:00:00.000Z",
      updatedAt: "2026-01-05T08:00:00.000Z",
    });
    return "started";
  }

  async status(instanceId: string): Promise<OrchestrationStatus | null> {
    return this.instances.get(instanceId) ?? null;
  }

  async list(options: { createdFrom: string; max: number }): Promise<OrchestrationStatus[]> {
    return [...this.instances.values()]
      .filter((status) => status.createdAt >= options.createdFrom)
      .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
      .slice(0, options.max);
  }

  async entityState(entity: string, key: string): Promise<unknown> {
    return this.entities.get(`${entity}@${key}`) ?? null;
  }

  async entityPage({ entity, top, from }: EntityPageQuery): Promise<EntityPage> {
    const prefix = `${entity}@`;
    const found = [...this.entities]
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, state]) => ({ key: id.slice(prefix.length), state }))
      .filter(({ key }) => from === null || key >= from)
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
    return { entities: found.slice(0, top), next: found[top]?.key ?? null };
  }

  /** Moves an instance on. */
  set(instanceId: string, change: Partial<OrchestrationStatus>): void {
    const present = this.instances.get(instanceId);
    if (present === undefined) throw new Error(`There is no instance ${instanceId}.`);
    this.instances.set(instanceId, { ...present, ...change });
  }
}
