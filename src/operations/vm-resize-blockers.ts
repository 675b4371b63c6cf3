// The rules that stand against a resize, each a function from the situation to what blocks, or
// nothing. They are Compute's own rules, asked before anything is written: Azure would refuse each of
// them too, but some only after the machine has been deallocated for it.
// Sources: the resize, ephemeral OS disk and hibernation pages of Microsoft's documentation of
// virtual machines (learn.microsoft.com/azure/virtual-machines) and the error list of Compute.

import { quoted } from "../domain/az-command.ts";
import { lockBlocker } from "../domain/lock-blocker.ts";
import { forbidsWrites } from "../domain/observation.ts";
import type { DiskObservation, SizeObservation } from "../domain/observation.ts";
import type { Blocker, Step } from "../domain/plan.ts";
import { deallocatesIn } from "./vm-resize-situation.ts";
import type { Situation } from "./vm-resize-situation.ts";

/** All that stands against the plan, except what only an acceptance is missing for. */
export function blockersOf(situation: Situation, steps: readonly Step[]): readonly Blocker[] {
  if (!situation.observation.state.exists) return [notFound(situation)];
  const { wanted } = situation.observation.sizes;
  return [
    ...lastingBlockersOf(situation),
    ...(wanted === null || !situation.resizes ? [] : misfitsOf(situation, wanted)),
    ...placeBlockersOf(situation),
    ...stateBlockersOf(situation, steps),
  ];
}

/** What also stands against it once an operation that now runs has ended. */
export function lastingBlockersOf(situation: Situation): readonly Blocker[] {
  return [...(situation.resizes ? sizeBlockersOf(situation) : []), ...lockBlockersOf(situation)];
}

/** The plan is another than the one that was approved. */
export function planChanged(digest: string): Blocker {
  return {
    class: "version-token",
    rule: "plan-changed",
    sentence: `What would be done now is not what was approved; the plan's digest is ${digest}.`,
    nextAction: "Look at the new plan and approve its digest.",
    mustAccept: [],
  };
}

function notFound({ target }: Situation): Blocker {
  return blocker("not-found", "vm-not-found", `Azure does not find ${target}.`, null);
}

function sizeBlockersOf({ observation, wanted }: Situation): readonly Blocker[] {
  const { location, sizes } = observation;
  const list = `az vm list-skus --location ${quoted(location)} --resource-type virtualMachines --output table`;
  if (sizes.wanted === null) {
    const sentence = `${location} has no size named ${wanted}.`;
    return [blocker("invalid-request", "size-not-found", sentence, `See what it has: ${list}`)];
  }
  if (sizes.wanted.restriction === null) return [];
  const sentence = `The subscription may not use ${wanted} in ${location}: ${sizes.wanted.restriction}.`;
  return [blocker("policy-or-sku", "size-restricted", sentence, `See what it may use: ${list}`)];
}

function lockBlockersOf({ name, observation }: Situation): readonly Blocker[] {
  return observation.locks.filter(forbidsWrites).map((lock) => lockBlocker(lock, name));
}

/** What the machine has and the wanted size does not take. */
function misfitsOf(situation: Situation, wanted: SizeObservation): readonly Blocker[] {
  const { name, observation } = situation;
  const { present } = observation.sizes;
  const found: Blocker[] = [];
  if (present !== null && present.temporaryDiskMiB > 0 !== wanted.temporaryDiskMiB > 0) {
    const [has, hasNot] =
      present.temporaryDiskMiB > 0 ? [present.name, wanted.name] : [wanted.name, present.name];
    found.push(
      blocker(
        "policy-or-sku",
        "temporary-disk-mismatch",
        `${has} has a temporary disk and ${hasNot} has none; Azure resizes from one sort to the other in no state.`,
        "Choose a size of the same sort, or create the machine anew from its disks.",
      ),
    );
  }
  const disks = observation.dataDisks.length;
  if (wanted.maxDataDisks !== null && disks > wanted.maxDataDisks) {
    const sentence = `${name} has ${count(disks, "data disk")}; ${wanted.name} takes ${wanted.maxDataDisks}.`;
    found.push(blocker("lifecycle-state", "data-disk-count", sentence, detachDisks(situation)));
  }
  const cards = observation.networkInterfaceIds.length;
  if (wanted.maxNetworkInterfaces !== null && cards > wanted.maxNetworkInterfaces) {
    const sentence = `${name} has ${count(cards, "network interface")}; ${wanted.name} takes ${wanted.maxNetworkInterfaces}.`;
    const action = "Detach network interfaces, or choose a larger size.";
    found.push(blocker("lifecycle-state", "network-interface-count", sentence, action));
  }
  const premium = [observation.osDisk, ...observation.dataDisks].filter(isPremium);
  if (!wanted.premiumStorage && premium.length > 0) {
    const names = premium.map((disk) => `${disk.name} (${disk.storageAccountType})`).join(", ");
    const sentence = `${wanted.name} takes no premium disks; ${name} has ${names}.`;
    const action = "Choose a size with premium storage, or change the disks' type.";
    found.push(blocker("policy-or-sku", "premium-disks", sentence, action));
  }
  return [...found, ...bootMisfitsOf(situation, wanted)];
}

