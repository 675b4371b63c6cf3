// What holds of an operation's record after any sequence of starts, outcomes and watchers.

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import type { OperationReport, Outcome } from "../../../src/domain/outcome.ts";
import { operationRecordEntity } from "../../../src/entities/operation-record.ts";
import { EntityScene, start } from "../../support/entity-scene.ts";
import { aReport, aRequest } from "../../support/record-scene.ts";

type Command = Parameters<EntityScene<"operationRecord">["send"]>;

const tokens = fc.constantFrom("start-1", "start-2", "start-3");
const digests = fc.constantFrom("digest-1", "digest-1", "digest-2");
const outcomes = fc.constantFrom<Outcome>("succeeded", "failed", "timed-out", "stuck");
const watchers = fc.constantFrom("op-x", "op-y", "op-z");

const claims = fc.tuple(tokens, digests).map(([startToken, requestDigest]): Command => {
  return ["claim", { request: aRequest({ startToken, requestDigest }), at: start }];
});
const completions = fc
  .tuple(tokens, outcomes, fc.boolean())
  .map(([startToken, outcome, final]): Command => {
    return ["complete", { startToken, report: aReport(outcome), final, at: start }];
  });
const watches = fc.tuple(watchers, fc.nat(3)).map(([instanceId, wait]): Command => {
  return ["watch", { waiter: { instanceId, eventName: `wait-${wait}` }, at: start }];
});
const sequences = fc.array(fc.oneof(claims, claims, completions, watches), { maxLength: 30 });

interface Known {
  readonly report: OperationReport | null;
  readonly final: boolean;
}

function play(commands: readonly Command[], check: (step: Step) => void): void {
  const record = new EntityScene("operationRecord", operationRecordEntity);
  for (const [command, input] of commands) {
    const before = record.send("read", { at: start });
    const answer = record.sendUnchecked(command, input);
    const state = record.state;
    assert.deepEqual(record.sendUnchecked(command, input), answer, "answered otherwise");
    assert.deepEqual(record.state, state, "changed by the second time");
    check({ command, input, answer, before, after: record.send("read", { at: start }) });
  }
}

interface Step {
  readonly command: string;
  readonly input: Command[1];
  readonly answer: unknown;
  readonly before: ReturnType<typeof readOf>;
  readonly after: ReturnType<typeof readOf>;
}

function readOf(record: EntityScene<"operationRecord">) {
  return record.send("read", { at: start });
}

describe("a record, whatever is said to it", () => {
  it("belongs to the request that claimed it first, and answers twice the same", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        play(sequence, ({ command, input, answer, before, after }) => {
          if (before !== null) {
            assert.equal(after?.request.requestDigest, before.request.requestDigest);
            assert.equal(after?.claimedAt, before.claimedAt);
          }
          if (command !== "claim" || !("request" in input)) return;
          const isOther =
            before !== null && before.request.requestDigest !== input.request.requestDigest;
          assert.equal((answer as { kind: string }).kind === "other-request", isOther);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("never takes a told outcome back, and a final one never changes", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        play(sequence, ({ before, after }) => {
          const known: Known = before ?? { report: null, final: false };
          if (known.report !== null) assert.notEqual(after?.report, null);
          if (known.final) assert.deepEqual(after, before);
          else if (known.report !== null && after?.final === false) {
            assert.deepEqual(after.report, known.report);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it("takes an outcome only from the start that claimed it last", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        play(sequence, ({ command, input, before, after }) => {
          if (command !== "complete" || !("report" in input)) return;
          const isLiving = before?.request.startToken === input.startToken;
          if (!isLiving) assert.deepEqual(after, before);
          else if (!before.final && input.final) assert.deepEqual(after?.report, input.report);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("wakes with an outcome everybody who was told to be watching", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const watching = new Map<string, string>();
        play(sequence, ({ command, input, answer, before }) => {
          if ("waiter" in input && (answer as { kind: string }).kind === "watching") {
            watching.set(input.waiter.instanceId, input.waiter.eventName);
          }
          if (command !== "complete" || !("report" in input)) return;
          if (before?.request.startToken !== input.startToken) return;
          const { wake } = answer as { wake: { instanceId: string; eventName: string }[] };
          const woken = new Map(wake.map((target) => [target.instanceId, target.eventName]));
          assert.deepEqual(woken, watching);
        });
      }),
      { numRuns: 150 },
    );
  });
});
