// What holds of a turn after any sequence of commands. The model knows only what callers were told.

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import type { TurnAnswers, TurnCommands } from "../../../src/contracts/turn-messages.ts";
import { addMs, isBefore, msBetween } from "../../../src/domain/instant.ts";
import type { Instant } from "../../../src/domain/instant.ts";
import type { WhenBusy } from "../../../src/domain/operation-request.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import {
  anEnter,
  anOwner,
  digestOf,
  EntityScene,
  hour,
  minute,
  second,
  start,
} from "../../support/entity-scene.ts";

/** What each wants: two the same, one the same as a dry run, two something else each. */
const wishes = {
  ann: { effectDigest: digestOf("same"), dryRun: false },
  bob: { effectDigest: digestOf("same"), dryRun: false },
  cid: { effectDigest: digestOf("same"), dryRun: true },
  dan: { effectDigest: digestOf("dan's"), dryRun: false },
  eve: { effectDigest: digestOf("eve's"), dryRun: false },
} as const;
type Name = keyof typeof wishes;

const reservationMs = 7 * minute;
const askAgainMaxMs = 5 * minute;

const sequences = fc.array(
  fc.record({
    name: fc.constantFrom<Name>("ann", "bob", "cid", "dan", "eve"),
    what: fc.constantFrom("enter", "enter", "enter", "leave", "read"),
    whenBusy: fc.constantFrom<WhenBusy>("queue", "queue", "join", "reject"),
    holdMs: fc.constantFrom(4 * minute, hour),
    pauseMs: fc.constantFrom(0, 1, second, minute, 4 * minute, 5 * minute, 7 * minute),
  }),
  { minLength: 1, maxLength: 40 },
);
type Act = (typeof sequences extends fc.Arbitrary<(infer One)[]> ? One : never) & {
  readonly at: Instant;
};

interface Ticket {
  readonly name: Name;
  readonly number: number;
  readonly askedAt: Instant;
  readonly holdUntil: Instant;
  readonly isHead: boolean;
}

/** Callers of one turn, checking each answer against what all of them were told before. */
class Callers {
  #turn = new EntityScene("targetTurn", targetTurnEntity);
  #tickets: readonly Ticket[] = [];
  #lastNumber = 0;

  act(act: Act): void {
    this.#tickets = this.#tickets.filter((ticket) => !isBefore(ticket.holdUntil, act.at));
    if (act.what === "enter") this.#enter(act);
    else if (act.what === "leave") this.#leave(act);
    const view = this.#turn.send("read", { at: act.at });
    const shown = [view.head, ...view.queue].flatMap((ticket) => (ticket === null ? [] : [ticket]));
    assert.deepEqual(
      shown.map((ticket) => ticket.number).toSorted((one, other) => one - other),
      this.#tickets.map((ticket) => ticket.number),
    );
  }

