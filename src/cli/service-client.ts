// Talks to the service over its HTTP API. Answers are checked for being what they should be; a
// problem that the service tells becomes a sentence with the exit code that it stands for.

import { z } from "zod";
import type { ExitName } from "../contracts/exit-codes.ts";
import type {
  OperationListView,
  OperationView,
  ResourceView,
  StartOperationBody,
} from "../contracts/http-shapes.ts";
import { printable } from "./printable.ts";
import type { ServiceAddress } from "./service-address.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";

const answerMs = 60_000;
const startsMax = 3;

const problemSchema = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string(), problem: z.string() })).optional(),
});
const operationSchema = z.looseObject({ id: z.string(), status: z.string(), target: z.string() });
const listSchema = z.looseObject({ operations: z.array(operationSchema) });
const resourceSchema = z.looseObject({ resourceId: z.string(), lease: z.looseObject({}) });

export interface ServiceClient {
  readonly url: string;
  start(body: StartOperationBody, key: string): Promise<OperationView>;
  read(operationId: string): Promise<OperationView>;
  list(query: { max?: string; status?: string }): Promise<OperationListView>;
  resource(resourceId: string): Promise<ResourceView>;
}

// The casts name what the API's contract promises: its own schema is checked as far as a wrong
// server at the address would show.
export function createServiceClient(service: ServiceAddress): ServiceClient {
  const ask = (path: string, init?: RequestInit): Promise<unknown> => call(service, path, init);
  return {
    url: service.url,
    async start(body, key) {
      const headers = { "content-type": "application/json", "idempotency-key": key };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      const answer = await repeatStart(() => ask("/api/v1/operations", init));
      return shaped(operationSchema, answer, service) as unknown as OperationView;
    },
    async read(operationId) {
      const answer = await ask(`/api/v1/operations/${encodeURIComponent(operationId)}`);
      return shaped(operationSchema, answer, service) as unknown as OperationView;
    },
    async list(query) {
      const text = new URLSearchParams(query).toString();
      const answer = await ask(`/api/v1/operations${text === "" ? "" : `?${text}`}`);
      return shaped(listSchema, answer, service) as unknown as OperationListView;
    },
    async resource(resourceId) {
      const path = resourceId.split("/").map(encodeURIComponent).join("/");
      const answer = await ask(`/api/v1/resources${path}`);
      return shaped(resourceSchema, answer, service) as unknown as ResourceView;
    },
  };
}

/** The key makes it safe: a start whose answer was lost meets the same operation again. */
async function repeatStart(start: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (thrown) {
      if (!(thrown instanceof AnswerLost) || tries >= startsMax) throw thrown;
    }
  }
}

/** The request went out, perhaps arrived, and no whole answer came. */
class AnswerLost extends Trouble {}

async function call(
  service: ServiceAddress,
  path: string,
  init: RequestInit = {},
): Promise<unknown> {
  const headers = new Headers(init.headers);
  headers.set("accept", "application/json, application/problem+json");
  if (service.token !== null) headers.set("authorization", `Bearer ${service.token}`);
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(answerMs);
    response = await fetch(`${service.url}${path}`, {
      ...init,
      headers,
      signal,
      redirect: "error",
    });
    text = await response.text();
  } catch (thrown) {
    throw noAnswer(service, thrown);
  }
  let body: unknown;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    body = null;
  }
  if (response.ok) return body;
  throw troubleOf(response.status, body, service);
}

function noAnswer(service: ServiceAddress, thrown: unknown): Trouble {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  const code = (cause as { code?: unknown } | null)?.code;
  const what = typeof code === "string" ? code : cause instanceof Error ? cause.name : "no answer";
  const sentence = `The service at ${service.url} does not answer (${printable(what)}): see whether it runs, or start it with \`${typedCommand("up")}\`.`;
  return what === "ECONNREFUSED"
    ? new Trouble("unreachable", sentence)
    : new AnswerLost("unreachable", sentence);
}

function troubleOf(status: number, body: unknown, service: ServiceAddress): Trouble {
  const exit: ExitName = status >= 500 || status === 429 ? "unreachable" : "badInput";
  const parsed = problemSchema.safeParse(body);
  if (status === 401) {
    return new Trouble(
      "badInput",
      `The service at ${service.url} does not know who asks: set INTERLOCK_TOKEN to a token that it accepts.`,
    );
  }
  if (!parsed.success) {
    const sentence = `${service.url} answered with status ${status} and not as Interlock does: see whether INTERLOCK_URL names the right service.`;
    return new Trouble("unreachable", sentence);
  }
  const { title, detail, errors = [] } = parsed.data;
  const fields = errors.map((each) => `\n  ${printable(each.field)}: ${printable(each.problem)}`);
  return new Trouble(exit, `${printable(detail ?? title)}${fields.join("")}`);
}

function shaped<T>(schema: z.ZodType<T>, answer: unknown, service: ServiceAddress): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new Trouble(
    "unreachable",
    `${service.url} did not answer as Interlock does: see whether INTERLOCK_URL names the right service.`,
  );
}
