/**
 * The HTTP API of the Durable extension, the same under two addresses: without a key on loopback for
 * durable clients, and with the system key under /runtime/webhooks/durabletask. Status codes, bodies
 * and oddities are those of a real host; what is not offered answers 501 and says so.
 */
import { randomUUID } from "node:crypto";
import { managementUrls } from "./client-binding.ts";
import type { ClientAddresses } from "./client-binding.ts";
import { isoNow } from "./engine-parts.ts";
import type { EngineParts } from "./engine-parts.ts";
import { entityIdText } from "./entity-id.ts";
import { EventType } from "./history.ts";
import type { IncomingEvent } from "./history.ts";
import { listEntities, listInstances } from "./instance-list.ts";
import {
  empty,
  invalidJson,
  json,
  jsonHeaders,
  message,
  notYet,
  pageResponse,
  readJson,
  tokenHeader,
} from "./management-answers.ts";
import { purgeInstance, purgeInstances } from "./purge.ts";
import { startInstance } from "./start-instance.ts";
import { statusBody } from "./status-view.ts";
import { isFinished } from "./store.ts";

export interface ManagementApi {
  /** `path` is relative to the base address and starts with a slash. */
  handle(request: Request, path: string): Promise<Response>;
}

export function createManagementApi(
  parts: EngineParts,
  addresses: () => ClientAddresses,
): ManagementApi {
  const api = new Handlers(parts, addresses);
  return {
    handle(request, path) {
      const parsed = path.split("/").filter((part) => part !== "");
      let segments: readonly string[];
      try {
        segments = parsed.map(decodeURIComponent);
      } catch {
        return Promise.resolve(empty(400));
      }
      return api.route(request, segments);
    },
  };
}

class Handlers {
  readonly #parts: EngineParts;
  readonly #addresses: () => ClientAddresses;

  constructor(parts: EngineParts, addresses: () => ClientAddresses) {
    this.#parts = parts;
    this.#addresses = addresses;
  }

  async route(request: Request, segments: readonly string[]): Promise<Response> {
    const { method } = request;
    const url = new URL(request.url);
    const hub = url.searchParams.get("taskHub");
    if (hub !== null && hub !== this.#parts.settings.hubName) return empty(404);
    const [area, first, second, third, ...more] = segments;
    if (more.length > 0) return empty(404);
    if (area === "orchestrators" && first !== undefined && third === undefined) {
      return method === "POST" ? this.#start(request, url, first, second) : empty(404);
    }
    if (area === "instances") return this.#instances(request, url, [first, second, third]);
    if (area === "entities" && third === undefined) {
      return this.#entities(request, url, first, second);
    }
    return empty(404);
  }

  async #instances(
    request: Request,
    url: URL,
    [id, verb, eventName]: readonly (string | undefined)[],
  ): Promise<Response> {
    const { method } = request;
    if (method === "DELETE" && verb === undefined) {
      return id === undefined
        ? purgeInstances(this.#parts, url.searchParams)
        : purgeInstance(this.#parts, id);
    }
    if (id === undefined) return method === "GET" ? this.#list(request, url) : empty(404);
    if (verb === undefined) return method === "GET" ? this.#status(url, id) : empty(404);
    if (method !== "POST") return empty(404);
    if (verb.toLowerCase() === "raiseevent" && eventName !== undefined) {
      return this.#raise(request, id, eventName);
    }
    if (eventName !== undefined) return empty(404);
    switch (verb.toLowerCase()) {
      case "terminate":
        return this.#send(id, terminated(url.searchParams.get("reason") ?? "", this.#now()));
      case "suspend":
      case "resume":
        return this.#unfinished(id) ?? notYet("Suspending and resuming instances");
      case "rewind":
      case "restart":
        return this.#known(id) ?? notYet("Rewinding and restarting instances");
      default:
        return empty(404);
    }
  }

  async #start(
    request: Request,
    url: URL,
    name: string,
    givenId: string | undefined,
  ): Promise<Response> {
    const body = await request.text();
    const input = readJson(body);
    if (input.invalid !== undefined) return invalidJson(input.invalid);
    const id = givenId ?? randomUUID().replaceAll("-", "");
    // Azure Storage refuses such an id as the name of a blob and the call ends in a 500.
    if (/[^ -~]/.test(id))
      return message(500, "Something went wrong while processing your request");
    const refused = await this.#parts.database.transact(() =>
      startInstance(this.#parts, {
        id,
        name,
        input: body === "" ? null : body,
        version: url.searchParams.get("version"),
      }),
    );
    if (refused !== undefined) {
      return message(409, `An Orchestration instance with the status ${refused} already exists.`);
    }
    this.#parts.wakes.orchestration(id);
    // The answer to a start names no rewind, unlike the client's own list (seen on a real host).
    const { rewindPostUri: _, ...links } = managementUrls(this.#addresses(), id);
    return json(202, links, { location: links.statusQueryGetUri, "retry-after": "10" });
  }

