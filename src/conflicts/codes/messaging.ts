// Codes of Service Bus and Event Hubs, IoT Hub and Web PubSub.

import type { CodeRow } from "./code-row.ts";

const pages =
  "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-resource-manager-exceptions";

export const messagingCodes: readonly CodeRow[] = [
  {
    signal: "version",
    codes: ["412001"],
    source: "https://github.com/crossplane-contrib/provider-upjet-azure/issues/299",
    for: "Microsoft.Devices",
  },
  { signal: "throttled", codes: ["MessagingGatewayTooManyRequests"], source: pages },
  {
    signal: "fixed",
    codes: ["MergeNamespaceFailedWithImmutablePropertyUpdate"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/27497",
  },
  { signal: "fixed", codes: ["ApplicationGroupInvalidSku"], source: pages },
];
