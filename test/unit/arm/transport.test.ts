// The promises of the one way to Azure: one request a call, no token elsewhere, tokens shared.

import { ComputeManagementClient } from "@azure/arm-compute";
import { createDefaultHttpClient } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { createTransport } from "../../../src/arm/transport.ts";
import type { Transport, TransportOptions } from "../../../src/arm/transport.ts";
import { instantOf } from "../../../src/domain/instant.ts";
import {
  context,
  endpoint,
  fixedCredential,
  nowMs,
  scriptedClient,
  scriptedPorts,
  subscriptionId,
  vmId,
} from "../../support/arm-scripted-client.ts";
import type { ScriptedClient } from "../../support/arm-scripted-client.ts";

function transportOver(client: ScriptedClient, options: Partial<TransportOptions> = {}): Transport {
  return createTransport({
    endpoint,
    scope: `${endpoint}/.default`,
    credential: fixedCredential(),
    httpClient: client.httpClient,
    clock: { now: () => instantOf(nowMs) },
    ...options,
  });
}

describe("one call", () => {
  it("lets no poll of an SDK's poller out, even where the poller is followed", async () => {
    const client = scriptedClient(() => ({
      status: 202,
      headers: {
        "azure-asyncoperation": `${endpoint}/operations/1`,
        location: `${endpoint}/operations/1?monitor=true`,
      },
    }));
    const exchange = await transportOver(client).call(context, async (parts) => {
      await new ComputeManagementClient(parts.credential, subscriptionId, parts).virtualMachines
        .start("prod-rg", "api-01")
        .pollUntilDone();
    });
    expect(client.seen.map((request) => request.method)).toEqual(["POST"]);
    expect(exchange).toMatchObject({ kind: "answered", answer: { status: 202 } });
  });

  it.each([301, 302, 307, 308])("does not follow a %i", async (status) => {
    const client = scriptedClient(() => ({
      status,
      headers: { location: `${endpoint}/elsewhere` },
    }));
    const exchange = await transportOver(client).get(`${endpoint}/here`, context);
    expect(client.seen).toHaveLength(1);
    expect(exchange).toMatchObject({ kind: "answered", answer: { status } });
  });

  it.each([429, 500, 503])("does not repeat a %i that asks for it", async (status) => {
    const client = scriptedClient(() => ({ status, headers: { "retry-after": "0" } }));
    await transportOver(client).get(`${endpoint}/here`, context);
    expect(client.seen).toHaveLength(1);
  });

  it("does not repeat a request that was answered with a challenge", async () => {
    const client = scriptedClient(() => ({
      status: 401,
      headers: { "www-authenticate": 'Bearer error="insufficient_claims", claims="e30="' },
    }));
    const exchange = await transportOver(client).get(`${endpoint}/here`, context);
    expect(client.seen).toHaveLength(1);
    expect(exchange).toMatchObject({ kind: "answered", answer: { status: 401 } });
  });
});

describe("the endpoint", () => {
  it("is https, because a token goes there", () => {
    expect(() =>
      transportOver(
        scriptedClient(() => ({})),
        { endpoint: "http://127.0.0.1:1" },
      ),
    ).toThrow("https");
  });

  it("is the only origin that gets a request", async () => {
    const client = scriptedClient(() => ({}));
    await expect(transportOver(client).get("https://evil.example/x", context)).rejects.toThrow(
      "another origin",
    );
    expect(client.seen).toHaveLength(0);
  });

  it("may have a path or a slash at its end, of which only the origin counts", () => {
    const transport = transportOver(
      scriptedClient(() => ({})),
      { endpoint: "https://127.0.0.1:8443/" },
    );
    expect(transport.origin).toBe("https://127.0.0.1:8443");
  });
});

