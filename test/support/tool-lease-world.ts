// Leases of tools on the replay engine, with the app's own entities and orchestrations, and an Azure in
// a few lines behind the look at what is waited for.

import type { LookAnswer, LookInput, WakeInput } from "../../src/contracts/activity-messages.ts";
import type { LeaseView } from "../../src/contracts/lease-messages.ts";
import { leaseViewOf } from "../../src/contracts/lease-state.ts";
import { readLeaseState } from "../../src/contracts/stored-lease.ts";
import type {
  BreakLeaseEnd,
  HoldLeaseEnd,
  LookAtResourcesAnswer,
  LookAtResourcesInput,
  RenewLeaseEnd,
  ToolLeaseRecordView,
  ToolLeaseRequest,
} from "../../src/contracts/tool-lease-messages.ts";
import { readToolLeaseState, toolLeaseRecordViewOf } from "../../src/contracts/tool-lease-state.ts";
import { addMs, isBefore } from "../../src/domain/instant.ts";
import { orchestrationHandler } from "../../src/platform/durable-app.ts";
import { entities, orchestrators } from "../../src/register.ts";
import { start } from "./entity-scene.ts";
import type { EntityCommand } from "./replay-entities.ts";
import { ReplayWorld } from "./replay.ts";
import { aToolRequest, hashOf, leaseId } from "./tool-lease-scene.ts";
import { aVmState } from "./vm-observation.ts";

export interface ToolLeaseScript {
  /** Until when what is waited for does not hold. */
  readonly holdsAt?: string;
  readonly look?: (input: LookAtResourcesInput, nth: number) => LookAtResourcesAnswer | undefined;
  /** How often an inherited operation is found running. */
  readonly runs?: number;
  /** Called before each activity; it may throw. */
  readonly before?: (name: string, nth: number) => void;
  readonly command?: (
    command: EntityCommand,
    nth: number,
  ) => { readonly answer: unknown } | undefined;
  /** Every activity and every entity command is carried out twice, and the first answer is lost. */
  readonly twice?: boolean;
}

const names = ["holdLease", "renewLease", "releaseLease", "breakLease", "followOperation"] as const;

export class ToolLeaseWorld {
  readonly world: ReplayWorld;
  readonly looks: string[] = [];
  readonly follows: LookInput[] = [];
  readonly #script: ToolLeaseScript;
  readonly #counts = new Map<string, number>();
  #short = 0;

  constructor(script: ToolLeaseScript = {}) {
    this.#script = script;
    this.world = new ReplayWorld({
      orchestrators: Object.fromEntries(
        names.map((name) => [name, orchestrationHandler(orchestrators[name])]),
      ),
      entities,
      startAt: start,
      activities: (name, input) => {
        this.#script.before?.(name, this.#count(name));
        if (this.#script.twice === true) this.#activity(name, input);
        return this.#activity(name, input);
      },
      onCommand: (command) => {
        const scripted = this.#script.command?.(command, this.#count(command.command));
        if (scripted === undefined && this.#script.twice === true) this.world.tell(command);
        return scripted;
      },
    });
  }

  start(request: ToolLeaseRequest = aToolRequest()): void {
    this.world.start("holdLease", request.leaseId, request);
  }

  /** Runs `holdLease` to its end. */
  async hold(request: ToolLeaseRequest = aToolRequest()): Promise<HoldLeaseEnd> {
    this.start(request);
    return this.#outputOf(request.leaseId) as Promise<HoldLeaseEnd>;
  }

  renew(token = "token"): Promise<RenewLeaseEnd> {
    return this.#say("renewLease", {
      leaseId,
      durationMs: null,
      principalId: "local:ann",
      tokenHash: hashOf(token),
    });
  }

  release(token = "token"): Promise<unknown> {
    const input = { leaseId, principalId: "local:ann", tokenHash: hashOf(token) };
    return this.#say("releaseLease", input);
  }

  break(request: ToolLeaseRequest, nth = -1): Promise<BreakLeaseEnd> {
    const claim = request.claims.at(nth);
    return this.#say("breakLease", {
      resourceId: claim?.resourceId,
      claims: [claim],
      by: { id: "local:eve", name: "eve" },
      reason: "it hangs",
      ownerId: null,
    });
  }

  record(id = leaseId): ToolLeaseRecordView {
    const read = readToolLeaseState(this.world.entityState("toolLease", id));
    if (!read.ok || read.state === null) throw new Error(`There is no record of ${id}.`);
    return toolLeaseRecordViewOf(read.state);
  }

  lease(key: string): LeaseView {
    const read = readLeaseState(this.world.entityState("resourceLease", key));
    if (!read.ok) throw new Error(read.problem);
    return leaseViewOf(read.state, this.world.now);
  }

  /** Owners that hold or wait for any of the claims. */
  present(request: ToolLeaseRequest): readonly string[] {
    return request.claims.flatMap(({ key }) => {
      const { holders, queue } = this.lease(key);
      return [...holders, ...queue].map(({ owner }) => owner.id);
    });
  }

  async #say<Answer>(name: string, input: unknown): Promise<Answer> {
    this.#short += 1;
    const id = `${name}-${this.#short}`;
    this.world.start(name, id, input);
    return (await this.#outputOf(id)) as Answer;
  }

  async #outputOf(id: string): Promise<unknown> {
    const ended = await this.world.untilEnded(id);
    if (ended.status !== "Completed")
      throw new Error(`It ended ${ended.status}: ${String(ended.output)}`);
    return ended.output;
  }

  #activity(name: string, input: unknown): unknown {
    switch (name) {
      case "lookAtResources":
        return this.#look(input as LookAtResourcesInput);
      case "lookAtOperation":
        return this.#follow(input as LookInput);
      case "wakeWaiters": {
        const { targets } = input as WakeInput;
        for (const { instanceId, eventName } of targets) this.world.raise(instanceId, eventName);
        return targets.length;
      }
      default:
        throw new Error(`There is no activity ${name}.`);
    }
  }

  #look(input: LookAtResourcesInput): LookAtResourcesAnswer {
    const { now } = this.world;
    this.looks.push(now);
    const scripted = this.#script.look?.(input, this.looks.length);
    if (scripted !== undefined) return scripted;
    if (!isBefore(now, this.#script.holdsAt ?? now)) return { kind: "hold" };
    return {
      kind: "wait",
      resourceId: input.resources[0] ?? "",
      sentence: "Waiting for api-01.",
      schedule: {
        startedAt: input.schedule?.startedAt ?? now,
        nextLookAt: addMs(now, 15_000),
        looks: (input.schedule?.looks ?? 0) + 1,
        troubles: 0,
      },
    };
  }

  #follow(input: LookInput): LookAnswer {
    const { now } = this.world;
    this.follows.push(input);
    const schedule = {
      nextLookAt: addMs(now, 15_000),
      pollNotBefore: now,
      polls: 1,
      reads: 1,
      settledReads: 0,
      troubles: 0,
    };
    if (this.follows.length <= (this.#script.runs ?? 0)) {
      return { kind: "running", schedule, seen: null, sentence: "It runs." };
    }
    const seen = aVmState();
    return { kind: "ended", how: "succeeded", refusal: null, seen, unmet: [], schedule };
  }

  #count(what: string): number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count;
  }
}
