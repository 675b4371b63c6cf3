// Reads the Activity Log of one resource: who asked for what, known by the client request ID that came
// with it. It lags by minutes and serves attribution afterwards, never a check before a write.

import { z } from "zod";
import type { ActivityEvent, ActivityLogPort } from "../contracts/ports.ts";
import { instantOf } from "../domain/instant.ts";
import { partsOf } from "../domain/resource-id.ts";
import { readPages } from "./pages.ts";
import { mapRead } from "./reading.ts";
import type { Transport } from "./transport.ts";

const pagesMax = 5;
const eventsMax = 500;

const word = z.object({ value: z.string().nullish() }).nullish();
const text = z.string().nullish();

const eventBody = z.object({
  eventTimestamp: z.iso.datetime({ offset: true }),
  operationName: word,
  eventName: word,
  status: word,
  subStatus: word,
  caller: text,
  resourceId: text,
  operationId: text,
  correlationId: text,
  httpRequest: z.object({ clientRequestId: text }).nullish(),
});

export function createActivityLogPort(transport: Transport): ActivityLogPort {
  return {
    async listEvents({ resourceId, from, to }, context) {
      const { id, subscriptionId } = partsOf(resourceId);
      // Quotation marks are doubled, as OData wants them; an instant and an ID have nothing else.
      const filter =
        `eventTimestamp ge '${from}' and eventTimestamp le '${to}' ` +
        `and resourceUri eq '${id.replaceAll("'", "''")}'`;
      const read = await readPages({
        transport,
        context,
        firstPage: async (client) => {
          // Loaded when it is needed, which is rare: every start of the app would pay for it else.
          const { MonitorClient } = await import("@azure/arm-monitor");
          const monitor = new MonitorClient(client.credential, subscriptionId, client);
          return monitor.activityLogs.list(filter).byPage().next();
        },
        item: eventBody,
        pagesMax,
      });
      return mapRead(read, ({ items, complete }) => ({
        events: items
          .slice(0, eventsMax)
          .map(eventOf)
          .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at))),
        complete: complete && items.length <= eventsMax,
      }));
    },
  };
}

function eventOf(event: z.infer<typeof eventBody>): ActivityEvent {
  return {
    at: instantOf(Date.parse(event.eventTimestamp)),
    operationName: event.operationName?.value ?? "",
    eventName: event.eventName?.value ?? "",
    status: event.status?.value ?? "",
    subStatus: event.subStatus?.value ?? "",
    caller: event.caller ?? "",
    resourceId: event.resourceId ?? "",
    operationId: event.operationId ?? "",
    correlationId: event.correlationId ?? "",
    clientRequestId: event.httpRequest?.clientRequestId ?? null,
  };
}
