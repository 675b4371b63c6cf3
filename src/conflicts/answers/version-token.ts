// Known answers of the class `version-token`; see index.ts.

export const versionTokenAnswers = `
412 PreconditionFailed (Microsoft.ApiManagement/service/apis): Resource was modified since last retrieval.
412 412002 (Microsoft.Devices/IotHubs): ETag for the IotHub doesn't match the current ETag
409 Conflict (Microsoft.Foo/bar): A concurrent modification was detected. Refresh and retry with the latest version
409 Conflict (Microsoft.Foo/bar): The resource was updated by another request; expected version 5 but was 6
412 PreconditionFailed: The zone 'x' exists already.
412 PreconditionFailed: The condition specified using HTTP conditional header(s) is not met.
412 ConditionNotMet: The ETag supplied doesn't match
409 ResourceModified: The resource has been modified since it was last read. Please re-read and retry.
409 EtagMismatch: etag mismatch
409 Conflict: Update failed: document was modified by another process; ETag does not match
412 PreconditionFailed: Precondition failed: Device version did not match, existingVersion:AAAA newVersion:BBBB
409 TagUpdateConflict: tags modified by another request
412 ConditionNotMet: The condition specified using HTTP conditional header(s) is not met.
412 PreconditionFailed: The zone mytestzone.com has been modified (etag mismatch).
412 412001: The ETag of the resource does not match the one sent in the If-Match header.
412 PreconditionFailed: The condition 'x' in the If-Match header was not satisfied. The current etag is 'y'.
409 Conflict: Resource was updated by someone else after you've retrieved it. Refresh and resubmit.
400 BadRequest: Supplied resourceVersion is not the latest; current is 7.
412 -: ETag supplied is out of date.
409 Conflict: Stale object: somebody has saved newer data.
400 BadRequest: If-Match header doesn't correspond to the stored tag.
412 412 (Microsoft.Devices/IotHubs): If-Match header value did not match the ETag of hub; get latest and try again.
412 PreconditionFailed (Microsoft.OperationalInsights/workspaces/savedSearches): Saved search etag does not match
409 Conflict (Microsoft.Blueprint/blueprints): The blueprint has been modified since you loaded it.
400 InvalidEtag (Microsoft.Insights/dataCollectionRules): Supplied etag W/"1" isn't the current one.
412 PreconditionFailed: The tag that was sent is not that of the resource now.
412 PreconditionFailed: It has been written since it was read.
409 Conflict: The object was saved by somebody else; load it again.
409 Conflict: The revision that the update is based on is old.
`;
