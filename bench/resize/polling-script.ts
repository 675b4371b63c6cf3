// The script that many have: send, then read the machine's instance view every fifteen seconds until
// it is as it should be, then send the next.

import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { instantOf } from "../../src/domain/instant.ts";
import type { SimulatedAzure } from "../simulated-azure.ts";
import type { Strategy } from "./strategy.ts";

const betweenLooksMs = 15_000;
const apiVersion = "2024-07-01";
const principal = "polling-script";

const viewSchema = z.looseObject({
  statuses: z.array(z.looseObject({ code: z.string() })),
});

export async function pollingScript(azure: SimulatedAzure): Promise<Strategy> {
  const credential = await azure.credentialOf(principal);
  const token = (await credential.getToken([]))?.token ?? "";
  const send = async (method: "GET" | "PATCH" | "POST", path: string, body?: unknown) => {
    const reply = await azure.send({
      method,
      path: `${path}?api-version=${apiVersion}`,
      token,
      body,
    });
    if (reply.status < 300) return reply.body;
    throw new Error(`${method} ${path} was answered ${reply.status}.`);
  };
  const waitFor = async (resourceId: string, powerState: string): Promise<void> => {
    for (;;) {
      await wait(betweenLooksMs);
      const view = viewSchema.parse(await send("GET", `${resourceId}/instanceView`));
      const codes = view.statuses.map(({ code }) => code);
      if (codes.includes("ProvisioningState/succeeded") && codes.includes(powerState)) return;
    }
  };
  return {
    name: "script, every 15 s",
    prefix: "script",
    principal,
    async resize({ resourceId, size }) {
      const startedMs = Date.now();
      await send("POST", `${resourceId}/deallocate`);
      await waitFor(resourceId, "PowerState/deallocated");
      await send("PATCH", resourceId, { properties: { hardwareProfile: { vmSize: size } } });
      await waitFor(resourceId, "PowerState/deallocated");
      await send("POST", `${resourceId}/start`);
      await waitFor(resourceId, "PowerState/running");
      const endedMs = Date.now();
      return {
        startedAt: instantOf(startedMs),
        endedAt: instantOf(endedMs),
        seenAfterMs: endedMs - startedMs,
      };
    },
  };
}
