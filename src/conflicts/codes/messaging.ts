// Codes of Service Bus and Event Hubs, IoT Hub, Web PubSub and Logic Apps.

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
    signal: "state",
    codes: ["MetadataDRCannotDeleteWhenAliasPresentConflict"],
    source: "https://github.com/MicrosoftDocs/azure-docs/issues/121935",
  },
  {
    signal: "fixed",
    codes: ["MergeNamespaceFailedWithImmutablePropertyUpdate"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/27497",
  },
  { signal: "fixed", codes: ["ApplicationGroupInvalidSku"], source: pages },
  {
    signal: "invalid",
    codes: ["IntegrationAccountAssociationRequired"],
    source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/16509",
  },
];
