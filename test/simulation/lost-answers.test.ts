// Writes whose answer does not come, or says nothing: whether it was done is found out by reading.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../simulator/fault.ts";
import { newSize, plainWrites, resizeUnder, writeMatch } from "../support/fault-scene.ts";

/** Each of the three writes meets it once. */
const onEachWrite = (effect: Fault["effect"]): readonly Fault[] =>
  Object.values(writeMatch).map((match) => ({ match, effect }));

const namesOfWrites = ["deallocate", newSize, "start"];

describe("an answer to a write that does not come", () => {
  it.each([
    ["the connection drops before it is done", { kind: "drop-before" }, "not done lost"],
    ["an empty 503 comes and it was not done", { kind: "answer", status: 503 }, "503"],
  ] as const)("is sent again where reading shows no effect: %s", async (_name, effect, told) => {
    const { report, writes, system } = await resizeUnder({ faults: onEachWrite(effect) });
    expect(report.outcome).toBe("succeeded");
    expect(writes).toEqual(
      namesOfWrites.flatMap((name, index) => [`${name} ${told}`, plainWrites[index]]),
    );
    expect(system.vm()).toMatchObject({ size: newSize, power: "running", boots: 1 });
    // As often as it went out, so that a person who compares with the Activity Log finds them all.
    expect(report.steps.map((step) => step.submissions)).toEqual([2, 2, 2]);
  });

  it.each([
    ["the connection drops after it is done", { kind: "drop-after" }, "lost"],
    ["an empty 503 comes although it is done", { kind: "answer", status: 503, done: true }, ""],
  ] as const)(
    "is never sent again where reading shows it at work: %s",
    async (_name, effect, told) => {
      const { report, writes, system } = await resizeUnder({ faults: onEachWrite(effect) });
      expect(report.outcome).toBe("succeeded");
      expect(writes).toEqual(
        told === "lost"
          ? plainWrites.map((write) => `${write} lost`)
          : namesOfWrites.map((name) => `${name} 503`),
      );
      expect(system.azure.dump().operations.map(({ kind, status }) => [kind, status])).toEqual([
        ["deallocate", "Succeeded"],
        ["resize", "Succeeded"],
        ["start", "Succeeded"],
      ]);
      expect(system.vm()).toMatchObject({ size: newSize, power: "running", boots: 1 });
    },
  );

  it("is waited for ten seconds at least before it is sent again, however quick the write is", async () => {
    const { system } = await resizeUnder({
      faults: [{ match: writeMatch.resize, effect: { kind: "drop-before" } }],
    });
    const [lost, again] = system.exchanges.filter(({ request }) => request.method === "PATCH");
    const waitedMs = Date.parse(again?.startedAt ?? "") - Date.parse(lost?.startedAt ?? "");
    expect(waitedMs).toBeGreaterThanOrEqual(10_000);
  });
});
