// Which of the owners of leases and turns are dead: their orchestrations have ended, have been purged, or
// have been started anew. An owner that is taken for dead by mistake loses its place in a queue and
// nothing else, as a lease is taken from nobody before it has run out; still, doubt counts as life.
//
// O1. Whose status cannot be read lives.
// O2. An orchestration writes its name nowhere before it runs, but a storage that lags may show what it
//     wrote before it shows the orchestration: unknown is dead only who has been there for a while.
// O3. A living orchestration with another start token is a later start of the same operation. Of two
//     starts at one moment the status may show the one that was not taken, so the record decides.

import { z } from "zod";
import type { OrchestrationPort, OrchestrationStatus } from "../contracts/orchestration-port.ts";
import type { Clock } from "../contracts/ports.ts";
import { msBetween } from "../domain/instant.ts";
import { toolLeaseKind } from "../leases/sweep-needs.ts";
import type { PresentOwner } from "../leases/sweep-needs.ts";

export interface OwnerPorts {
  readonly orchestrations: Pick<OrchestrationPort, "status" | "entityState">;
  readonly clock: Clock;
}

const ended: ReadonlySet<OrchestrationStatus["runtimeStatus"]> = new Set([
  "Completed",
  "Failed",
  "Terminated",
  "Canceled",
]);

const unknownForMs = 120_000;
const askedAtOnce = 16;

const startedSchema = z.looseObject({ startToken: z.string() });
const recordSchema = z.looseObject({ request: startedSchema });

/** Asks once for each owner, however often it is named. */
export class LivingOwners {
  readonly #ports: OwnerPorts;
  readonly #asked = new Map<string, Promise<boolean>>();

  constructor(ports: OwnerPorts) {
    this.#ports = ports;
  }

  /** The IDs of the dead. */
  async deadAmong(owners: readonly PresentOwner[]): Promise<readonly string[]> {
    const dead: string[] = [];
    for (let from = 0; from < owners.length; from += askedAtOnce) {
      const some = owners.slice(from, from + askedAtOnce);
      const areDead = await Promise.all(some.map((owner) => this.#isDead(owner)));
      dead.push(...some.filter((_, index) => areDead[index]).map(({ id }) => id));
    }
    return dead;
  }

  #isDead(owner: PresentOwner): Promise<boolean> {
    let asked = this.#asked.get(owner.id);
    if (asked === undefined) {
      asked = this.#ask(owner).catch(() => false); // O1
      this.#asked.set(owner.id, asked);
    }
    return asked;
  }

  async #ask(owner: PresentOwner): Promise<boolean> {
    const { orchestrations, clock } = this.#ports;
    const status = await orchestrations.status(owner.instanceId);
    if (status === null) return msBetween(owner.since, clock.now()) >= unknownForMs; // O2
    if (ended.has(status.runtimeStatus)) return true;
    const started = startedSchema.safeParse(status.input);
    if (!started.success || isOf(owner, started.data.startToken)) return false;
    const entity = owner.kind === toolLeaseKind ? "toolLease" : "operationRecord";
    const record = recordSchema.safeParse(
      await orchestrations.entityState(entity, owner.operationId),
    );
    return record.success && !isOf(owner, record.data.request.startToken); // O3
  }
}

function isOf(owner: PresentOwner, startToken: string): boolean {
  return owner.id === `${owner.operationId}/${startToken}`;
}
