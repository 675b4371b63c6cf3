// The routes by which a test or a person drives the simulator from outside. They are no part of
// Azure: they have a prefix of their own, need no token, and are in no log.

import { z } from "zod";
import { emptyAnswer, jsonAnswer } from "./arm-answer.ts";
import type { ReadRequest } from "./arm/request-reading.ts";
import type { Azure } from "./azure-contract.ts";
import type { Clock, ManualClock } from "./clock.ts";
import { faultSchema } from "./fault.ts";
import type { Fault } from "./fault.ts";
import type { AzureAnswer } from "./protocol.ts";
import { worldSchema } from "./world.ts";

const CONTROL_PREFIX = "/_simulator/";

export function isControlPath(path: string): boolean {
  return path.toLowerCase().startsWith(CONTROL_PREFIX);
}

/** What control routes drive: Azure without its front. */
export type Controlled = Omit<Azure, "handle">;

function isManual(clock: Clock): clock is ManualClock {
  return "advance" in clock;
}

export function answerControl(read: ReadRequest, azure: Controlled, clock: Clock): AzureAnswer {
  if (read.malformed !== null) return read.malformed;
  const route = `${read.method} ${read.path.slice(CONTROL_PREFIX.length).replace(/\/$/, "")}`;
  const handler = HANDLERS.find(({ pattern }) => pattern.test(route));
  if (handler === undefined) {
    return problem(404, `There is no control route ${read.method} ${read.path}.`);
  }
  const [, id] = handler.pattern.exec(route) ?? [];
  try {
    return handler.answer({ azure, clock, id, body: read.body, query: read.query });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return problem(400, error instanceof z.ZodError ? z.prettifyError(error) : error.message);
  }
}

function problem(status: number, message: string): AzureAnswer {
  return jsonAnswer(status, { error: { code: "SimulatorControl", message } });
}

interface ControlCall {
  readonly azure: Controlled;
  readonly clock: Clock;
  readonly id: string | undefined;
  readonly body: unknown;
  readonly query: ReadonlyMap<string, string>;
}

interface Handler {
  readonly pattern: RegExp;
  readonly answer: (call: ControlCall) => AzureAnswer;
}

function nowAnswer({ azure, clock }: ControlCall): AzureAnswer {
  const nowMs = clock.now();
  const nextEventMs = azure.nextEventAt() ?? null;
  const now = new Date(nowMs).toISOString();
  return jsonAnswer(200, { now, nowMs, manual: isManual(clock), nextEventMs });
}

const advanceBody = z.object({ ms: z.number().nonnegative() });
const tokenBody = z.object({ principal: z.string() });

/** One fault or a list of them. */
function parseFaults(body: unknown): readonly Fault[] {
  return Array.isArray(body) ? z.array(faultSchema).parse(body) : [faultSchema.parse(body)];
}

const HANDLERS: readonly Handler[] = [
  { pattern: /^GET now$/i, answer: nowAnswer },
  { pattern: /^GET dump$/i, answer: ({ azure }) => jsonAnswer(200, azure.dump()) },
  {
    pattern: /^POST seed$/i,
    answer: ({ azure, body }) => {
      azure.seed(worldSchema.parse(body));
      return emptyAnswer(204);
    },
  },
  {
    pattern: /^POST clock\/advance$/i,
    answer: (call) => {
      const { ms } = advanceBody.parse(call.body);
      if (!isManual(call.clock)) return problem(409, "This simulator's clock runs by itself.");
      call.clock.advance(ms);
      return nowAnswer(call);
    },
  },
  { pattern: /^GET faults$/i, answer: ({ azure }) => jsonAnswer(200, { value: azure.faults() }) },
  {
    pattern: /^POST faults$/i,
    answer: ({ azure, body }) => jsonAnswer(201, { ids: azure.addFaults(parseFaults(body)) }),
  },
  { pattern: /^POST faults(?:\/([^/]+))?\/release$/i, answer: releaseAnswer },
  {
    pattern: /^DELETE faults(?:\/([^/]+))?$/i,
    answer: ({ azure, id }) => {
      azure.removeFaults(id);
      return emptyAnswer(204);
    },
  },
  {
    pattern: /^GET exchanges$/i,
    answer: ({ azure, query }) =>
      jsonAnswer(200, { exchanges: azure.exchanges(Number(query.get("since") ?? "0")) }),
  },
  {
    pattern: /^POST tokens$/i,
    answer: ({ azure, body }) =>
      jsonAnswer(200, { token: azure.mintToken(tokenBody.parse(body).principal) }),
  },
];

function releaseAnswer({ azure, id }: ControlCall): AzureAnswer {
  azure.release(id);
  return emptyAnswer(204);
}
