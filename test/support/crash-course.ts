// Takes a machine through a course while its host is killed on the way.

import type { OperationView } from "../../src/contracts/http-shapes.ts";
import type { CrashScene } from "./crash-scene.ts";
import { expectRightEnd } from "./crash-verdict.ts";
import { machineId } from "./crash-world.ts";
import type { Course } from "./crash-world.ts";

/** Shorter than what Azure is at; longer than that; longer than a lease and the time of a step. */
const downtimesMs = [0, 45_000, 25 * 60_000] as const;

export function downtimeAt(index: number): number {
  return downtimesMs[index % downtimesMs.length] ?? 0;
}

/** Asks for everything of the course, through deaths; answers the operations' IDs. */
export async function askFor(
  scene: CrashScene,
  course: Course,
  machine: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [index, size] of course.sizes.entries()) {
    ids.push(await scene.resize(machineId(machine), size, `key-${machine}-${index}`));
  }
  return ids;
}

export async function allEnded(
  scene: CrashScene,
  ids: readonly string[],
): Promise<readonly OperationView[]> {
  const views: OperationView[] = [];
  for (const id of ids) views.push(await scene.ended(id));
  return views;
}

export interface CommitWalk {
  readonly when: "before" | "after";
  /** The first commit to be killed at, counted from 1, and the gap to the next one. */
  readonly first: number;
  readonly stride: number;
}

/**
 * One kill for each machine: the first one's course is killed at the first commit of the walk, the
 * next one's a stride later, and so on until a course ends before its commit is reached. The host that
 * brings a course to its end is the one that the next kill is for. Answers the number of kills.
 */
export async function walkCommits(
  scene: CrashScene,
  course: Course,
  walk: CommitWalk,
): Promise<number> {
  for (let machine = 0, { first: commit } = walk; ; machine += 1, commit += walk.stride) {
    scene.downtimeMs = downtimeAt(machine);
    const life = await scene.life();
    await life.killAt({ when: walk.when, commit });
    const views = await allEnded(scene, await askFor(scene, course, machine));
    const killed = life.isDead
      ? `The host was killed ${walk.when} commit ${commit}, for ${scene.downtimeMs} ms.`
      : "The host was not killed.";
    await expectRightEnd(scene, course, { machine, killed }, views);
    if (!life.isDead) return machine;
  }
}
