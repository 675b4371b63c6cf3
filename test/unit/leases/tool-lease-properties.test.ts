// What holds of the record of a tool's lease after any sequence of commands.

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import type {
  ToolLeaseRecordView,
  ToolLeaseStatus,
} from "../../../src/contracts/tool-lease-messages.ts";
import { tokensMax } from "../../../src/contracts/tool-lease-state.ts";
import type { ToolLeaseState } from "../../../src/contracts/tool-lease-state.ts";
import { after, digestOf, start } from "../../support/entity-scene.ts";
import type { EntityScene } from "../../support/entity-scene.ts";
import {
  aToolRecord,
  aToolRequest,
  grantsFor,
  hashOf,
  ownerIdOf,
} from "../../support/tool-lease-scene.ts";

type Command = Parameters<EntityScene<"toolLease">["send"]>;

const starts = fc.constantFrom("start-1", "start-2", "start-3");
const tokens = fc.constantFrom("t1", "t2", "t3", "t4", "t5", "t6", "t7").map(hashOf);
const digests = fc.constantFrom("one", "one", "one", "other").map(digestOf);
const people = fc.constantFrom("local:ann", "local:ann", "local:ann", "local:bob");
const times = fc.nat(3_600_000).map(after);
const proofs = fc.record({ principalId: people, tokenHash: tokens, at: times });

const claims = fc
  .tuple(starts, tokens, digests, times)
  .map(([startToken, tokenHash, requestDigest, at]): Command => {
    return ["claim", { request: aToolRequest({ startToken, tokenHash, requestDigest }), at }];
  });
const admits = fc
  .tuple(proofs, digests)
  .map(([proof, requestDigest]): Command => ["admit", { ...proof, requestDigest }]);
const grants = fc.tuple(starts, times, times).map(([startToken, at, end]): Command => {
  return ["grant", { startToken, grants: grantsFor(aToolRequest(), end), at }];
});
const renewals = fc.tuple(starts, times, times).map(([startToken, at, end]): Command => {
  const ownerId = ownerIdOf(startToken);
  return ["renewed", { ownerId, grants: grantsFor(aToolRequest(), end), at }];
});
const ends = fc
  .tuple(starts, fc.constantFrom("busy" as const, "lost" as const, "failed" as const), times)
  .map(([startToken, status, at]): Command => {
    return [
      "end",
      { ownerId: ownerIdOf(startToken), status, sentence: status, inTheWay: null, at },
    ];
  });
const permits = proofs.map((proof): Command => ["permit", proof]);
const releases = proofs.map((proof): Command => ["release", proof]);
const asks = fc
  .tuple(starts, times)
  .map(([startToken, at]): Command => ["ask", { startToken, at }]);
const sequences = fc.array(
  fc.oneof(claims, claims, admits, grants, grants, renewals, ends, permits, releases, asks),
  { maxLength: 40 },
);

interface Played {
  readonly command: string;
  readonly input: Command[1];
  readonly answer: { readonly kind: string };
  readonly before: ToolLeaseRecordView | null;
  readonly after: ToolLeaseRecordView | null;
  readonly stateBefore: ToolLeaseState | null;
  readonly state: ToolLeaseState | null;
}

function play(commands: readonly Command[], check: (step: Played) => void): void {
  const record = aToolRecord();
  for (const [command, input] of commands) {
    const before = record.send("read", { at: start });
    const stateBefore = record.state as ToolLeaseState | null;
    const answer = record.sendUnchecked(command, input) as { readonly kind: string };
    const state = record.state as ToolLeaseState | null;
    const now = record.send("read", { at: start });
    check({ command, input, answer, before, after: now, stateBefore, state });
  }
}

const everySequence = (check: (step: Played) => void): void =>
  fc.assert(
    fc.property(sequences, (sequence) => play(sequence, check)),
    { numRuns: 200 },
  );

const ended: readonly (ToolLeaseStatus | undefined)[] = ["released", "busy", "lost"];

describe("the record of a tool's lease, whatever is said to it", () => {
  it("answers a command that is said twice the same, and does not change by the second time", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const record = aToolRecord();
        for (const [command, input] of sequence) {
          const answer = record.sendUnchecked(command, input);
          const { state } = record;
          assert.deepEqual(record.sendUnchecked(command, input), answer);
          assert.deepEqual(record.state, state);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("stays one request of one principal", () => {
    everySequence(({ before, after: now }) => {
      if (before === null) return;
      assert.equal(now?.request.requestDigest, before.request.requestDigest);
      assert.equal(now?.request.principal.id, before.request.principal.id);
    });
  });

  it("keeps an end for ever", () => {
    everySequence(({ before, after: now }) => {
      if (ended.includes(before?.status)) assert.deepEqual(now, before);
    });
  });

  it("is held only by the start that went on, with a grant for each claim", () => {
    everySequence(({ command, input, before, after: now }) => {
      if (now?.status !== "held" || before?.status === "held") return;
      assert.equal(command, "grant");
      assert.equal("startToken" in input && input.startToken, now.request.startToken);
      assert.deepEqual(
        now.grants.map(({ key }) => key),
        now.request.claims.map(({ key }) => key),
      );
    });
  });

  it("is moved by its owner's word only with principal and token", () => {
    everySequence(({ command, input, before, answer, stateBefore, state }) => {
      if ((command !== "release" && command !== "permit") || !("tokenHash" in input)) return;
      const isProven =
        before !== null &&
        input.principalId === before.request.principal.id &&
        stateBefore?.tokenHashes.includes(input.tokenHash) === true;
      if (isProven) assert.notEqual(answer.kind, "forbidden");
      else {
        assert.equal(answer.kind, before === null ? "unknown-lease" : "forbidden");
        assert.deepEqual(state, stateBefore);
      }
    });
  });

  it("never ends earlier by a renewal than it did before", () => {
    everySequence(({ command, before, after: now }) => {
      if (command !== "renewed" || before?.status !== "held") return;
      for (const [index, grant] of before.grants.entries()) {
        assert.ok((now?.grants[index]?.expiresAt ?? "") >= grant.expiresAt);
      }
    });
  });

  it("keeps a bounded number of tokens and of dead starts", () => {
    everySequence(({ state }) => {
      if (state === null) return;
      assert.ok(state.tokenHashes.length <= tokensMax);
      assert.ok(state.earlierStarts.length <= 5);
    });
  });
});
