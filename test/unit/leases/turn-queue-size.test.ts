// A queue at its limit: how large its state becomes, and who is turned away.

import { beforeAll, describe, expect, it } from "vitest";
import type { TurnCommands } from "../../../src/contracts/turn-messages.ts";
import { targetTurnEntity } from "../../../src/entities/target-turn.ts";
import { after, anEnter, anOwner, digestOf, minute } from "../../support/entity-scene.ts";

const head = 0;
const waitersMax = 1000;

/** A ticket with identities as long as real ones are. */
function aLongEnter(index: number, at = after(index)): TurnCommands["enter"] {
  const operationId = `op-${digestOf(String(index)).slice(0, 32)}`;
  const owner = anOwner("", {
    id: `${operationId}:11111111-2222-4333-8444-${String(index).padStart(12, "0")}`,
    operationId,
    instanceId: operationId,
    principal: {
      id: "entra:99999999-8888-4777-8666-555555555555",
      name: "build-agent-17@contoso.onmicrosoft.example",
    },
    purpose: "Resize api-01 in prod-rg to Standard_D4s_v5 for the evening's release",
  });
  const ticket = { owner, effectDigest: digestOf("an effect") };
  return anEnter("", at, { ticket, waitEvent: `turn-${index}-of-this-operation` });
}

function enter(
  state: unknown,
  command: TurnCommands["enter"],
): { state: unknown; answer: unknown } {
  return targetTurnEntity.apply(state, "enter", command);
}

describe("a queue with a thousand waiters", () => {
  let withHundred: unknown = null;
  let full: unknown = null;

  beforeAll(() => {
    for (let index = head; index <= waitersMax; index += 1) {
      full = enter(full, aLongEnter(index)).state;
      if (index === 99) withHundred = full;
    }
  }, 60_000);

  it("takes less than 48 KB for the first hundred tickets and 480 KB for all of them", () => {
    expect(JSON.stringify(withHundred).length).toBeLessThan(48 * 1024);
    expect(JSON.stringify(full).length).toBeLessThan(480 * 1024);
  });

  it("turns away who would be the next, and not who waits already", () => {
    const late = enter(full, aLongEnter(waitersMax + 1, after(minute)));
    expect(late.answer).toEqual({ kind: "queue-full", waiting: waitersMax });
    const last = enter(late.state, aLongEnter(waitersMax, after(minute)));
    expect(last.answer).toMatchObject({ kind: "waiting", number: 1001, ahead: 1000 });
  });

  it("shows the first hundred of them, and how many there are", () => {
    const view = targetTurnEntity.apply(full, "read", { at: after(minute) }).answer;
    const { queue, waiting } = view as { queue: unknown[]; waiting: number };
    expect({ shown: queue.length, waiting }).toEqual({ shown: 100, waiting: waitersMax });
  });
});
