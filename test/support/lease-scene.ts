// One lease and the three things that most is said of: somebody asks for it, is granted it, gives it
// back.

import type { LeaseAnswers, LeaseCommands, LeaseMode } from "../../src/contracts/lease-messages.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { resourceLeaseEntity } from "../../src/entities/resource-lease.ts";
import { anAcquire, anOwner, EntityScene, minute, nextCommand } from "./entity-scene.ts";

export type LeaseScene = EntityScene<"resourceLease">;

export const grace = 2 * minute;
export const leaseMs = 15 * minute;

export function aLease(): LeaseScene {
  return new EntityScene("resourceLease", resourceLeaseEntity);
}

export function ask(
  lease: LeaseScene,
  name: string,
  at: Instant,
  mode: LeaseMode = "exclusive",
): LeaseAnswers["acquire"] {
  return lease.send("acquire", anAcquire(name, at, { mode }));
}

/** Fails where the lease is not granted. */
export function grantTo(
  lease: LeaseScene,
  name: string,
  at: Instant,
  mode: LeaseMode = "exclusive",
): Extract<LeaseAnswers["acquire"], { kind: "granted" }> {
  const answer = ask(lease, name, at, mode);
  if (answer.kind !== "granted") throw new Error(`${name} was answered ${answer.kind}.`);
  return answer;
}

export function aRelease(name: string, at: Instant): LeaseCommands["release"] {
  return { ownerId: anOwner(name).id, commandId: nextCommand(), at };
}

/** Answers the instances that are to be woken. */
export function release(lease: LeaseScene, name: string, at: Instant): readonly string[] {
  return lease.send("release", aRelease(name, at)).wake.map((target) => target.instanceId);
}
