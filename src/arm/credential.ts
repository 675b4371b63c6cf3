// Where the app's own identity comes from. DefaultAzureCredential finds it by its surroundings: the
// managed identity of a Functions app, a workload identity, environment variables, or the caller's own
// `az login`. Against the simulator IDENTITY_ENDPOINT and IDENTITY_HEADER name a managed identity, so
// nothing here knows of the simulator.

import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";

export interface CredentialOptions {
  readonly httpClient?: HttpClient;
}

/** Asks nobody until the first token is needed, and loads the library then: it is large, and a start
 * of the app does not need it. */
export function createCredential(options: CredentialOptions = {}): TokenCredential {
  let loading: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, tokenOptions) {
      loading ??= load(options);
      const credential = await loading;
      return credential.getToken(scopes, tokenOptions);
    },
  };
}

async function load({ httpClient }: CredentialOptions): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential(httpClient === undefined ? {} : { httpClient });
}
