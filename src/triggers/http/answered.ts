// What every request goes through: nobody without a principal gets past the door, and an error that a
// handler throws becomes a problem without its text, which goes to the log instead.

import type { Principal } from "../../domain/principal.ts";
import { problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { principalOf } from "./local-tokens.ts";
import { problems } from "./problems.ts";

export type Handler = (
  question: HttpQuestion,
  principal: Principal,
  ports: HttpPorts,
) => Promise<HttpAnswer>;

export async function answered(
  question: HttpQuestion,
  to: {
    readonly handler: Handler;
    readonly ports: HttpPorts;
    readonly invocationId: string;
    readonly log: (sentence: string) => void;
  },
): Promise<HttpAnswer> {
  const authorization = question.headers.get("authorization");
  const principal = principalOf(authorization, to.ports.settings.tokens);
  if (principal === null) {
    const detail =
      authorization === null
        ? "The request names nobody: send the header Authorization with a bearer token."
        : "The bearer token is not one that is accepted here.";
    const challenge =
      authorization === null
        ? 'Bearer realm="interlock"'
        : 'Bearer realm="interlock", error="invalid_token"';
    return problemAnswer(problems.unauthenticated(detail), { "www-authenticate": challenge });
  }
  try {
    return await to.handler(question, principal, to.ports);
  } catch (thrown) {
    to.log(`${question.method} failed: ${describeChain(thrown)}`);
    return problemAnswer(problems.fault(to.invocationId), { "retry-after": "5" });
  }
}

/** The error and what caused it, for the log only. */
function describeChain(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? own : `${own}\ncaused by ${describeChain(thrown.cause)}`;
}
