// The parts of a command that say where: as the text tells them, each as one word of a shell, or as a
// word in capitals for the person to fill in.

import { quoted } from "../../domain/az-command.ts";
import { resourceOfPath } from "./resource-path.ts";

export interface CommandPlace {
  readonly id: string;
  /** The ID where it is a virtual machine. */
  readonly machineId: string;
  readonly isMachine: boolean;
  readonly subscription: string;
  /** ` --subscription …`, or nothing. */
  readonly subscriptionOption: string;
  readonly group: string;
  readonly name: string;
  readonly location: string;
}

const machineType = "microsoft.compute/virtualmachines";

export function placeOf(resourceId: string | null, message: string): CommandPlace {
  const named = resourceId === null ? null : resourceOfPath(resourceId);
  const segments = named?.resourceId.split("/") ?? [];
  const isMachine = named?.resourceType.toLowerCase() === machineType;
  const subscription = wordOf(segments[2], "SUBSCRIPTION");
  const id = wordOf(named?.resourceId, "RESOURCE_ID");
  const location = /\blocation:? '?([A-Za-z][A-Za-z0-9 ]{2,40})/i.exec(message)?.[1]?.trim();
  return {
    id,
    machineId: isMachine ? id : "VM_ID",
    isMachine,
    subscription,
    subscriptionOption: segments[2] === undefined ? "" : ` --subscription ${subscription}`,
    group: wordOf(segments[4], "RESOURCE_GROUP"),
    name: wordOf(segments.at(-1), "NAME"),
    location: wordOf(location?.toLowerCase().replaceAll(" ", ""), "LOCATION"),
  };
}

function wordOf(value: string | undefined, placeholder: string): string {
  return value === undefined || value === "" ? placeholder : shellWord(value);
}

/** Anything from a text as one word of a command line, without what could control a terminal. */
export function shellWord(value: string): string {
  return quoted(value.replaceAll(/[\p{Cc}\p{Cf}]/gu, ""));
}
