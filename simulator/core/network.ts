// Network interfaces and public IP addresses, as far as a machine's power needs them: a dynamic
// address is lost when its machine is deallocated and another one is given when it starts.

import { resourceId } from "../resource-id.ts";

export interface NetworkInterface {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly etag: string;
  readonly guid: string;
  readonly privateAddress: string;
  readonly macAddress: string;
  readonly primary: boolean;
  readonly publicIpAddressId: string | null;
  readonly vmId: string | null;
}

export interface PublicIpAddress {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly etag: string;
  readonly guid: string;
  readonly allocation: "Static" | "Dynamic";
  readonly address: string | null;
  readonly ipConfigurationId: string | null;
}

export function ipConfigurationId(nicId: string): string {
  return `${nicId}/ipConfigurations/ipconfig1`;
}

/** The public address in full when the request expands it, else only a reference to it. */
export function networkInterfaceBody(
  nic: NetworkInterface,
  expanded: PublicIpAddress | undefined,
): unknown {
  const etag = `W/"${nic.etag}"`;
  return {
    name: nic.name,
    id: nic.id,
    etag,
    type: "Microsoft.Network/networkInterfaces",
    location: nic.location,
    properties: {
      provisioningState: "Succeeded",
      resourceGuid: nic.guid,
      ipConfigurations: [ipConfigurationBody(nic, etag, expanded)],
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      macAddress: nic.macAddress,
      enableAcceleratedNetworking: false,
      vnetEncryptionSupported: false,
      enableIPForwarding: false,
      primary: nic.primary,
      ...(nic.vmId === null ? {} : { virtualMachine: { id: nic.vmId } }),
      hostedWorkloads: [],
      tapConfigurations: [],
      nicType: "Standard",
      auxiliaryMode: "None",
    },
  };
}

function ipConfigurationBody(
  nic: NetworkInterface,
  etag: string,
  expanded: PublicIpAddress | undefined,
): unknown {
  const subnet = resourceId({
    subscriptionId: nic.subscriptionId,
    resourceGroup: nic.resourceGroup,
    provider: "Microsoft.Network",
    type: "virtualNetworks",
    name: "network",
  });
  const address =
    expanded === undefined ? { id: nic.publicIpAddressId } : publicIpAddressBody(expanded);
  return {
    name: "ipconfig1",
    id: ipConfigurationId(nic.id),
    etag,
    type: "Microsoft.Network/networkInterfaces/ipConfigurations",
    properties: {
      provisioningState: "Succeeded",
      privateIPAddress: nic.privateAddress,
      privateIPAllocationMethod: "Dynamic",
      ...(nic.publicIpAddressId === null ? {} : { publicIPAddress: address }),
      subnet: { id: `${subnet}/subnets/default` },
      primary: true,
      privateIPAddressVersion: "IPv4",
    },
  };
}

export function publicIpAddressBody(address: PublicIpAddress): unknown {
  return {
    name: address.name,
    id: address.id,
    etag: `W/"${address.etag}"`,
    type: "Microsoft.Network/publicIPAddresses",
    location: address.location,
    // Only the Basic SKU has dynamic addresses.
    sku: { name: address.allocation === "Static" ? "Standard" : "Basic", tier: "Regional" },
    properties: {
      provisioningState: "Succeeded",
      resourceGuid: address.guid,
      ...(address.address === null ? {} : { ipAddress: address.address }),
      publicIPAddressVersion: "IPv4",
      publicIPAllocationMethod: address.allocation,
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ...(address.ipConfigurationId === null
        ? {}
        : { ipConfiguration: { id: address.ipConfigurationId } }),
    },
  };
}
