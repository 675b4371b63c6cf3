// Who wrote to which machine from when to when, as the simulator's tap shows it. A writer lasts from
// its request to the end of the operation that the request has started.
import { z } from "zod";

const exchangeSchema = z.looseObject({
  startedAt: z.string(),
  endedAt: z.string(),
  request: z.looseObject({ method: z.string(), url: z.string() }),
  response: z.looseObject({ status: z.number(), body: z.unknown() }).nullable(),
  operationId: z.string().optional(),
});

const pollSchema = z.looseObject({ status: z.string(), endTime: z.string() });

export interface Writer {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly status: number | null;
  meets(other: Writer): boolean;
}

export function writersOf(tap: readonly unknown[]): readonly Writer[] {
  const exchanges = tap.map((each) => exchangeSchema.parse(each));
  const endOf = (operationId: string): string | undefined =>
    exchanges
      .filter(({ request }) => request.method === "GET" && request.url.includes(operationId))
      .flatMap(({ response }) => {
        const poll = pollSchema.safeParse(response?.body);
        return poll.success ? [poll.data.endTime] : [];
      })[0];
  return exchanges
    .filter(({ request }) => request.method !== "GET")
    .map(({ startedAt, endedAt, request, response, operationId }) => {
      const end = operationId === undefined ? undefined : endOf(operationId);
      return writer({
        path: machineOf(request.url),
        from: startedAt,
        to: new Date(Date.parse(end ?? endedAt)).toISOString(),
        status: response?.status ?? null,
      });
    });
}

function writer(facts: Omit<Writer, "meets">): Writer {
  const self: Writer = {
    ...facts,
    meets: (other) =>
      other !== self && other.path === self.path && self.from < other.to && other.from < self.to,
  };
  return self;
}

/** Actions on a machine, such as `…/start`, count as writes to the machine. */
function machineOf(url: string): string {
  const { pathname } = new URL(url, "https://management.azure.com");
  return pathname.toLowerCase().split("/").slice(0, 9).join("/");
}
