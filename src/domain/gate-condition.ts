// What a caller may wait for of a resource of any type, in the words that it is typed in: `settled`,
// `exists`, `gone`, `unlocked`, `unattached`, `provisioning-state=Succeeded`,
// `power-state=deallocated`, `size=Standard_D4s_v5`; several values are separated by `|`. The steps of
// our own operations speak the narrower language of `condition.ts`.

import { printable } from "./id-segments.ts";
import type { LockObservation, PowerState } from "./observation.ts";
import { isAtRest, isUnattached } from "./resource-state.ts";
import type { ResourceState } from "./resource-state.ts";

export type GateCondition =
  /** The provisioning state is terminal and nothing seems to be at work. */
  | { readonly kind: "settled" }
  | { readonly kind: "exists" }
  | { readonly kind: "gone" }
  /** No management lock covers it. */
  | { readonly kind: "unlocked" }
  /** A disk, network interface or public address that nothing has attached. */
  | { readonly kind: "unattached" }
  | { readonly kind: "provisioning-state"; readonly anyOf: readonly string[] }
  | { readonly kind: "power-state"; readonly anyOf: readonly PowerState[] }
  | { readonly kind: "size"; readonly anyOf: readonly string[] };

export type ParsedGate =
  | { readonly ok: true; readonly condition: GateCondition }
  | { readonly ok: false; readonly problem: string };

/** `null` for locks that were not read: then nothing is known to be unlocked. */
export type ReadLocks = readonly LockObservation[] | null;

const plainKinds = ["settled", "exists", "gone", "unlocked", "unattached"] as const;
const valueKinds = ["provisioning-state", "power-state", "size"] as const;
/** What can be waited for. That nothing is told of the power is nothing to wait for. */
const powerStates = [
  "creating",
  "starting",
  "running",
  "stopping",
  "stopped",
  "deallocating",
  "deallocated",
] as const;
const textMax = 300;
const valuesMax = 8;

/** From the words in which it is typed; letter case does not count. */
export function parseGateCondition(text: string): ParsedGate {
  if (text.length > textMax) {
    return problem(`A condition has at most ${textMax} characters; this has ${text.length}.`);
  }
  const trimmed = text.trim();
  const at = trimmed.indexOf("=");
  const word = (at < 0 ? trimmed : trimmed.slice(0, at)).trim().toLowerCase();
  const values = at < 0 ? null : trimmed.slice(at + 1).split("|");
  const plain = plainKinds.find((kind) => kind === word);
  if (plain !== undefined) {
    if (values === null) return { ok: true, condition: { kind: plain } };
    return problem(`The condition ${plain} stands alone: nothing is compared with it.`);
  }
  const compared = valueKinds.find((kind) => kind === word);
  if (compared === undefined) {
    const known = [...plainKinds, ...valueKinds.map((kind) => `${kind}=…`)].join(", ");
    return problem(`"${printable(trimmed)}" is no condition. These are known: ${known}.`);
  }
  return parseValues(
    compared,
    (values ?? []).map((value) => value.trim()),
  );
}

