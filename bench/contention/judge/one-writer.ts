// Whether there was one writer at a time: on a resource, on what lies below something that is held,
// and from the first write of an operation to its last.

import { overlapsOf, writersOf } from "../overlapping-writers.ts";
import type { Writer } from "../overlapping-writers.ts";
import { count, holdTraces, operationTraces } from "./claim.ts";
import type { Claim, RunRecord } from "./claim.ts";
import { judgePairs, sayCollision } from "./spans.ts";
import type { Span } from "./spans.ts";

export function oneWriterClaims(run: RunRecord): readonly Claim[] {
  const writers = writersOf(run.exchanges, run.operations);
  const writes = writers.map((writer) => writeSpan(writer, run));
  const holds = holdSpans(run);
  const courses = courseSpans(run, writers);
  const intruders = judgePairs(holds, writes);
  const together = judgePairs(holds, holds);
  const between = judgePairs(courses, writes);
  const shared = judgePairs(courses, holds);
  return [
    overlappingWriters(run, writers),
    {
      what: "Nobody else writes to what is held, nor below it",
      counted: `${count(holds.length, "held resource")}, ${count(intruders.pairs, "pair")} of a hold and a write`,
      looked: intruders.pairs,
      violations: intruders.collisions.map(sayCollision),
    },
    {
      what: "Nobody writes between the first and the last write of another's operation",
      counted: `${count(courses.length, "operation")} that wrote, ${count(between.pairs, "pair")}`,
      looked: between.pairs,
      violations: between.collisions.map(sayCollision),
    },
    {
      what: "Holds that exclude each other, and operations, are not there at once",
      counted: `${count(together.pairs, "pair")} of holds, ${shared.pairs} of a hold and an operation`,
      looked: together.pairs + shared.pairs,
      violations: [...together.collisions, ...shared.collisions].map(sayCollision),
    },
  ];
}

function overlappingWriters(run: RunRecord, writers: readonly Writer[]): Claim {
  const perMachine = Map.groupBy(writers, ({ machine }) => machine);
  const pairs = [...perMachine.values()].reduce(
    (total, { length }) => total + (length * (length - 1)) / 2,
    0,
  );
  const ours = writers.filter(({ principal }) => principal === run.appPrincipal).length;
  return {
    what: "No two writers are at work on one machine",
    counted: `${ours} writes of Interlock and ${writers.length - ours} of others on ${count(perMachine.size, "machine")}, ${count(pairs, "pair")}`,
    looked: pairs,
    violations: overlapsOf(run.exchanges, run.operations).map(
      ({ first, second }) =>
        `${sayWriter(second)} came to ${second.machine} at ${second.from} while ${sayWriter(first)} was at work from ${first.from} until ${first.until ?? "ever"}.`,
    ),
  };
}

function writeSpan(writer: Writer, run: RunRecord): Span {
  return {
    who: whoWrites(writer, run),
    what: sayWriter(writer),
    resourceId: writer.machine,
    mode: "exclusive",
    from: writer.from,
    until: writer.until,
  };
}

/** Interlock's operations are told apart by their correlation IDs, others by their principals. */
function whoWrites({ principal, correlationId }: Writer, run: RunRecord): string {
  if (principal !== run.appPrincipal) return principal ?? "nobody";
  return `operation ${correlationId ?? "without correlation"}`;
}

function holdSpans(run: RunRecord): readonly Span[] {
  return holdTraces(run).flatMap(({ plan, held }) =>
    (held?.resources ?? []).map(({ resourceId, mode }) => ({
      who: plan.writesAs,
      what: `the ${mode} hold of ${plan.name}`,
      resourceId,
      mode,
      from: held?.from ?? "",
      until: held?.until ?? null,
    })),
  );
}

/** Each operation of ours that wrote, from its first write to the end of its last. */
function courseSpans(run: RunRecord, writers: readonly Writer[]): readonly Span[] {
  const names = new Map(
    operationTraces(run).map(({ plan, answer }) => [answer?.correlationId, plan.name]),
  );
  const ours = writers.filter(({ principal }) => principal === run.appPrincipal);
  return [...Map.groupBy(ours, ({ correlationId }) => correlationId)].flatMap(([id, written]) => {
    const [first] = written;
    const last = written.at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      {
        who: whoWrites(first, run),
        what: `the operation of ${names.get(id ?? "") ?? "nobody known"}`,
        resourceId: first.machine,
        mode: "exclusive" as const,
        from: first.from,
        until: last.until,
      },
    ];
  });
}

function sayWriter({ what, principal, correlationId, status }: Writer): string {
  const of = correlationId === null ? (principal ?? "nobody") : `${principal} (${correlationId})`;
  return `${what} of ${of}, answered ${status ?? "nothing"},`;
}
