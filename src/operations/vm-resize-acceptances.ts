// What a resize causes that its caller has to accept by name (promise P8), and how that is said.

import type { Acceptance, Blocker, Step } from "../domain/plan.ts";
import { deallocatesIn } from "./vm-resize-situation.ts";
import type { Situation } from "./vm-resize-situation.ts";

/** At most one blocker, which names everything that the request does not accept yet. */
export function acceptanceBlocker(
  situation: Situation,
  steps: readonly Step[],
  accepted: readonly Acceptance[],
): readonly Blocker[] {
  const missing = neededAcceptances(situation, steps).filter((name) => !accepted.includes(name));
  if (missing.length === 0) return [];
  const causes = missing.map((name) => `${name} (${sayCause(name, situation)})`).join(", ");
  return [
    {
      class: "invalid-request",
      rule: "acceptance-missing",
      sentence: `The resize of ${situation.name} causes what the request does not accept: ${causes}.`,
      nextAction: `Accept it by name: ${missing.map((name) => `--accept ${name}`).join(" ")}.`,
      mustAccept: missing,
    },
  ];
}

/** What the steps cause and the caller has accepted, for the plan's notes. */
export function sayAcceptances(situation: Situation, steps: readonly Step[]): readonly string[] {
  return neededAcceptances(situation, steps)
    .filter((name) => name !== "downtime")
    .map((name) => `${capitalised(sayCause(name, situation))}.`);
}

function neededAcceptances(situation: Situation, steps: readonly Step[]): readonly Acceptance[] {
  const { observation, power } = situation;
  const isAllocated = power !== "deallocated";
  const resizes = steps.some((step) => step.write.kind === "vm-set-size");
  const needed: Acceptance[] = [];
  if (power === "running" && steps.length > 0) needed.push("downtime");
  // The disk is on the host: deallocating gives the host up, and a size brings a disk of its own.
  if (isAllocated && mayHaveTemporaryDisk(situation) && (resizes || deallocatesIn(steps))) {
    needed.push("temporary-disk-loss");
  }
  if (isAllocated && observation.dynamicAddressIds.length > 0 && deallocatesIn(steps)) {
    needed.push("dynamic-address-change");
  }
  if (observation.osDisk.ephemeral && resizes) needed.push("os-disk-loss");
  return needed;
}

/** A size that the location's list does not have any more may have one: loss is not risked. */
function mayHaveTemporaryDisk({ observation }: Situation): boolean {
  const { present } = observation.sizes;
  return present === null || present.temporaryDiskMiB > 0;
}

function sayCause(name: Acceptance, situation: Situation): string {
  const { observation } = situation;
  switch (name) {
    case "downtime":
      return "the running machine is taken down";
    case "temporary-disk-loss":
      return observation.sizes.present === null
        ? `whether size ${observation.state.size} has a temporary disk is not known; its content would be lost`
        : `the content of the temporary disk of size ${observation.state.size} is lost`;
    case "dynamic-address-change":
      return `the dynamic public address is given up and may change: ${observation.dynamicAddressIds.join(", ")}`;
    case "os-disk-loss":
      return "the OS disk is ephemeral, and a resize makes it anew from its image";
  }
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
