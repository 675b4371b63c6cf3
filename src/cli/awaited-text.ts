// What an operation waits for that only a person or Azure itself can give, line by line.

import type { Awaited } from "../domain/awaited.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";

/** None for an operation that waits for nothing of the kind. */
export function awaitedLines(awaited: Awaited | undefined): readonly string[] {
  if (awaited === undefined) return [];
  return [row("waits for", sayAwaited(awaited)), row("", sayTimes(awaited))];
}

/** For a table: `running, waits for a lock`. */
export function awaitedWord(awaited: Awaited | undefined): string {
  if (awaited === undefined) return "";
  return awaited.kind === "lock" ? ", waits for a lock to go" : ", waits for room";
}

function sayAwaited(awaited: Awaited): string {
  switch (awaited.kind) {
    case "lock": {
      const locks = awaited.locks.map(({ level, name, scope, notes }) =>
        printable(`${level} lock ${name} on ${scope}${notes === null ? "" : ` ("${notes}")`}`),
      );
      if (locks.length === 0) return "the removal of a lock to take effect";
      return `the removal of ${locks.join("; ")}`;
    }
    case "capacity": {
      const { size, location, zone } = awaited;
      const where = [
        ...(size === null ? [] : [`for ${size}`]),
        ...(location === null ? [] : [`in ${location}`]),
        ...(zone === null ? [] : [`zone ${zone}`]),
      ];
      return printable(`room ${where.join(", ")}`.trim());
    }
  }
}

function sayTimes(awaited: Awaited): string {
  const { since, nextTryAt } = awaited;
  const tries = awaited.kind === "capacity" ? `, ${awaited.tries} refused by now` : "";
  const next = awaited.kind === "lock" ? "looked again" : "tried again";
  return printable(`since ${since}${tries}; ${next} at ${nextTryAt}`);
}
