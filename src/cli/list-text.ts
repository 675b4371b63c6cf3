// Operations as a table, newest first.

import Table from "cli-table3";
import type { OperationView } from "../contracts/http-shapes.ts";
import { awaitedWord } from "./awaited-text.ts";
import { placeOf } from "./machine-text.ts";
import { sourceLine } from "./operation-text.ts";
import { paintOutcome } from "./paint.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

export function listText(
  operations: readonly OperationView[],
  options: { readonly paint: Paint; readonly url: string },
): string {
  const { paint } = options;
  const source = sourceLine("orchestrations", options);
  if (operations.length === 0) return `There are no operations.\n${source}`;
  const table = new Table({
    head: ["operation", "kind", "target", "asked by", "accepted", "status"],
    // Colours are ours to decide, because only we know what they are printed to.
    style: { head: [], border: [], compact: true },
  });
  for (const view of operations) {
    const { id, kind, target, principal, acceptedAt } = view;
    const status =
      view.outcome === null
        ? `${view.status}${awaitedWord(view.progress?.waitsFor)}`
        : `${paintOutcome(view.outcome, paint)}${view.status === "ended" ? "" : ", still running"}`;
    const parts = [id, kind, placeOf(target), printable(principal.name), acceptedAt.slice(0, 19)];
    table.push([...parts, status]);
  }
  return `${table.toString()}\n${source}`;
}