  #status(url: URL, id: string): Response {
    const row = this.#parts.instances.find(id);
    if (row === undefined) return empty(404);
    const query = url.searchParams;
    const options = {
      showInput: query.get("showInput") !== "false",
      showHistory: query.get("showHistory") === "true",
      showHistoryOutput: query.get("showHistoryOutput") === "true",
    };
    const history = options.showHistory ? this.#parts.instances.history(id) : [];
    const body = statusBody(row, history, options);
    if (!isFinished(row.status)) {
      return json(202, body, { location: url.href, "retry-after": "5" });
    }
    const told = query.get("returnInternalServerErrorOnFailure") === "true";
    return json(row.status === "Failed" && told ? 500 : 200, body);
  }

  #list(request: Request, url: URL): Response {
    if (Number(url.searchParams.get("top")) < 0) {
      return message(500, "Something went wrong while processing your request");
    }
    const token = request.headers.get(tokenHeader);
    return pageResponse(listInstances(this.#parts, url.searchParams, token));
  }

  async #raise(request: Request, id: string, name: string): Promise<Response> {
    // The SDK would take such an event for the completion of the task with that number.
    if (/^\d+$/.test(name)) {
      return message(400, `The event name ${name} is a number, which would end a task instead.`);
    }
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") {
      return message(400, "Only application/json request content is supported");
    }
    const body = await request.text();
    const input = readJson(body);
    if (body.trim() === "" || input.invalid !== undefined) {
      return invalidJson(input.invalid ?? "The body is empty.");
    }
    return this.#send(id, {
      EventType: EventType.EventRaised,
      Name: name,
      Input: JSON.stringify(input.value),
      EventId: -1,
      Timestamp: this.#now(),
    });
  }

  /** Delivers a message to an instance: 202, or 404 for an unknown and 410 for an ended one. */
  async #send(id: string, event: IncomingEvent): Promise<Response> {
    const refused = await this.#parts.database.transact(() => {
      const refusal = this.#unfinished(id);
      if (refusal === undefined) {
        this.#parts.instances.send({ instanceId: id, executionId: null, event });
      }
      return refusal;
    });
    if (refused !== undefined) return refused;
    this.#parts.wakes.orchestration(id);
    return empty(202);
  }

  async #entities(
    request: Request,
    url: URL,
    name: string | undefined,
    key: string | undefined,
  ): Promise<Response> {
    if (name === undefined || key === undefined) {
      if (request.method !== "GET") return empty(404);
      const token = request.headers.get(tokenHeader);
      const filter = name === undefined ? {} : { name };
      return pageResponse(listEntities(this.#parts, { ...filter, query: url.searchParams, token }));
    }
    if (request.method === "GET") return this.#readEntity(name, key);
    if (request.method !== "POST") return empty(404);
    return this.#signal(request, { name, key, operation: url.searchParams.get("op") ?? "" });
  }

  #readEntity(name: string, key: string): Response {
    const row = this.#parts.work.entity(entityIdText({ name, key }));
    if (row === undefined) return empty(404);
    return new Response(row.state ?? "null", { status: 200, headers: jsonHeaders });
  }

  async #signal(
    request: Request,
    signal: { name: string; key: string; operation: string },
  ): Promise<Response> {
    const { entities } = this.#parts.functions;
    if (entities.find(signal.name) === undefined) {
      return message(400, entities.missing(signal.name.toLowerCase()));
    }
    const body = await request.text();
    const input = readJson(body);
    const text = input.invalid === undefined ? body : JSON.stringify(body);
    const entityId = entityIdText(signal);
    await this.#parts.database.transact(() =>
      this.#parts.work.sendToEntity(entityId, {
        op: signal.operation,
        ...(body === "" ? {} : { input: text }),
        signal: true,
        id: randomUUID(),
      }),
    );
    this.#parts.wakes.entity(entityId);
    return empty(202);
  }

  #known(id: string): Response | undefined {
    return this.#parts.instances.find(id) === undefined ? empty(404) : undefined;
  }

  #unfinished(id: string): Response | undefined {
    const row = this.#parts.instances.find(id);
    if (row === undefined) return empty(404);
    return isFinished(row.status) ? empty(410) : undefined;
  }

  #now(): string {
    return isoNow(this.#parts.clock);
  }
}

function terminated(reason: string, now: string): IncomingEvent {
  return { EventType: EventType.ExecutionTerminated, Input: reason, EventId: -1, Timestamp: now };
}
