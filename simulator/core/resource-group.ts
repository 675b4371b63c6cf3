// Resource groups: they are only looked up, never written, through the modelled routes.

import { groupId } from "../resource-id.ts";

export interface ResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function resourceGroupBody(group: ResourceGroup): unknown {
  return {
    id: groupId(group.subscriptionId, group.name),
    name: group.name,
    type: "Microsoft.Resources/resourceGroups",
    location: group.location,
    tags: group.tags,
    properties: { provisioningState: "Succeeded" },
  };
}
