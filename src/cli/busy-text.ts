// Who is in the way, in words: who holds it, since when, for what, when it means to be done, when its
// lease runs out, and how many wait for it already. The two ends are told apart: a lease is renewed as
// long as its holder is at work, and the expected end is the holder's own deadline.

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
    ...endsOf(holder),
    queue,
  ];
}

type Holder = NonNullable<BusyWith["holder"]>;

function endsOf(holder: Holder): readonly (readonly [name: string, value: string])[] {
  const { expectedEnd, leaseExpiresAt, broken } = holder;
  if (broken !== undefined) {
    const by = broken.by === null ? "" : ` by ${printable(broken.by.name)}`;
    const why = broken.reason === null ? "" : `: ${printable(broken.reason)}`;
    return [
      ["broken", `${printable(broken.at)}${by}${why}`],
      ["free", `${printable(broken.fencedUntil)}, when what it may have sent has arrived`],
    ];
  }
  const lease = leaseExpiresAt === undefined ? [] : [leaseExpiresAt];
  const isOwn = expectedEnd !== leaseExpiresAt;
  return [
    ...(isOwn
      ? [
          [
            "done by",
            expectedEnd === null ? "not known" : `${printable(expectedEnd)} at the latest`,
          ] as const,
        ]
      : []),
    ...lease.map((end) => ["lease ends", `${printable(end)}, unless it renews`] as const),
  ];
}

/** `prod-rg/api-01 is held by alice since 08:00:12 UTC for a change of its size, done by 08:30:00 UTC at
 * the latest; 2 wait for it`. */
export function sayBusy(busyWith: BusyWith): string {
  const { holder, queueLength } = busyWith;
  const place = placeOf(busyWith.resourceId);
  const queue = queueLength === 0 ? "" : `; ${sayQueue(queueLength)}`;
  if (holder === null) return `others come first at ${place}${queue}`;
  if (holder.broken !== undefined) {
    const by = holder.broken.by === null ? "" : ` by ${printable(holder.broken.by.name)}`;
    return `${place} was taken${by} from ${printable(holder.principal.name)}, and is free from ${timeOf(holder.broken.fencedUntil)} on${queue}`;
  }
  const end = sayEnd(holder);
  const what = `${printable(holder.principal.name)} since ${timeOf(holder.since)} for ${printable(holder.purpose)}`;
  return `${place} is held by ${what}${end}${queue}`;
}

function sayEnd({ expectedEnd, leaseExpiresAt }: Holder): string {
  if (leaseExpiresAt !== undefined && leaseExpiresAt === expectedEnd) {
    return `, until ${timeOf(leaseExpiresAt)} unless it renews`;
  }
  return expectedEnd === null ? "" : `, done by ${timeOf(expectedEnd)} at the latest`;
}

function sayQueue(length: number): string {
  if (length === 0) return "nobody waits for it";
  return length === 1 ? "1 waits for it" : `${length} wait for it`;
}

function timeOf(instant: string): string {
  return `${printable(instant).slice(11, 19)} UTC`;
}
