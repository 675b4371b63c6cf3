// What the simulated subscription says of its providers, and of availability sets.

import { describe, expect, it } from "vitest";
import { aTenant, aWorld, GROUP, SUBSCRIPTION, VM } from "./tenant.ts";

const version = "api-version=2025-04-01";

describe("the providers of a subscription", () => {
  it("each tell their types, and every version that they tell is answered", async () => {
    const tenant = aTenant(aWorld({ availabilitySet: "front" }));
    const url = `${SUBSCRIPTION}/providers/microsoft.compute?${version}`;
    const { status, body } = await tenant.send("GET", url);
    expect(status).toBe(200);
    const listing = body as unknown as Listing;
    expect(listing).toMatchObject({
      id: `${SUBSCRIPTION}/providers/Microsoft.Compute`,
      namespace: "Microsoft.Compute",
      registrationState: "Registered",
    });
    const versionsOf = (type: string): readonly string[] =>
      listing.resourceTypes.find(({ resourceType }) => resourceType === type)?.apiVersions ?? [];
    for (const [type, name] of [
      ["virtualMachines", "api-01"],
      ["disks", "api-01_OsDisk_1"],
      ["availabilitySets", "front"],
    ] as const) {
      expect(versionsOf(type).length).toBeGreaterThan(0);
      for (const apiVersion of versionsOf(type)) {
        const path = `${GROUP}/providers/Microsoft.Compute/${type}/${name}`;
        const answer = await tenant.send("GET", `${path}?api-version=${apiVersion}`);
        expect([type, apiVersion, answer.status]).toEqual([type, apiVersion, 200]);
      }
    }
  });

  it("are listed", async () => {
    const { body } = await aTenant().send("GET", `${SUBSCRIPTION}/providers?${version}`);
    const names = (body as unknown as { value: readonly Listing[] }).value.map(
      ({ namespace }) => namespace,
    );
    expect(names).toEqual(
      expect.arrayContaining(["Microsoft.Compute", "Microsoft.Network", "Microsoft.Authorization"]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("do not have what is none", async () => {
    const answer = await aTenant().send("GET", `${SUBSCRIPTION}/providers/Contoso.No?${version}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: "InvalidResourceNamespace" } });
  });
});

describe("an availability set", () => {
  const set = `${GROUP}/providers/Microsoft.Compute/availabilitySets/front`;
  const compute = "api-version=2026-04-01";

  it("names the machines that are in it, and has no provisioning state", async () => {
    const tenant = aTenant(aWorld({ availabilitySet: "front" }));
    const { status, body } = await tenant.send("GET", `${set.toUpperCase()}?${compute}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: set, properties: { virtualMachines: [{ id: VM }] } });
    expect(JSON.stringify(body)).not.toMatch(/provisioningState/i);
    const listed = await tenant.send("GET", `${set.slice(0, set.lastIndexOf("/"))}?${compute}`);
    expect(listed.body).toMatchObject({ value: [{ id: set }] });
  });

  it("that nobody is in is not there", async () => {
    const answer = await aTenant().send("GET", `${set}?${compute}`);
    expect(answer).toMatchObject({ status: 404, body: { error: { code: "ResourceNotFound" } } });
  });
});

interface Listing {
  readonly namespace: string;
  readonly resourceTypes: readonly {
    readonly resourceType: string;
    readonly apiVersions: readonly string[];
  }[];
}
