// Known answers of the class `management-lock`; see index.ts.

export const managementLockAnswers = `
409 ScopeLocked (Microsoft.Storage/storageAccounts): x
409 Conflict (Microsoft.Foo/bar): Please remove the delete lock on the resource group and retry
409 Conflict: Request to Azure resource manager failed: The scope is locked against deletion
409 ScopeLocked: The scope '/subscriptions/s/resourceGroups/rg' cannot perform delete operation because following scope(s) are locked: '/subscriptions/s/resourceGroups/rg'. Please remove the lock and try again.
- StorageAccountUpdateFailed: Failed to update because there is a ReadOnly lock on the resource or its parent
- OperationFailed: The operation failed since CanNotDelete lock is on the resource group
409 ResourceIsLocked: The resource is locked
409 ScopeLocked: The scope '/subscriptions/x/resourceGroups/rg' cannot perform delete operation because following scope(s) are locked: '/subscriptions/x'. Please remove the lock and try again.
409 Conflict: Unable to complete: CanNotDelete lock 'prod-lock' on resource group prevents deletion.
403 ReadOnlyLock: Resource is protected by a read-only management lock and cannot be modified.
409 Conflict: There's a Delete lock on the subscription that stops this resource from being removed.
400 BadRequest: Move is blocked: the source resource group carries a read-only lock.
409 Conflict: Deleting is forbidden as the group has lock 'keep'.
403 Forbidden: Lock do-not-touch (level CanNotDelete) at subscription scope prevents this.
400 UserErrorScopeLocked: Backup could not update the storage account since a ReadOnly lock is present on it. Remove the lock and retry.
409 Conflict: A CanNotDelete lock named 'keep' blocks this.
409 OperationNotAllowed: Write blocked by lock 'ro' (ReadOnly) inherited from the subscription.
403 Forbidden: The resource can't be removed while the Azure lock on the parent group remains.
400 BadRequest: Moving isn't possible: resources are under a read-only lock.
409 Conflict: Please get the delete lock lifted by your admin before purging the group.
409 ScopeLocked: A lock of the group forbids deletions.
409 Conflict: The resource group has a lock against deletion.
409 Conflict: A read-only lock on the subscription forbids the change.
409 Conflict: Remove the lock on the vault and try again.
409 Conflict: Because of the lock at the parent scope nothing can be deleted here.
`;
