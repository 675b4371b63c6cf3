// Registers the HTTP functions: each finds out who asks, hands over to its handler, and never lets a
// thrown error out as anything but a problem that says nothing of the inside.

import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { app } from "@azure/functions";
import type { FunctionInput, HttpHandler, HttpMethod, InvocationContext } from "@azure/functions";
import type { triggerNames } from "../../contracts/function-names.ts";
import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import type { Clock } from "../../contracts/ports.ts";
import { answered } from "./answered.ts";
import type { Handler } from "./answered.ts";
import { breakLease } from "./break-lease.ts";
import { cancelOperation } from "./cancel-operation.ts";
import { classify } from "./classify.ts";
import type { HttpPorts, HttpSettings } from "./http-ports.ts";
import { listLeases } from "./list-leases.ts";
import { listOperations } from "./list-operations.ts";
import { readLease } from "./read-lease.ts";
import { readOperation } from "./read-operation.ts";
import { readResource } from "./read-resource.ts";
import { releaseLease } from "./release-lease.ts";
import { renewLease } from "./renew-lease.ts";
import { startOperation } from "./start-operation.ts";
import { takeLease } from "./take-lease.ts";
import { unknownRoute } from "./unknown-route.ts";

export interface HttpTriggerOptions {
  /** The durable client of an invocation, as a port. */
  readonly orchestrations: (context: InvocationContext) => OrchestrationPort;
  /** The input by which an invocation gets its durable client. */
  readonly clientInput: FunctionInput;
  readonly azure: HttpPorts["azure"];
  readonly clock: Clock;
  readonly settings: HttpSettings;
}

interface HttpFunction {
  readonly method: HttpMethod | "any";
  readonly route: string;
  readonly handler: Handler;
}

const functions: Readonly<Record<(typeof triggerNames)[number], HttpFunction>> = {
  httpStartOperation: {
    method: "POST",
    route: "api/v1/operations",
    handler: startOperation,
  },
  httpReadOperation: {
    method: "GET",
    route: "api/v1/operations/{id}",
    handler: (question, _principal, ports) => readOperation(question, ports),
  },
  httpListOperations: {
    method: "GET",
    route: "api/v1/operations",
    handler: (question, _principal, ports) => listOperations(question, ports),
  },
  httpCancelOperation: {
    method: "POST",
    route: "api/v1/operations/{id}/cancel",
    handler: cancelOperation,
  },
  httpReadResource: {
    method: "GET",
    route: "api/v1/resources/{*resourceId}",
    handler: (question, _principal, ports) => readResource(question, ports),
  },
  httpListLeases: {
    method: "GET",
    route: "api/v1/leases",
    handler: (question, _principal, ports) => listLeases(question, ports),
  },
  httpTakeLease: { method: "POST", route: "api/v1/leases", handler: takeLease },
  // Before the routes with an ID in its place.
  httpBreakLease: { method: "POST", route: "api/v1/leases/break", handler: breakLease },
  httpReadLease: {
    method: "GET",
    route: "api/v1/leases/{id}",
    handler: (question, _principal, ports) => readLease(question, ports),
  },
  httpRenewLease: { method: "POST", route: "api/v1/leases/{id}/renew", handler: renewLease },
  httpReleaseLease: { method: "POST", route: "api/v1/leases/{id}/release", handler: releaseLease },
  httpClassify: {
    method: "POST",
    route: "api/v1/classify",
    handler: (question) => classify(question),
  },
  unknownRoute: {
    method: "any",
    route: "api/v1/{*rest}",
    handler: (question) => unknownRoute(question),
  },
};

const anyMethod: HttpMethod[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Once per process, before the app starts. host.json sets an empty route prefix. */
export function registerHttpTriggers(options: HttpTriggerOptions): void {
  // Without it a chunked body arrives empty.
  app.setup({ enableHttpStream: true });
  const { azure, clock, settings } = options;
  for (const [name, { method, route, handler }] of Object.entries(functions)) {
    const serve: HttpHandler = (request, context) =>
      answered(request, {
        handler,
        ports: {
          azure,
          clock,
          settings,
          newId: randomUUID,
          newToken: () => randomBytes(32).toString("base64url"),
          pause,
          orchestrations: options.orchestrations(context),
        },
        invocationId: context.invocationId,
        log: (sentence) => context.error(sentence),
      });
    app.http(name, {
      methods: method === "any" ? anyMethod : [method],
      // Who may ask is decided by the principal and not by a function key.
      authLevel: "anonymous",
      route,
      extraInputs: [options.clientInput],
      handler: serve,
    });
  }
}
