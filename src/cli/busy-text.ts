// Who is in the way, in words: who holds it, since when, for what, until when probably, and how many
// wait for it already.

import type { BusyWith } from "../domain/busy-with.ts";
import { placeOf } from "./machine-text.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";

/** A line for each thing that is known. */
export function busyLines(busyWith: BusyWith): readonly string[] {
  return busyFacts(busyWith).map(([name, value]) => row(name, value));
}

function busyFacts(busyWith: BusyWith): readonly (readonly [name: string, value: string])[] {
  const { holder } = busyWith;
  const queue = ["queue", sayQueue(busyWith.queueLength)] as const;
  if (holder === null) {
    return [["in the way", `others come first at ${placeOf(busyWith.resourceId)}`], queue];
  }
  return [
    [
      "held by",
      `${printable(holder.principal.name)} (${printable(holder.ownerId.split("/")[0] ?? "")})`,
    ],
    ["resource", printable(busyWith.resourceId)],
    ["since", printable(holder.since)],
    ["for", `${printable(holder.purpose)} [${printable(holder.kind)}]`],
    [
      "until",
      holder.expectedEnd === null ? "not known" : `${printable(holder.expectedEnd)} at the latest`,
    ],
    queue,
  ];
}

/** `prod-rg/api-01 is held by alice since 08:00:12 for a change of its size, until 08:30:00 at the
 * latest; 2 wait already`. */
export function sayBusy(busyWith: BusyWith): string {
  const { holder, queueLength } = busyWith;
  const place = placeOf(busyWith.resourceId);
  const queue = queueLength === 0 ? "" : `; ${sayQueue(queueLength)}`;
  if (holder === null) return `others come first at ${place}${queue}`;
  const end =
    holder.expectedEnd === null ? "" : `, until ${timeOf(holder.expectedEnd)} at the latest`;
  const what = `${printable(holder.principal.name)} since ${timeOf(holder.since)} for ${printable(holder.purpose)}`;
  return `${place} is held by ${what}${end}${queue}`;
}

function sayQueue(length: number): string {
  if (length === 0) return "nobody waits for it";
  return length === 1 ? "1 waits for it" : `${length} wait for it`;
}

function timeOf(instant: string): string {
  return `${printable(instant).slice(11, 19)} UTC`;
}
