// Where the app's own identity comes from. DefaultAzureCredential finds it by its surroundings: the
// managed identity of a Functions app, a workload identity, environment variables, or the caller's own
// `az login`. Against the simulator IDENTITY_ENDPOINT and IDENTITY_HEADER name a managed identity, so
// nothing here knows of the simulator.

import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { DefaultAzureCredential } from "@azure/identity";

/** Asks nobody until the first token is needed. */
export function createCredential(
  options: { readonly httpClient?: HttpClient } = {},
): TokenCredential {
  return new DefaultAzureCredential(
    options.httpClient === undefined ? {} : { httpClient: options.httpClient },
  );
}
