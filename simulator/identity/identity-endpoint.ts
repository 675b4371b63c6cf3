// The managed-identity token endpoint, in the two forms that a client may find: App Service's (an
// address and a secret header, both given in the environment) and the VM's own (`Metadata: true`).

import { jsonAnswer } from "../arm-answer.ts";
import type { AzureAnswer } from "../protocol.ts";
import { objectIdOf, TOKEN_LIFETIME_S } from "./tokens.ts";
import type { Tokens } from "./tokens.ts";

export const APP_SERVICE_PATH = "/msi/token";
const METADATA_PATH = "/metadata/identity/oauth2/token";

export interface IdentityOptions {
  /** What the App Service form must present in `X-IDENTITY-HEADER`. */
  readonly header: string;
  /** Who the system-assigned identity is. */
  readonly principal: string;
}

export const DEFAULT_IDENTITY: IdentityOptions = {
  header: "simulated-identity-header",
  principal: "interlock",
};

/** The SDK may end the path with a slash. */
function plainPath(path: string): string {
  return path.replace(/\/$/, "");
}

export function isIdentityPath(path: string): boolean {
  return [APP_SERVICE_PATH, METADATA_PATH].includes(plainPath(path));
}

/** A client that names a user-assigned identity gets a token of that name. */
const NAMES = ["client_id", "object_id", "principal_id", "mi_res_id", "msi_res_id"] as const;

export interface IdentityRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
}

export function answerIdentity(
  request: IdentityRequest,
  options: IdentityOptions,
  tokens: Tokens,
): AzureAnswer {
  const { query, headers } = request;
  if (request.method !== "GET") return refuse(405, "Only GET is supported.");
  const isAppService = plainPath(request.path) === APP_SERVICE_PATH;
  if (isAppService && headers.get("x-identity-header") !== options.header) {
    return refuse(401, "The header X-IDENTITY-HEADER is missing or wrong.");
  }
  if (!isAppService && headers.get("metadata")?.toLowerCase() !== "true") {
    return refuse(400, "The header Metadata: true is missing.");
  }
  const resource = query.get("resource");
  if (resource === undefined) return refuse(400, "The parameter 'resource' is missing.");
  const named = NAMES.map((name) => query.get(name)).find((name) => name !== undefined);
  const principal = named ?? options.principal;
  const expiresOn = String(Math.floor(Date.now() / 1000) + TOKEN_LIFETIME_S);
  return jsonAnswer(200, {
    access_token: tokens.mint(principal, resource),
    client_id: named ?? objectIdOf(`application of ${principal}`),
    expires_in: String(TOKEN_LIFETIME_S),
    expires_on: expiresOn,
    not_before: String(Math.floor(Date.now() / 1000)),
    resource,
    token_type: "Bearer",
  });
}

function refuse(status: number, description: string): AzureAnswer {
  return jsonAnswer(status, { error: "invalid_request", error_description: description });
}
