// What the simulated Azure holds when nobody says otherwise: the machines of a small production group
// on two generations of hardware, of which the older does not offer the newer sizes. It is the form
// that the simulator reads as JSON.

export const sampleSubscriptionId = "00000000-0000-4000-8000-000000000001";

const group = "prod-rg";

/** The resource ID of one of its machines. */
export function sampleMachineId(name: string): string {
  return `/subscriptions/${sampleSubscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

export const sampleWorld = {
  clusters: [
    {
      name: "generation-4",
      sizes: [
        "Standard_D2s_v4",
        "Standard_D4s_v4",
        "Standard_D8s_v4",
        "Standard_D2ds_v4",
        "Standard_D4ds_v4",
      ],
    },
    {
      name: "generation-5",
      sizes: [
        "Standard_D2s_v5",
        "Standard_D4s_v5",
        "Standard_D8s_v5",
        "Standard_D2ds_v5",
        "Standard_D4ds_v5",
      ],
    },
  ],
  machines: [
    {
      name: "api-01",
      resourceGroup: group,
      size: "Standard_D4s_v4",
      power: "running",
      cluster: "generation-4",
      dataDisks: [{}],
    },
    {
      name: "batch-01",
      resourceGroup: group,
      size: "Standard_D2ds_v4",
      power: "deallocated",
    },
    {
      name: "db-01",
      resourceGroup: group,
      size: "Standard_D4s_v4",
      power: "running",
      cluster: "generation-4",
      networkInterfaces: [{ publicIp: "dynamic" }],
    },
  ],
  locks: [
    {
      scope: sampleMachineId("db-01"),
      name: "keep-db",
      level: "ReadOnly",
      notes: "Quarter-end closing until Friday.",
    },
  ],
} as const;
