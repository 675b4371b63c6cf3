// Lists entities with their committed states, page by page. The durable client has no such query, so the
// management API is asked at the address that the host has given to the invocation, as the client asks
// it. That address may carry a key of the host: it stands in no error and in no log.

import type { InvocationContext } from "@azure/functions";
import { z } from "zod";
import type { EntityPage, EntityPageQuery } from "../contracts/orchestration-port.ts";

const tokenHeader = "x-ms-continuation-token";

/** The host is in the same process group or on the same machine, and a page is small. */
const answerWithinMs = 30_000;

const clientInputSchema = z.object({
  /** Where the client asks; hosts without it have the public address instead. */
  rpcBaseUrl: z.string().nullish(),
  baseUrl: z.string().nullish(),
  requiredQueryStringParameters: z.string().nullish(),
});

const pageSchema = z.array(
  z.object({
    entityId: z.object({ name: z.string(), key: z.string() }),
    state: z.unknown(),
  }),
);

export async function readEntityPage(
  invocation: InvocationContext,
  query: EntityPageQuery,
): Promise<EntityPage> {
  const address = addressOf(invocation, query);
  const headers = query.from === null ? {} : { [tokenHeader]: query.from };
  const response = await ask(address, headers);
  if (response.status !== 200) {
    throw new Error(`The durable runtime answered HTTP ${response.status} to a list of entities.`);
  }
  const page = pageSchema.parse(await response.json());
  const next = response.headers.get(tokenHeader);
  return {
    entities: page.map(({ entityId, state }) => ({ key: entityId.key, state: state ?? null })),
    // A page may be empty and still have another one after it.
    next: next === null || next === "" ? null : next,
  };
}

async function ask(address: URL, headers: Readonly<Record<string, string>>): Promise<Response> {
  try {
    return await fetch(address, { headers, signal: AbortSignal.timeout(answerWithinMs) });
  } catch {
    // The cause may name the address.
    throw new Error("The durable runtime did not answer when it was asked for a list of entities.");
  }
}

/** Entity names are kept in lower case by the host, and a name in another letter case finds nothing on
 * some of its storage providers. */
function addressOf(invocation: InvocationContext, { entity, top }: EntityPageQuery): URL {
  const { rpcBaseUrl, baseUrl, requiredQueryStringParameters } = clientInputOf(invocation);
  const path = `entities/${entity.toLowerCase()}`;
  const address =
    rpcBaseUrl != null
      ? new URL(path, rpcBaseUrl)
      : new URL(`${baseUrl ?? ""}/${path}?${requiredQueryStringParameters ?? ""}`);
  address.searchParams.set("fetchState", "true");
  address.searchParams.set("top", String(top));
  return address;
}

/** What `df.getClient` reads, too. */
function clientInputOf(invocation: InvocationContext): z.output<typeof clientInputSchema> {
  const input = invocation.options.extraInputs.find(({ type }) => type === "durableClient");
  if (input === undefined) throw new Error("This function has no durable client as an input.");
  return clientInputSchema.parse(invocation.extraInputs.get(input));
}