function parseValues(kind: (typeof valueKinds)[number], values: readonly string[]): ParsedGate {
  if (values.length === 0 || values.includes("")) {
    return problem(`The condition ${kind} needs a value, or several with | between them.`);
  }
  if (values.length > valuesMax) {
    return problem(
      `The condition ${kind} takes at most ${valuesMax} values; here are ${values.length}.`,
    );
  }
  if (kind !== "power-state") {
    const form = kind === "size" ? /^[A-Za-z0-9_-]{1,80}$/ : /^[A-Za-z]{1,40}$/;
    const bad = values.find((value) => !form.test(value));
    if (bad === undefined) return { ok: true, condition: { kind, anyOf: values } };
    const what = kind === "size" ? "size" : "provisioning state";
    return problem(`"${printable(bad)}" reads like no ${what} of Azure's.`);
  }
  const anyOf: PowerState[] = [];
  for (const value of values) {
    const wanted = value.toLowerCase().replace(/^powerstate\//, "");
    const state = powerStates.find((one) => one === wanted);
    if (state === undefined) {
      return problem(
        `"${printable(value)}" is no power state. These are: ${powerStates.join(", ")}.`,
      );
    }
    anyOf.push(state);
  }
  return { ok: true, condition: { kind, anyOf } };
}

export function gateHolds(
  condition: GateCondition,
  state: ResourceState,
  locks: ReadLocks,
): boolean {
  switch (condition.kind) {
    case "settled":
      return isAtRest(state);
    case "exists":
      return state.exists;
    case "gone":
      return !state.exists;
    case "unlocked":
      return locks !== null && locks.length === 0;
    case "unattached":
      return isUnattached(state);
    case "provisioning-state":
      return isOneOf(state.provisioningState, condition.anyOf);
    case "power-state":
      return isOneOf(state.powerState, condition.anyOf);
    case "size":
      return isOneOf(state.size, condition.anyOf);
  }
}

/** Whether the locks have to be read to judge these. */
export function needsLocks(conditions: readonly GateCondition[]): boolean {
  return conditions.some(({ kind }) => kind === "unlocked");
}

/** The condition in the words that `parseGateCondition` reads. */
export function gateText(condition: GateCondition): string {
  return "anyOf" in condition ? `${condition.kind}=${condition.anyOf.join("|")}` : condition.kind;
}

/** `PowerState/deallocated, now PowerState/deallocating`: to be put after "waiting for". */
export function sayGate(
  condition: GateCondition,
  state?: ResourceState,
  locks?: ReadLocks,
): string {
  const wanted = sayWanted(condition);
  if (state === undefined) return wanted;
  const now = sayNow(condition, state, locks ?? null);
  return now === null ? wanted : `${wanted}, ${now}`;
}

function sayWanted(condition: GateCondition): string {
  switch (condition.kind) {
    case "settled":
      return "every running operation to have ended";
    case "exists":
      return "the resource to exist";
    case "gone":
      return "the resource to be gone";
    case "unlocked":
      return "no management lock to cover it";
    case "unattached":
      return "nothing to have it attached";
    case "provisioning-state":
      return `provisioning state ${condition.anyOf.join(" or ")}`;
    case "power-state":
      return condition.anyOf.map((power) => `PowerState/${power}`).join(" or ");
    case "size":
      return `size ${condition.anyOf.join(" or ")}`;
  }
}

/** Null where what is wanted says it all. */
function sayNow(condition: GateCondition, state: ResourceState, locks: ReadLocks): string | null {
  const { kind } = condition;
  if (kind === "exists" || kind === "gone") {
    return state.exists ? "and it is there" : "but Azure does not find it";
  }
  if (kind === "unlocked") return sayLocks(locks);
  if (!state.exists) return kind === "settled" ? null : "but Azure does not find it";
  const { provisioningState, powerState, size } = state;
  const power = powerState === null ? null : `PowerState/${powerState}`;
  switch (kind) {
    case "settled": {
      const told = [provisioningState, power].filter((part) => part !== null);
      return told.length === 0 ? null : `now ${told.join(" and ")}`;
    }
    case "unattached":
      return sayAttachment(state);
    case "provisioning-state":
      return provisioningState === null ? "but it tells none" : `now ${provisioningState}`;
    case "power-state":
      return power === null ? "but it has no power state" : `now ${power}`;
    case "size":
      return size === null ? "but it has no such size" : `now ${size}`;
  }
}

function sayLocks(locks: ReadLocks): string | null {
  if (locks === null) return "but the locks could not be read";
  const [first, ...more] = locks;
  if (first === undefined) return null;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return `now ${first.level} "${printable(first.name)}" on ${first.scope}${others}`;
}

function sayAttachment({ attachment }: ResourceState): string | null {
  if (attachment === null) return "but it is nothing that is attached";
  const [first, ...more] = attachment.to;
  const told = attachment.diskState === null ? [] : [attachment.diskState];
  if (first !== undefined) {
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    told.push(`attached to ${first}${others}`);
  }
  return told.length === 0 ? null : `now ${told.join(", ")}`;
}

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
  return value !== null && wanted.some((one) => one.toLowerCase() === value.toLowerCase());
}

function problem(sentence: string): ParsedGate {
  return { ok: false, problem: sentence };
}
