// What the commands ask the service about operations and resources, over its HTTP API.

import { z } from "zod";
import type {
  OperationListView,
  OperationView,
  ResourceView,
  StartOperationBody,
} from "../contracts/http-shapes.ts";
import type { ServiceAddress } from "./service-address.ts";
import { askService, repeatWhenLost, shaped } from "./service-call.ts";

const operationSchema = z.looseObject({ id: z.string(), status: z.string(), target: z.string() });
const listSchema = z.looseObject({ operations: z.array(operationSchema) });
const resourceSchema = z.looseObject({ resourceId: z.string(), lease: z.looseObject({}) });

export interface ServiceClient {
  readonly url: string;
  start(body: StartOperationBody, key: string): Promise<OperationView>;
  read(operationId: string): Promise<OperationView>;
  /** Asks the operation to stop and to put everything back; the answer is how it stands then. */
  cancel(operationId: string): Promise<OperationView>;
  list(query: { max?: string; status?: string }): Promise<OperationListView>;
  resource(resourceId: string): Promise<ResourceView>;
}

// The casts name what the API's contract promises: its own schema is checked as far as a wrong
// server at the address would show.
export function createServiceClient(service: ServiceAddress): ServiceClient {
  const operation = (answer: unknown): OperationView =>
    shaped(operationSchema, answer, service) as unknown as OperationView;
  const pathOf = (operationId: string): string =>
    `/api/v1/operations/${encodeURIComponent(operationId)}`;
  return {
    url: service.url,
    async start(body, key) {
      const headers = { "idempotency-key": key };
      const asking = { method: "POST", headers, body } as const;
      return operation(
        await repeatWhenLost(() => askService(service, "/api/v1/operations", asking)),
      );
    },
    async read(operationId) {
      return operation(await askService(service, pathOf(operationId)));
    },
    async cancel(operationId) {
      const path = `${pathOf(operationId)}/cancel`;
      return operation(await repeatWhenLost(() => askService(service, path, { method: "POST" })));
    },
    async list(query) {
      const text = new URLSearchParams(query).toString();
      const answer = await askService(
        service,
        `/api/v1/operations${text === "" ? "" : `?${text}`}`,
      );
      return shaped(listSchema, answer, service) as unknown as OperationListView;
    },
    async resource(resourceId) {
      const path = resourceId.split("/").map(encodeURIComponent).join("/");
      const answer = await askService(service, `/api/v1/resources${path}`);
      return shaped(resourceSchema, answer, service) as unknown as ResourceView;
    },
  };
}
