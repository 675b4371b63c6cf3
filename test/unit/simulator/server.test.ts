// The simulator on real sockets: a certificate that is good, connections that are really dropped,
// callers that are really gone, and an orderly end.

import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startSimulator } from "../../../simulator/server.ts";
import type { Simulator } from "../../../simulator/server.ts";
import { act, API, aWorld, SUBSCRIPTION, VM } from "./tenant.ts";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ seed: 1, world: aWorld() });
});
afterEach(async () => {
  await simulator.close();
});

function begin(method: string, path: string) {
  const authorization = `Bearer ${simulator.azure.mintToken("caller")}`;
  return httpsRequest(`${simulator.url}${path}`, {
    method,
    headers: { authorization },
    ca: simulator.certificatePem,
    agent: false,
  });
}

async function send(method: string, path: string): Promise<IncomingMessage> {
  const outgoing = begin(method, path).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  incoming.resume();
  return incoming;
}

describe("the simulator's server", () => {
  test("has a certificate of its own for loopback, and addresses that lead back to it", async () => {
    const certificate = new X509Certificate(simulator.certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    const accepted = await send("POST", act("deallocate"));
    const address = new URL(String(accepted.headers["azure-asyncoperation"]));
    expect(address.origin).toBe(simulator.url);
    expect((await send("GET", address.pathname + address.search)).statusCode).toBe(200);
  });

  test("a dropped connection is a connection that ends without an answer", async () => {
    simulator.azure.addFaults([{ effect: { kind: "drop-after" } }]);
    await expect(send("POST", act("deallocate"))).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(simulator.azure.dump().operations).toHaveLength(1);
  });

  test("a caller that hangs up while it is withheld has done nothing", async () => {
    simulator.azure.addFaults([{ effect: { kind: "withhold-before" } }]);
    const outgoing = begin("POST", act("deallocate")).end();
    outgoing.on("error", () => undefined);
    await vi.waitUntil(() => simulator.azure.faults()[0]?.holding === 1, { timeout: 5000 });
    outgoing.destroy();
    await vi.waitUntil(() => simulator.azure.exchanges().length === 1, { timeout: 5000 });
    expect(simulator.azure.exchanges()[0]).toMatchObject({ lost: true, response: null });
    expect(simulator.azure.dump().operations).toEqual([]);
  });

  test("without TLS only the token endpoint answers", async () => {
    const { origin } = new URL(simulator.identityEndpoint);
    const statusOf = async (path: string): Promise<number | undefined> => {
      const headers = { "x-identity-header": simulator.identityHeader };
      const outgoing = httpRequest(`${origin}${path}`, { headers, agent: false }).end();
      const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
      incoming.resume();
      return incoming.statusCode;
    };
    expect(await statusOf("/msi/token?resource=x")).toBe(200);
    expect(await statusOf(`${VM}?${API}`)).toBe(404);
    expect(await statusOf("/_simulator/dump")).toBe(404);
  });

  test("ends at once, with whatever is withheld", async () => {
    simulator.azure.addFaults([{ effect: { kind: "withhold-after" } }]);
    const answer = send("GET", `${SUBSCRIPTION}/resourceGroups?api-version=2025-04-01`);
    answer.catch(() => undefined);
    await vi.waitUntil(() => simulator.azure.faults()[0]?.holding === 1, { timeout: 5000 });
    await simulator.close();
    await expect(send("GET", `${VM}?${API}`)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
