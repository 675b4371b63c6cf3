// Who holds what and who waits for it, as a table: one row for each holder, and one for a resource
// that is only waited for or has an operation left open.

import Table from "cli-table3";
import type { LeaseListEntry, LeaseListView } from "../contracts/lease-http-shapes.ts";
import type { LeaseBreak, LeaseHolderView } from "../contracts/lease-messages.ts";
import type { Instant } from "../domain/instant.ts";
import { msBetween } from "../domain/instant.ts";
import { sayDuration } from "./duration.ts";
import { placeOf } from "./machine-text.ts";
import { sourceLine } from "./operation-text.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

export function leasesText(
  view: LeaseListView,
  options: { readonly paint: Paint; readonly url: string },
): string {
  const source = sourceLine("lease and turn entities", options);
  const note = view.note === undefined ? [] : [printable(view.note)];
  if (view.resources.length === 0) {
    return ["Nobody holds a lease or waits for one.", ...note, source].join("\n");
  }
  const table = new Table({
    head: ["resource", "held by", "mode", "for", "held", "until", "number", "waiting", "open"],
    style: { head: [], border: [], compact: true },
  });
  for (const entry of view.resources) {
    const rows = entry.lease.holders.map((holder) => holderCells(holder, view.observedAt));
    const place = placeOf(entry.resourceId);
    const counts = [String(waitingFor(entry)), String(entry.lease.open.length)];
    rows.push(...(entry.lease.fenced ?? []).map((holder) => fencedCells(holder, view.observedAt)));
    if (rows.length === 0) rows.push(["nobody", "", "", "", "", ""]);
    for (const cells of rows) table.push([place, ...cells, ...counts]);
  }
  return [table.toString(), ...breakLines(view.resources), ...note, source].join("\n");
}

function holderCells(holder: LeaseHolderView, at: Instant): string[] {
  const { owner, mode, since, expiresAt, fencing } = holder;
  const isOver = msBetween(expiresAt, at) >= 0;
  return [
    `${printable(owner.principal.name)}\n${printable(owner.operationId)}`,
    mode,
    printable(owner.purpose),
    sayDuration(msBetween(since, at)),
    `${expiresAt.slice(11, 19)} UTC${isOver ? ", run out" : ""}`,
    String(fencing),
  ];
}

/** Whose lease was broken holds it no longer and is in the way all the same. */
function fencedCells(holder: LeaseHolderView, at: Instant): string[] {
  const [who, mode, purpose, held, , fencing] = holderCells(holder, at);
  const until = holder.broken?.fencedUntil.slice(11, 19) ?? "";
  return [
    `${who}`,
    `${mode}, broken`,
    `${purpose}`,
    `${held}`,
    `fenced to ${until} UTC`,
    `${fencing}`,
  ];
}

/** For the lease, or in the queue that comes before it; whoever has the turn waits for nobody. */
function waitingFor({ lease, turn }: LeaseListEntry): number {
  return lease.queue.length + (turn?.waiting ?? 0);
}

function breakLines(entries: readonly LeaseListEntry[]): readonly string[] {
  return entries.flatMap(({ resourceId, lease }) =>
    lease.breaks.map((each) => `${placeOf(resourceId)}: ${sayBreak(each)}`),
  );
}

export function sayBreak({ at, by, reason, holder }: LeaseBreak): string {
  const whose = printable(holder.owner.principal.name);
  return `the lease of ${whose}, number ${holder.fencing}, was broken by ${printable(by.name)} at ${at}: ${printable(reason)}`;
}