describe("a token", () => {
  it("is asked for once by requests of the same moment, and kept", async () => {
    let asked = 0;
    const credential = {
      async getToken() {
        asked += 1;
        await Promise.resolve();
        return { token: `t${asked}`, expiresOnTimestamp: nowMs + 3_600_000 };
      },
    };
    const client = scriptedClient(() => ({}));
    const transport = transportOver(client, { credential });
    await Promise.all([1, 2, 3].map(() => transport.get(`${endpoint}/x`, context)));
    await transport.get(`${endpoint}/x`, context);
    expect(asked).toBe(1);
    expect(new Set(client.seen.map((request) => request.headers["authorization"]))).toEqual(
      new Set(["Bearer t1"]),
    );
  });

  it("is asked for with the scope that was set", async () => {
    let scope: unknown;
    const credential = {
      getToken: (asked: string | string[]) => {
        scope = asked;
        return Promise.resolve({ token: "t", expiresOnTimestamp: nowMs + 3_600_000 });
      },
    };
    await transportOver(
      scriptedClient(() => ({})),
      { credential, scope: "https://sim/.default" },
    ).get(`${endpoint}/x`, context);
    expect(scope).toBe("https://sim/.default");
  });

  it("is replaced before it ends, and the old one serves while no new one can be had", async () => {
    let now = nowMs;
    let failing = false;
    let asked = 0;
    const credential = {
      getToken: () => {
        asked += 1;
        if (failing) return Promise.reject(new Error("No identity."));
        return Promise.resolve({ token: `t${asked}`, expiresOnTimestamp: now + 3_600_000 });
      },
    };
    const client = scriptedClient(() => ({}));
    const transport = transportOver(client, { credential, clock: { now: () => instantOf(now) } });
    const used = async (): Promise<string | undefined> => {
      const exchange = await transport.get(`${endpoint}/x`, context);
      return exchange.kind === "answered"
        ? client.seen.at(-1)?.headers["authorization"]
        : exchange.reason;
    };
    expect(await used()).toBe("Bearer t1");
    now += 54 * 60_000;
    expect(await used()).toBe("Bearer t1");
    failing = true;
    now += 2 * 60_000;
    expect(await used()).toBe("Bearer t1");
    now += 4 * 60_000;
    expect(await used()).toContain("No identity.");
    failing = false;
    expect(await used()).toBe("Bearer t4");
  });

  it("that ARM did not take is not sent again", async () => {
    let asked = 0;
    const credential = {
      getToken: () => {
        asked += 1;
        return Promise.resolve({ token: `t${asked}`, expiresOnTimestamp: nowMs + 3_600_000 });
      },
    };
    const client = scriptedClient((request) => ({
      status: request.headers["authorization"] === "Bearer t1" ? 401 : 200,
    }));
    const transport = transportOver(client, { credential });
    await transport.get(`${endpoint}/x`, context);
    await transport.get(`${endpoint}/x`, context);
    expect(client.seen.map((request) => request.headers["authorization"])).toEqual([
      "Bearer t1",
      "Bearer t2",
    ]);
  });

  it("that cannot be had is no answer of ARM's", async () => {
    const credential = { getToken: () => Promise.resolve(null) };
    const { ports, seen } = scriptedPorts(() => ({}), { credential });
    expect(await ports.virtualMachines.readState(vmId, context)).toMatchObject({
      kind: "no-answer",
    });
    expect(
      await ports.operations.poll({ asyncOperation: `${endpoint}/o`, location: null }, context),
    ).toMatchObject({
      kind: "unreadable",
      refusal: null,
    });
    expect(seen).toHaveLength(0);
  });

  it("is not waited for without end", async () => {
    const credential = { getToken: () => new Promise<never>(() => undefined) };
    const { ports } = scriptedPorts(() => ({}), { credential, tokenTimeLimitMs: 20 });
    expect(await ports.virtualMachines.readState(vmId, context)).toMatchObject({
      kind: "no-answer",
    });
  });
});

describe("the time limit", () => {
  it("is one of the app's clock, so that it holds where clocks run faster", async () => {
    let now = nowMs;
    const client = scriptedClient(() => {
      now += 70_000;
      return "hang";
    });
    const transport = transportOver(client, { clock: { now: () => instantOf(now) } });
    const exchange = await transport.get(`${endpoint}/x`, context);
    expect(exchange).toMatchObject({ kind: "unanswered", sent: true });
  });

  it("aborts the request that it gives up on", async () => {
    let aborted = false;
    const transport = transportOver(
      scriptedClient(() => ({})),
      {
        answerTimeLimitMs: 20,
        httpClient: {
          sendRequest: (request) =>
            new Promise((_, reject) => {
              request.abortSignal?.addEventListener("abort", () => {
                aborted = true;
                reject(new Error("aborted"));
              });
            }),
        },
      },
    );
    expect(await transport.get(`${endpoint}/x`, context)).toMatchObject({
      kind: "unanswered",
      sent: true,
    });
    expect(aborted).toBe(true);
  });
});

describe("a connection", () => {
  it("that cannot be made is no answer, over the real client too", async () => {
    const transport = transportOver(
      scriptedClient(() => ({})),
      {
        endpoint: "https://127.0.0.1:9",
        httpClient: createDefaultHttpClient(),
      },
    );
    const exchange = await transport.get("https://127.0.0.1:9/x", context);
    expect(exchange).toMatchObject({ kind: "unanswered", sent: true });
  });
});
