// What a subscription says of its resource providers: which types each has, and in which api-versions
// these can be asked for. It is told from the routes themselves, so it names what is modelled and no
// more, in the form of Azure's answer.

import { errorAnswer, jsonAnswer } from "../arm-answer.ts";
import type { AzureAnswer } from "../protocol.ts";
import { versionsOf } from "./api-versions.ts";
import type { ApiFamily } from "./api-versions.ts";
import { param } from "./call.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { SUBSCRIPTION } from "./vm-routes.ts";

const TYPE = "Microsoft.Resources/providers";
const READ = {
  method: "GET",
  scope: SUBSCRIPTION,
  family: "resources",
  resourceType: TYPE,
  action: "Microsoft.Resources/subscriptions/providers/read",
  lockedVerb: null,
  policy: null,
  requires: null,
} as const;

export function providerRoutes(modelled: readonly Route[]): readonly Route[] {
  const providers = providersIn(modelled);
  const bodyOf = (call: Call, provider: Provider): unknown => ({
    id: `/subscriptions/${param(call, "subscription")}/providers/${provider.namespace}`,
    namespace: provider.namespace,
    resourceTypes: [...provider.types].map(([resourceType, family]) => ({
      resourceType,
      locations: [],
      apiVersions: versionsOf(family),
      capabilities: "None",
    })),
    registrationState: "Registered",
    registrationPolicy: "RegistrationRequired",
  });
  return [
    {
      ...READ,
      path: `${SUBSCRIPTION}/providers`,
      handle: (call) =>
        jsonAnswer(200, { value: [...providers.values()].map((one) => bodyOf(call, one)) }),
    },
    {
      ...READ,
      path: `${SUBSCRIPTION}/providers/{namespace}`,
      handle: (call) => {
        const provider = providers.get(param(call, "namespace").toLowerCase());
        return provider === undefined
          ? unknownNamespace(param(call, "namespace"))
          : jsonAnswer(200, bodyOf(call, provider));
      },
    },
  ];
}

interface Provider {
  readonly namespace: string;
  readonly types: Map<string, ApiFamily>;
}

/** By namespace in lower case. */
function providersIn(routes: readonly Route[]): ReadonlyMap<string, Provider> {
  const providers = new Map<string, Provider>();
  for (const { resourceType, family } of routes) {
    const [namespace = "", ...type] = resourceType.split("/");
    const key = namespace.toLowerCase();
    const provider = providers.get(key) ?? { namespace, types: new Map<string, ApiFamily>() };
    if (!provider.types.has(type.join("/"))) provider.types.set(type.join("/"), family);
    providers.set(key, provider);
  }
  return providers;
}

function unknownNamespace(namespace: string): AzureAnswer {
  const message = `The resource namespace '${namespace}' is invalid.`;
  return errorAnswer(404, { code: "InvalidResourceNamespace", message }, "gateway");
}
