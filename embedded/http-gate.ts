/**
 * Who answers a request: the management API under its webhook address (with the system key), the
 * loopback address of durable clients (without), or the app's own functions.
 */
import { timingSafeEqual } from "node:crypto";
import type { HttpFunctions } from "./http-functions.ts";
import type { ManagementApi } from "./management-api.ts";

const webhooks = "/runtime/webhooks/";
const durableWebhook = `${webhooks}durabletask`;

export function createPublicGate(options: {
  api: ManagementApi;
  functions: HttpFunctions;
  systemKey: string;
}): (request: Request) => Promise<Response> {
  const { api, functions, systemKey } = options;
  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.toLowerCase();
    if (path === durableWebhook || path.startsWith(`${durableWebhook}/`)) {
      const key = request.headers.get("x-functions-key") ?? url.searchParams.get("code");
      if (!sameKey(key, systemKey)) {
        return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
      }
      return api.handle(request, url.pathname.slice(durableWebhook.length));
    }
    if (path.startsWith(webhooks)) {
      const text = "Webhooks other than the durable one are not supported by the embedded host.";
      return Response.json({ Message: text }, { status: 501 });
    }
    return functions.handle(request) ?? new Response(null, { status: 404 });
  };
}

/**
 * The address that only functions of this host are told, on a port of its own. It asks for no key,
 * so `base` holds a secret: other programs and users of the machine reach the port, too.
 */
export function createClientGate(
  api: ManagementApi,
  base: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!sameKey(pathname.slice(0, base.length), base)) return new Response(null, { status: 404 });
    return api.handle(request, pathname.slice(base.length - 1));
  };
}

function sameKey(given: string | null, key: string): boolean {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(key)];
  return a.length === b.length && timingSafeEqual(a, b);
}
