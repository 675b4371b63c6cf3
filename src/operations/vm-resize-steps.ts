// The steps of a resize and what undoes each of them. An undo puts back the state before its own
// step, so that undoing newest first leads back from any point, and each accepts that there is
// nothing to undo, because its `after` then holds already:
//
// - Start fails for lack of capacity: the machine is deallocated already, so undoing the start sends
//   nothing; then the old size is set, which a deallocated machine takes at once; then it is started.
// - Start went through after all (late, or after a deadline): it runs on hardware that may not offer
//   the old size, so it is deallocated again before the old size is set.
// - A size that was set on a running machine restarts it, and a restart that fails may leave it down:
//   after the old size it is started, which sends nothing where it runs.
// - A size that was set on a machine that was not running is not taken back once somebody has started
//   it: that would restart a machine for whose downtime nobody was asked (promise P8).

import type { ArmWrite } from "../domain/arm-write.ts";
import { azCommandOf } from "../domain/az-command.ts";
import type { Condition } from "../domain/condition.ts";
import type { Step, Undo, UndoWrite } from "../domain/plan.ts";
import type { LastingPower, Situation } from "./vm-resize-situation.ts";

const minuteMs = 60_000;

/** Longer than the longest of each that has been recorded (arm-contract: 1,405 s, 80 s, 36 s, 417 s),
 * with room for waiting until somebody else's operation has ended. */
const budgetMs: Readonly<Record<ArmWrite["kind"], number>> = {
  "vm-deallocate": 60 * minuteMs,
  "vm-start": 20 * minuteMs,
  "vm-power-off": 20 * minuteMs,
  "vm-set-size": 30 * minuteMs,
};

/** A step is submitted again after a lost answer or a conflict with somebody else; each submission
 * has read before that neither its effect nor a running operation is there. */
const attemptsMax = 5;

/** The steps from where the machine is to where it is to end; none when it is there. */
export function stepsOf(situation: Situation): readonly Step[] {
  const { resizes, offeredInPlace, goal, observation, wanted } = situation;
  if (!observation.state.exists) return [];
  const steps: Step[] = [];
  let power = situation.power;
  let size = observation.state.size;
  if (resizes) {
    // A machine that is to end deallocated is deallocated first in any case: it is then resized in a
    // second instead of being restarted for nothing.
    if (power !== "deallocated" && (!offeredInPlace || goal === "deallocated")) {
      steps.push(deallocate(situation, { power, size }));
      power = "deallocated";
    }
    steps.push(resize(situation, { power, size }));
    size = wanted;
  }
  if (power === "deallocated" && goal !== "deallocated") {
    steps.push(start(situation, { power, size }));
    power = "running";
  } else if (power === "stopped" && goal === "running") {
    steps.push(start(situation, { power, size }));
    power = "running";
  }
  if (goal === "stopped" && power === "running") {
    steps.push(powerOff(situation, { power, size }, steps));
  }
  if (goal === "deallocated" && power !== "deallocated") {
    steps.push(deallocate(situation, { power, size }));
  }
  return steps;
}

/** The machine as the steps before have left it. */
interface Before {
  readonly power: LastingPower;
  readonly size: string;
}

function deallocate({ target, found }: Situation, before: Before): Step {
  const undo: Undo =
    before.power === "running" && found === "running"
      ? startAgain(target)
      : {
          kind: "none",
          reason:
            "The machine was not running, and getting back to stopped would boot its guest; it " +
            "stays deallocated.",
        };
  return step({
    id: "deallocate",
    title: "Deallocate the virtual machine",
    write: { kind: "vm-deallocate", resourceId: target },
    before,
    after: { power: "deallocated", size: before.size },
    undo,
  });
}

function resize({ target, wanted, found }: Situation, before: Before): Step {
  const oldSize: ArmWrite = { kind: "vm-set-size", resourceId: target, size: before.size };
  const goBack = undoBy(`Go back to size ${before.size}`, oldSize, [
    { kind: "size", size: before.size },
  ]);
  return step({
    id: "resize",
    title: `Change the size from ${before.size} to ${wanted}`,
    write: { kind: "vm-set-size", resourceId: target, size: wanted },
    before,
    after: { power: before.power, size: wanted },
    undo: sizeUndo(goBack, { target, power: before.power, found }),
  });
}

function sizeUndo(
  goBack: UndoWrite,
  machine: Pick<Situation, "target" | "found"> & Pick<Before, "power">,
): UndoWrite {
  const { target, power, found } = machine;
  if (power === "running") return { ...goBack, afterwards: startAgain(target) };
  if (found === "running") return goBack;
  const isDown: Condition = { kind: "power-state", anyOf: ["stopped", "deallocated"] };
  return { ...goBack, before: [...goBack.before, isDown] };
}

function startAgain(target: string): UndoWrite {
  return undoBy("Start the virtual machine again", { kind: "vm-start", resourceId: target }, [
    { kind: "power-state", anyOf: ["running"] },
  ]);
}

function start({ target }: Situation, before: Before): Step {
  const undo =
    before.power === "deallocated"
      ? undoBy(
          "Deallocate the virtual machine again",
          { kind: "vm-deallocate", resourceId: target },
          [{ kind: "power-state", anyOf: ["deallocated"] }],
        )
      : undoBy("Stop the virtual machine again", { kind: "vm-power-off", resourceId: target }, [
          { kind: "power-state", anyOf: ["stopped", "deallocated"] },
        ]);
  return step({
    id: "start",
    title: "Start the virtual machine",
    write: { kind: "vm-start", resourceId: target },
    before,
    after: { power: "running", size: before.size },
    undo,
  });
}

function powerOff({ target }: Situation, before: Before, earlier: readonly Step[]): Step {
  const startedByUs = earlier.some((other) => other.write.kind === "vm-start");
  const undo: Undo = startedByUs
    ? {
        kind: "none",
        reason: "The machine runs only because the step before started it; undoing that is enough.",
      }
    : startAgain(target);
  return step({
    id: "power-off",
    title: "Stop the virtual machine, which stays allocated",
    write: { kind: "vm-power-off", resourceId: target },
    before,
    after: { power: "stopped", size: before.size },
    undo,
  });
}

function step(parts: {
  readonly id: string;
  readonly title: string;
  readonly write: ArmWrite;
  readonly before: Before;
  readonly after: Before;
  readonly undo: Undo;
}): Step {
  const { id, title, write, before, after, undo } = parts;
  return {
    id,
    title,
    write,
    before: [{ kind: "exists" }, ...conditionsOf(before)],
    after: conditionsOf(after),
    undo,
    budgetMs: budgetMs[write.kind],
    attemptsMax,
  };
}

function conditionsOf({ power, size }: Before): readonly Condition[] {
  return [{ kind: "settled" }, { kind: "power-state", anyOf: [power] }, { kind: "size", size }];
}

function undoBy(title: string, write: ArmWrite, effect: readonly Condition[]): UndoWrite {
  return {
    kind: "write",
    title,
    write,
    before: [{ kind: "exists" }, { kind: "settled" }],
    after: [{ kind: "settled" }, ...effect],
    budgetMs: budgetMs[write.kind],
    commands: [azCommandOf(write)],
  };
}
