// Where Terraform says an error belongs: the names in brackets before it, and the address of the
// resource in the configuration below it.

import type { NamedResource } from "./resource-path.ts";

/** By the label of its name; those of children stand behind their parent's. */
const types: Readonly<Record<string, string>> = {
  "Virtual Machine Name": "Microsoft.Compute/virtualMachines",
  "Virtual Machine Scale Set Name": "Microsoft.Compute/virtualMachineScaleSets",
  "Disk Name": "Microsoft.Compute/disks",
  "Snapshot Name": "Microsoft.Compute/snapshots",
  "Image Name": "Microsoft.Compute/images",
  "Availability Set Name": "Microsoft.Compute/availabilitySets",
  "Extension Name": "extensions",
  "Network Interface Name": "Microsoft.Network/networkInterfaces",
  "Network Security Group Name": "Microsoft.Network/networkSecurityGroups",
  "Virtual Network Name": "Microsoft.Network/virtualNetworks",
  "Subnet Name": "subnets",
  "Public I P Addresses Name": "Microsoft.Network/publicIPAddresses",
  "Public IP Address Name": "Microsoft.Network/publicIPAddresses",
  "Load Balancer Name": "Microsoft.Network/loadBalancers",
  "Application Gateway Name": "Microsoft.Network/applicationGateways",
  "Nat Gateway Name": "Microsoft.Network/natGateways",
  "Storage Account Name": "Microsoft.Storage/storageAccounts",
  "Kubernetes Cluster Name": "Microsoft.ContainerService/managedClusters",
  "Managed Cluster Name": "Microsoft.ContainerService/managedClusters",
  "Agent Pool Name": "agentPools",
  "Site Name": "Microsoft.Web/sites",
  "Server Farm Name": "Microsoft.Web/serverFarms",
  "App Service Plan Name": "Microsoft.Web/serverFarms",
  "Database Account Name": "Microsoft.DocumentDB/databaseAccounts",
  "Private Endpoint Name": "Microsoft.Network/privateEndpoints",
};

const linesMax = 12;

/** From `(Subscription: "…"⏎Resource Group Name: "…"⏎Virtual Machine Name: "…")`, the last of them. */
export function terraformPlaceIn(text: string): NamedResource | null {
  const at = text.lastIndexOf('(Subscription: "');
  if (at < 0) return null;
  let subscription = "";
  let group = "";
  let path = "";
  let type = "";
  for (const line of text.slice(at + 1, at + 2_000).split("\n", linesMax)) {
    const [, label = "", name = ""] = /^\s*([A-Za-z][A-Za-z ]*): "([^"]+)"/.exec(line) ?? [];
    const known = types[label];
    if (label === "Subscription") subscription = name;
    else if (label === "Resource Group Name") group = name;
    else if (known?.includes("/") === true) [type, path] = [known, `${known}/${name}`];
    else if (known !== undefined && type !== "")
      [type, path] = [`${type}/${known}`, `${path}/${known}/${name}`];
    if (line.includes('"):')) break;
  }
  if (type === "" || group === "") return null;
  const resourceId = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${path}`;
  return { resourceId, resourceType: type, action: null };
}

const kinds: readonly (readonly [kind: RegExp, type: string])[] = [
  [/^(?:linux_|windows_)?virtual_machine$/, "Microsoft.Compute/virtualMachines"],
  [/virtual_machine_scale_set$/, "Microsoft.Compute/virtualMachineScaleSets"],
  [/^managed_disk$/, "Microsoft.Compute/disks"],
  [/^virtual_machine_extension$/, "Microsoft.Compute/virtualMachines/extensions"],
  [/^network_interface$/, "Microsoft.Network/networkInterfaces"],
  [/^subnet$/, "Microsoft.Network/virtualNetworks/subnets"],
  [/^virtual_network$/, "Microsoft.Network/virtualNetworks"],
  [/^public_ip$/, "Microsoft.Network/publicIPAddresses"],
  [/^network_security_group$/, "Microsoft.Network/networkSecurityGroups"],
  [/^kubernetes_cluster$/, "Microsoft.ContainerService/managedClusters"],
  [/^kubernetes_cluster_node_pool$/, "Microsoft.ContainerService/managedClusters/agentPools"],
  [/^storage_account$/, "Microsoft.Storage/storageAccounts"],
  [/^key_vault$/, "Microsoft.KeyVault/vaults"],
  [/^resource_group$/, "Microsoft.Resources/subscriptions/resourceGroups"],
];

/** From `with azurerm_managed_disk.data["a"],` or `azurerm_managed_disk.data: …`. */
export function terraformTypeIn(text: string): string | null {
  const kind = /\bazurerm_([a-z_]{2,60})\./.exec(text)?.[1];
  return kind === undefined ? null : (kinds.find(([pattern]) => pattern.test(kind))?.[1] ?? null);
}
