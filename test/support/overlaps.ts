// Whether two writers were ever at work on one machine at the same time, as the simulated Azure itself
// remembers its operations: a writer lasts from its acceptance to the end of its operation.

import type { AzureDump, OperationDump } from "../../simulator/azure-contract.ts";

/** Pairs of operations on one target that ran at the same time. */
export function overlapsIn(dump: AzureDump): readonly string[] {
  return dump.operations.flatMap((one, index) =>
    dump.operations
      .slice(index + 1)
      .filter((other) => isSameTarget(one, other) && ranTogether(one, other))
      .map((other) => `${nameOf(one)} and ${nameOf(other)}`),
  );
}

function isSameTarget(one: OperationDump, other: OperationDump): boolean {
  return one.target.toLowerCase() === other.target.toLowerCase();
}

function ranTogether(one: OperationDump, other: OperationDump): boolean {
  const endOf = (operation: OperationDump): string => operation.endTime ?? "9999";
  return one.startTime < endOf(other) && other.startTime < endOf(one);
}

function nameOf({ kind, principal, startTime, endTime }: OperationDump): string {
  return `${kind} by ${principal} (${startTime} to ${endTime ?? "now"})`;
}