  #enter(act: Act): void {
    const { name, whenBusy, at } = act;
    const holdUntil = addMs(at, act.holdMs);
    const mine = this.#tickets.find((ticket) => ticket.name === name);
    const answer = this.#twice("enter", {
      ...anEnter(name, at, { ticket: { ...wishes[name], holdUntil } }),
      whenBusy,
    });
    switch (answer.kind) {
      case "head": {
        const before = this.#tickets.filter((ticket) => ticket.name !== name);
        assert.deepEqual(
          before.filter((ticket) => ticket.isHead),
          [],
          "two heads",
        );
        const overtaken = before.filter(
          (ticket) =>
            mine?.isHead !== true && ticket.number < answer.number && this.#isHeardOf(ticket, at),
        );
        assert.deepEqual(overtaken, [], "overtaken though it lives");
        this.#keep({ name, number: answer.number, askedAt: at, holdUntil, isHead: true });
        break;
      }
      case "waiting": {
        const others = this.#tickets.filter((ticket) => ticket.name !== name);
        assert.ok(
          others.some((ticket) => ticket.number === answer.head.number),
          "behind nobody",
        );
        assert.ok(answer.ahead >= 1 && answer.ahead <= others.length);
        assert.ok(isBefore(at, answer.askAgainAt));
        assert.ok(msBetween(at, answer.askAgainAt) <= askAgainMaxMs);
        assert.ok(mine?.isHead !== true, "a head lost its turn");
        this.#keep({ name, number: answer.number, askedAt: at, holdUntil, isHead: false });
        break;
      }
      case "joined": {
        assert.equal(whenBusy, "join");
        assert.equal(mine, undefined);
        assert.equal(wishes[name].dryRun, false);
        const joined = this.#tickets.find((ticket) => `op-${ticket.name}` === answer.operationId);
        assert.ok(joined !== undefined && joined.name !== name);
        assert.deepEqual(wishes[joined.name], wishes[name]);
        break;
      }
      case "rejected":
        assert.equal(whenBusy, "reject");
        assert.equal(mine, undefined);
        assert.equal(answer.waiting, this.#tickets.length - 1);
        break;
      case "queue-full":
      case "left":
        throw new Error(`Who is there and not too many was answered ${answer.kind}.`);
    }
    if (mine === undefined && (answer.kind === "head" || answer.kind === "waiting")) {
      this.#checkIsNoReason(act);
    }
  }

  /** Whoever got a ticket though it would rather have joined or gone had no living reason to. */
  #checkIsNoReason({ name, whenBusy, at }: Act): void {
    const living = this.#tickets.filter(
      (ticket) => ticket.name !== name && (ticket.isHead || this.#isHeardOf(ticket, at)),
    );
    if (whenBusy === "reject") assert.deepEqual(living, []);
    if (whenBusy !== "join" || wishes[name].dryRun) return;
    const { effectDigest } = wishes[name];
    const same = living.filter(
      (ticket) => wishes[ticket.name].effectDigest === effectDigest && !wishes[ticket.name].dryRun,
    );
    assert.deepEqual(same, []);
  }

  #leave({ name, at }: Act): void {
    this.#tickets = this.#tickets.filter((ticket) => ticket.name !== name);
    const { wake } = this.#twice("leave", { ownerId: anOwner(name).id, at });
    assert.ok(wake.length <= 1);
    const woken = this.#tickets.find((ticket) => `op-${ticket.name}` === wake[0]?.instanceId);
    assert.equal(woken === undefined, wake.length === 0, "somebody is woken who does not wait");
    if (woken !== undefined) {
      const copy = new EntityScene("targetTurn", targetTurnEntity);
      copy.state = this.#turn.state;
      const ticket = { ...wishes[woken.name], holdUntil: woken.holdUntil };
      assert.equal(copy.send("enter", anEnter(woken.name, at, { ticket })).kind, "head");
      return;
    }
    const isTaken = this.#tickets.some((ticket) => ticket.isHead);
    const living = this.#tickets.filter((ticket) => this.#isHeardOf(ticket, at));
    assert.ok(isTaken || living.length === 0, "somebody waits for a free turn and is not woken");
  }

  #isHeardOf(ticket: Ticket, at: Instant): boolean {
    return msBetween(ticket.askedAt, at) < reservationMs;
  }

  #keep(ticket: Ticket): void {
    const place = this.#tickets.findIndex((other) => other.name === ticket.name);
    if (place === -1) {
      assert.ok(ticket.number > this.#lastNumber, "a number that does not grow");
      this.#lastNumber = ticket.number;
      this.#tickets = [...this.#tickets, ticket];
      return;
    }
    assert.equal(ticket.number, this.#tickets[place]?.number, "a ticket lost its number");
    this.#tickets = this.#tickets.with(place, ticket);
  }

  /** Says it twice; the second time must change nothing and be answered the same. */
  #twice<Command extends keyof TurnCommands>(
    command: Command,
    input: TurnCommands[Command],
  ): TurnAnswers[Command] {
    const answer = this.#turn.send(command, input);
    const state = this.#turn.state;
    assert.deepEqual(this.#turn.send(command, input), answer);
    assert.deepEqual(this.#turn.state, state);
    return answer;
  }
}

describe("a turn, whatever is said to it", () => {
  // The checks are those of the callers.
  it("has one head, overtakes nobody who lives, keeps every number, joins only the same, and answers twice the same", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const callers = new Callers();
        let at = start;
        for (const act of sequence) {
          at = addMs(at, act.pauseMs);
          callers.act({ ...act, at });
        }
      }),
      { numRuns: 400 },
    );
  });
});