function bootMisfitsOf(situation: Situation, wanted: SizeObservation): readonly Blocker[] {
  const { name, observation } = situation;
  const found: Blocker[] = [];
  const generation = observation.hyperVGeneration;
  if (generation !== null && !takes(wanted.hyperVGenerations, generation)) {
    const sentence = `${name} is of Hyper-V generation ${generation}; ${wanted.name} boots ${wanted.hyperVGenerations.join(", ")}.`;
    found.push(blocker("policy-or-sku", "hyper-v-generation", sentence, anotherSize));
  }
  // A model without the property is one from before there was a choice.
  const controller = observation.diskControllerType ?? "SCSI";
  if (!takes(wanted.diskControllerTypes, controller)) {
    const sentence = `${name} has its disks on ${controller}; ${wanted.name} offers ${wanted.diskControllerTypes.join(", ")}.`;
    const action = "Choose a size with that controller, or convert the machine first.";
    found.push(blocker("policy-or-sku", "disk-controller-type", sentence, action));
  }
  if (observation.osDisk.ephemeral && !wanted.ephemeralOsDisk) {
    const sentence = `${name} has an ephemeral OS disk; ${wanted.name} has no room for one.`;
    found.push(blocker("policy-or-sku", "ephemeral-os-disk-size", sentence, anotherSize));
  }
  return found;
}

/** Where the machine is and cannot leave. */
function placeBlockersOf(situation: Situation): readonly Blocker[] {
  const { name, observation, wanted, resizes, offeredInPlace, power } = situation;
  if (!resizes || offeredInPlace || observation.sizes.wanted === null) return [];
  if (observation.availabilitySetId !== null) {
    return [
      blocker(
        "lifecycle-state",
        "availability-set-pinned",
        `${wanted} is not offered where the availability set ${observation.availabilitySetId} of ` +
          `${name} is now; only deallocating every machine of the set frees it, which is more than ` +
          "a resize of one machine may do.",
        "Deallocate all machines of the set, or choose a size that it offers.",
      ),
    ];
  }
  if (power !== "deallocated") return [];
  const sentence = `${wanted} is not offered to ${name} although it is deallocated.`;
  return [blocker("policy-or-sku", "size-not-offered", sentence, anotherSize)];
}

/** What the steps would do and the machine's own state forbids. */
function stateBlockersOf(situation: Situation, steps: readonly Step[]): readonly Blocker[] {
  const { name, target, observation, resizes } = situation;
  const found: Blocker[] = [];
  if (observation.state.hibernated && resizes) {
    const ids = quoted(target);
    const sentence = `${name} is hibernated, and a hibernated machine cannot be resized.`;
    const action = `Start it (az vm start --ids ${ids}), or give its memory up (az vm deallocate --ids ${ids}).`;
    found.push(blocker("lifecycle-state", "hibernated", sentence, action));
  }
  if (observation.osDisk.ephemeral && deallocatesIn(steps)) {
    const sentence = `${name} has an ephemeral OS disk, with which Azure deallocates no machine.`;
    const action = "Choose a size that is offered where the machine is now.";
    found.push(blocker("policy-or-sku", "ephemeral-os-disk", sentence, action));
  }
  if (observation.generalized && steps.some((step) => step.write.kind === "vm-start")) {
    const sentence = `${name} is generalized and cannot be started again.`;
    found.push(blocker("lifecycle-state", "generalized", sentence, null));
  }
  return found;
}

const anotherSize = "Choose another size.";

function blocker(
  conflictClass: Blocker["class"],
  rule: string,
  sentence: string,
  nextAction: string | null,
): Blocker {
  return { class: conflictClass, rule, sentence, nextAction, mustAccept: [] };
}

function detachDisks({ target }: Situation): string {
  const [, group] = /resourceGroups\/([^/]+)/i.exec(target) ?? [];
  const vm = target.slice(target.lastIndexOf("/") + 1);
  return (
    "Detach data disks, or choose a larger size: az vm disk detach " +
    `--resource-group ${quoted(group ?? "")} --vm-name ${quoted(vm)} --name DISK`
  );
}

function isPremium(disk: DiskObservation): boolean {
  return disk.storageAccountType?.toLowerCase().startsWith("premium") ?? false;
}

/** An empty list says that the size tells nothing, not that it takes nothing. */
function takes(offered: readonly string[], needed: string): boolean {
  return offered.length === 0 || offered.some((one) => one.toLowerCase() === needed.toLowerCase());
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
