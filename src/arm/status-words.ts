// What the status word of a long-running operation says. ARM knows three terminal words and takes every
// other for an operation that goes on; services add words of their own, which are listed here so that
// a word that nobody has seen yet is noticed. Letter case does not count.
//
// Sources: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations and the
// words that services were seen to use, https://github.com/hashicorp/go-azure-sdk/issues/565.

export type StatusWord = "running" | "succeeded" | "failed" | "canceled" | "unknown";

const words: Readonly<Record<Exclude<StatusWord, "unknown">, readonly string[]>> = {
  // Cost Management says Completed: https://github.com/Azure/azure-sdk-for-go/issues/20342.
  succeeded: ["Succeeded", "Completed"],
  failed: ["Failed"],
  canceled: ["Canceled", "Cancelled"],
  running: [
    "Accepted",
    "Active",
    "AuthorizeReplication",
    "AwaitingManualAction",
    "BreakReplication",
    "Building",
    "CancelInProgress",
    "Canceling",
    "Cancelling",
    "ConfiguringNetworking",
    "Created",
    "Creating",
    "CreatingVirtualMachines",
    "Deallocating",
    "Deleting",
    "Dequeued",
    "Enqueued",
    "finishNewStorageSyncService",
    "InProgress",
    "Migrating",
    "newManagedIdentityCredentialStep",
    "newPrivateDnsEntries",
    "newReplicaGroup",
    "NotStarted",
    "notifySyncServicePartition",
    "Patching",
    "Pausing",
    "Pending",
    "Preparing",
    "Preparing System Configuration",
    "Provisioning",
    "ProvisioningResources",
    "Queued",
    "Resolving",
    "Restarting",
    "Resuming",
    "Running",
    "Scaling",
    "SettingUpStreamingRuntime",
    "Starting",
    "Started",
    "Stopping",
    "Updating",
    "validateInput",
    "Waiting",
    "Working",
  ],
};

const known: ReadonlyMap<string, StatusWord> = new Map(
  Object.entries(words).flatMap(([says, all]) =>
    all.map((word) => [word.toLowerCase(), says as StatusWord] as const),
  ),
);

export function sayingOf(word: string): StatusWord {
  return known.get(word.trim().toLowerCase()) ?? "unknown";
}
