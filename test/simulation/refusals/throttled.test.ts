// Too many requests: nothing was done, and the same is sent again, never before Azure's time has passed
// and only so often. What has been taken apart is put back when it does not end.

import { describe, expect, it } from "vitest";
import type { Fault } from "../../../simulator/fault.ts";
import { atOnce, late, noQuota, tooMany, wrapped } from "../../support/azure-says.ts";
import { newSize, oldSize, plainWrites, writeMatch } from "../../support/fault-scene.ts";
import { expectRefused, named, putBack, resized } from "../../support/refused-resize.ts";
import type { RefusedResize } from "../../support/refused-resize.ts";

const succeeds = { outcome: "succeeded", class: null, machine: resized } as const;

/** A limit that counts whatever the app writes: who asks too early begins its wait anew. */
function limitOf(scope: "resource" | "subscription-region" | "subscription"): readonly Fault[] {
  return Object.values(writeMatch).map((match) => ({
    match,
    occurrence: "every",
    effect: { kind: "throttle-window", retryAfter: 90, scope },
  }));
}

const rows: readonly RefusedResize[] = [
  {
    name: "with Retry-After: not before it has passed, which nothing begins anew",
    refused: limitOf("subscription-region"),
    writes: [
      "deallocate 429",
      "deallocate 202",
      `${newSize} 429`,
      `${newSize} 200`,
      "start 429",
      "start 202",
    ],
    ends: succeeds,
    met: ["too many requests"],
    pauseMs: 90_000,
  },
  {
    name: "of the machine's own limit",
    refused: limitOf("resource").slice(1, 2),
    writes: ["deallocate 202", `${newSize} 429`, `${newSize} 200`, "start 202"],
    ends: succeeds,
    met: ["too many requests"],
    pauseMs: 90_000,
  },
  {
    name: "of the front door's limit",
    refused: limitOf("subscription").slice(2),
    writes: ["deallocate 202", `${newSize} 200`, "start 429", "start 202"],
    ends: succeeds,
    met: ["SubscriptionRequestsThrottled"],
    pauseMs: 90_000,
  },
  {
    name: "without Retry-After: half a minute at least",
    refused: [{ match: writeMatch.deallocate, effect: atOnce(tooMany) }],
    writes: ["deallocate 429", ...plainWrites],
    ends: succeeds,
    pauseMs: 30_000,
  },
  {
    name: "wrapped by somebody in between, who answers with a conflict",
    refused: [{ match: writeMatch.start, effect: wrapped({ ...tooMany, status: 409 }) }],
    writes: ["deallocate 202", `${newSize} 200`, "start 409", "start 202"],
    ends: succeeds,
    met: ["too many requests"],
    pauseMs: 30_000,
  },
  {
    name: "late, two levels below the operation's own error",
    refused: [{ match: writeMatch.start, effect: late(tooMany) }],
    writes: [...plainWrites, "start 202"],
    ends: succeeds,
    met: ["too many requests"],
  },
  {
    name: "that only the undo meets is waited out by the undo",
    refused: [
      { match: writeMatch.start, effect: atOnce(noQuota) },
      {
        match: writeMatch.resize,
        occurrence: { nth: 2 },
        effect: atOnce(tooMany, { "retry-after": "75" }),
      },
    ],
    writes: [
      "deallocate 202",
      `${newSize} 200`,
      "start 409",
      `${oldSize} 429`,
      `${oldSize} 200`,
      "start 202",
    ],
    ends: { outcome: "refused", class: "quota", machine: putBack },
    met: ["too many requests"],
  },
];

describe("a limit on requests", () => {
  it.each(named(rows))("%s", async (_name, row) => {
    await expectRefused(row);
  });

  it("that is met by every submission ends after ten of them, with what was done put back", async () => {
    const { report } = await expectRefused({
      name: "",
      refused: [
        {
          match: writeMatch.resize,
          occurrence: "every",
          effect: atOnce(tooMany, { "retry-after": "20" }),
        },
      ],
      writes: [
        "deallocate 202",
        ...Array.from({ length: 11 }, () => `${newSize} 429`),
        "start 202",
      ],
      ends: {
        outcome: "failed",
        class: "throttled",
        names: ["too many requests"],
        machine: putBack,
      },
    });
    expect(
      report.steps.filter(({ phase }) => phase === "undo").map(({ result }) => result),
    ).toContain("done");
  });
});
