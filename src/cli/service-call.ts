// One request to the service and what came back. A problem that the service tells becomes a sentence
// with the exit code that it stands for; what cannot come from Interlock is told as a wrong address.

import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { ExitName } from "../contracts/exit-codes.ts";
import { printable } from "./printable.ts";
import type { ServiceAddress } from "./service-address.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";

const answerMs = 60_000;
const triesMax = 3;
const earlyMax = 5;
const retryMaxMs = 10_000;

const problemSchema = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ field: z.string(), problem: z.string() })).optional(),
});
type ToldProblem = z.infer<typeof problemSchema>;

export interface Asking {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** How long the answer may take. */
  readonly answerMs?: number;
  /** Ends the wait for the answer before that. */
  readonly signal?: AbortSignal;
}

/** The service answered that it does not do what was asked. */
export class ServiceRefusal extends Trouble {
  readonly status: number;
  /** The problem as it was told, with whatever it carries beside its sentence. */
  readonly problem: ToldProblem;
  /** When to ask again, where the service says that; null where it does not. */
  readonly retryAfterMs: number | null;

  constructor(told: {
    readonly status: number;
    readonly problem: ToldProblem;
    readonly retryAfter: string | null;
  }) {
    const { status, problem } = told;
    const exit: ExitName = status >= 500 || status === 429 ? "unreachable" : "badInput";
    const { title, detail, errors = [] } = problem;
    const fields = errors.map((each) => `\n  ${printable(each.field)}: ${printable(each.problem)}`);
    super(exit, `${printable(detail ?? title)}${fields.join("")}`);
    this.status = status;
    this.problem = problem;
    const seconds = Number(told.retryAfter ?? Number.NaN);
    this.retryAfterMs = seconds > 0 ? Math.min(seconds * 1000, retryMaxMs) : null;
  }
}

/** The request went out, perhaps arrived, and no whole answer came. */
class AnswerLost extends Trouble {}

/** The parsed body of the answer. Throws a Trouble for every answer that is none of success. */
export async function askService(
  service: ServiceAddress,
  path: string,
  asking: Asking = {},
): Promise<unknown> {
  const { response, text } = await send(service, path, asking);
  const body = jsonOf(text);
  if (response.ok) return body;
  const { status } = response;
  if (status === 401) {
    throw new Trouble(
      "badInput",
      `The service at ${service.url} does not know who asks: set INTERLOCK_TOKEN to a token that it accepts.`,
    );
  }
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) {
    const retryAfter = response.headers.get("retry-after");
    throw new ServiceRefusal({ status, problem: parsed.data, retryAfter });
  }
  throw new Trouble(
    "unreachable",
    `${service.url} answered with status ${status} and not as Interlock does: see whether INTERLOCK_URL names the right service.`,
  );
}

/** For what is safe to send again: a start whose answer was lost meets the same one by its key, and one
 * that cannot be answered yet is answered in a moment. */
export async function repeatWhenLost<T>(ask: () => Promise<T>): Promise<T> {
  let lost = 0;
  let early = 0;
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      const pauseMs = thrown instanceof AnswerLost ? 0 : laterOf(thrown);
      if (thrown instanceof AnswerLost) lost += 1;
      else early += 1;
      if (pauseMs === null || lost >= triesMax || early >= earlyMax) throw thrown;
      await wait(pauseMs);
    }
  }
}

/** Null for what is not better asked later. */
function laterOf(thrown: unknown): number | null {
  return thrown instanceof ServiceRefusal && thrown.status === 503 ? thrown.retryAfterMs : null;
}

/** The answer, if it has the shape that Interlock gives it. */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown, service: ServiceAddress): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new Trouble(
    "unreachable",
    `${service.url} did not answer as Interlock does: see whether INTERLOCK_URL names the right service.`,
  );
}

async function send(
  service: ServiceAddress,
  path: string,
  asking: Asking,
): Promise<{ readonly response: Response; readonly text: string }> {
  const headers = new Headers(asking.headers);
  headers.set("accept", "application/json, application/problem+json");
  if (asking.body !== undefined) headers.set("content-type", "application/json");
  if (service.token !== null) headers.set("authorization", `Bearer ${service.token}`);
  const limits = [AbortSignal.timeout(Math.ceil(asking.answerMs ?? answerMs))];
  if (asking.signal !== undefined) limits.push(asking.signal);
  try {
    const response = await fetch(`${service.url}${path}`, {
      method: asking.method ?? "GET",
      headers,
      ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
      signal: AbortSignal.any(limits),
      redirect: "error",
    });
    return { response, text: await response.text() };
  } catch (thrown) {
    throw noAnswer(service, thrown);
  }
}

function jsonOf(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
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
