// Whatever comes back, a port answers in its own words and does not throw.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { context, scriptedPorts, vmId } from "../../support/arm-scripted-client.ts";
import type { ScriptedPorts } from "../../support/arm-scripted-client.ts";
import { vmBody } from "../../support/arm-vm-body.ts";

const body = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 6 }),
  fc.record({ error: fc.jsonValue({ maxDepth: 4 }) }).map((value) => JSON.stringify(value)),
  fc
    .record({ status: fc.jsonValue(), error: fc.jsonValue() })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ value: fc.array(fc.jsonValue()), nextLink: fc.string() })
    .map((value) => JSON.stringify(value)),
  fc.jsonValue().map((value) => JSON.stringify(vmBody({ properties: { instanceView: value } }))),
);
const answers = fc.record({
  status: fc.constantFrom(200, 202, 204, 301, 400, 404, 409, 429, 500, 503),
  body,
  headers: fc.dictionary(
    fc.constantFrom(
      "retry-after",
      "location",
      "azure-asyncoperation",
      "x-ms-ratelimit-remaining-resource",
      "content-type",
    ),
    fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
  ),
});

function everyPort({ ports }: ScriptedPorts): readonly Promise<{ readonly kind: string }>[] {
  const address = { asyncOperation: "https://management.azure.com/operations/1", location: null };
  const range = { from: "2026-01-05T07:00:00.000Z", to: "2026-01-05T08:00:00.000Z" };
  return [
    ports.virtualMachines.readState(vmId, context),
    ports.virtualMachines.observe({ resourceId: vmId, wantedSize: "X" }, context),
    ports.locks.listLocks(vmId, context),
    ports.activityLog.listEvents({ resourceId: vmId, ...range }, context),
    ports.operations.poll(address, context),
    ports.operations.poll({ asyncOperation: null, location: address.asyncOperation }, context),
    ports.writes.send(
      { write: { kind: "vm-start", resourceId: vmId }, ifMatch: null, fencing: 1 },
      context,
    ),
    ports.writes.send(
      { write: { kind: "vm-set-size", resourceId: vmId, size: "X" }, ifMatch: "1", fencing: 1 },
      context,
    ),
  ];
}

const kinds =
  "read refused no-answer accepted unknown running succeeded failed canceled gone unreadable".split(
    " ",
  );

/** The size of what is told as a refusal, which stands in histories. */
function refusalChars(told: { readonly kind: string; readonly refusal?: unknown }): number {
  return JSON.stringify(told.refusal ?? null).length;
}

describe("an answer of any form", () => {
  it("becomes an answer of the port, bounded in size", async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const told = await Promise.all(everyPort(scriptedPorts(() => answer)));
        expect(told.filter((one) => !kinds.includes(one.kind))).toEqual([]);
        expect(Math.max(...told.map(refusalChars))).toBeLessThan(8_000);
      }),
      { numRuns: 100 },
    );
  });
});
