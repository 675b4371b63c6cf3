// The sizes of a location: asked for rarely, read whole, restrictions told.

import { describe, expect, it } from "vitest";
import { instantOf } from "../../../src/domain/instant.ts";
import {
  azure,
  d4dv5,
  d4v4,
  observe,
  observed,
  skusPath,
  usual,
} from "../../support/arm-observed-machine.ts";
import { nowMs, scriptedPorts } from "../../support/arm-scripted-client.ts";
import type { SeenRequest } from "../../support/arm-scripted-client.ts";

describe("the sizes of a location", () => {
  it("are asked for by location, kept for some minutes, then asked for again", async () => {
    let now = nowMs;
    const scripted = azure({}, { clock: { now: () => instantOf(now) } });
    const asked = (): readonly SeenRequest[] =>
      scripted.seen.filter((request) => request.path === skusPath);
    await Promise.all([observed(scripted), observed(scripted)]);
    now += 9 * 60_000;
    await observed(scripted);
    expect(asked()).toHaveLength(1);
    expect(new URL(asked()[0]?.url ?? "").searchParams.get("$filter")).toBe(
      "location eq 'westeurope'",
    );
    now += 2 * 60_000;
    await observed(scripted);
    expect(asked()).toHaveLength(2);
  });

  it("are asked for again after they could not be read", async () => {
    let failures = 1;
    const scripted = scriptedPorts((request) => {
      if (request.path === skusPath && failures-- > 0) return { status: 503 };
      return usual[request.path] ?? { status: 500 };
    });
    expect(await observe(scripted)).toMatchObject({ kind: "refused", refusal: { status: 503 } });
    expect(await observe(scripted)).toMatchObject({ kind: "read" });
  });

  it("may go on over several pages", async () => {
    const next = `https://management.azure.com${skusPath}/next?api-version=2021-07-01&$skiptoken=a%2Fb`;
    const scripted = azure({
      [skusPath]: { body: { value: [d4v4], nextLink: next } },
      [`${skusPath}/next`]: { body: { value: [d4dv5], nextLink: "" } },
    });
    expect((await observed(scripted)).sizes.wanted).toMatchObject({ name: "Standard_D4ds_v5" });
    expect(scripted.seen.map((request) => request.url)).toContain(next);
  });

  it("are not taken for whole when they go on at a foreign address, which is not asked", async () => {
    const scripted = azure({
      [skusPath]: { body: { value: [d4v4, d4dv5], nextLink: "https://evil.example/next" } },
    });
    expect(await observe(scripted)).toMatchObject({ kind: "no-answer" });
    expect(scripted.seen.some((request) => request.url.includes("evil"))).toBe(false);
  });

  it.each([
    [
      "everywhere",
      [{ type: "Location", reasonCode: "NotAvailableForSubscription" }],
      "NotAvailableForSubscription",
    ],
    [
      "in the machine's zone",
      [
        {
          type: "Zone",
          reasonCode: "NotAvailableForSubscription",
          restrictionInfo: { zones: ["1", "3"] },
        },
      ],
      "NotAvailableForSubscription in zone 1",
    ],
    [
      "in other zones",
      [
        {
          type: "Zone",
          reasonCode: "NotAvailableForSubscription",
          restrictionInfo: { zones: ["2"] },
        },
      ],
      null,
    ],
    ["nowhere", null, null],
  ])("tell that one is restricted %s", async (_where, restrictions, restriction) => {
    const scripted = azure({ [skusPath]: { body: { value: [d4v4, { ...d4dv5, restrictions }] } } });
    expect((await observed(scripted)).sizes.wanted).toMatchObject({ restriction });
  });
});
