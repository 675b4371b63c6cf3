// Known answers of the class `throttled`; see index.ts.

export const throttledAnswers = `
429 TooManyRequests (Microsoft.Batch/batchAccounts): The request is being throttled as the limit has been reached for operation type
429 - (Microsoft.Foo/bar): Number of write requests for subscription 's' actor 'a' exceeded the limit of '1200' for time interval '01:00:00'. Please try again after '5' minutes.
429 429: The request rate is large. More Request Units may be needed, so no changes were made.
500 SubscriptionRequestsThrottled: throttled
429 TooManyRequests: The server has received too many requests; retry after 17 seconds
429 OperationNotAllowed: The server rejected the request because too many requests have been received for this subscription.
429 Throttled: Requests are throttled; current rate is 100 per 5 seconds
429 ResourceRequestsThrottled: Number of requests exceeded the limit
429 SubscriptionRequestsThrottled: Number of 'read' requests for subscription 's' actor 'a' exceeded. Please try again after '14' seconds after additional tokens are available.
429 429: The request is being throttled. Retry after 17 seconds.
429 TooManyRequests: Rate limit is exceeded. Try again in 26 seconds.
409 Conflict: Calls to list keys are coming too fast; slow down.
400 BadRequest: Only 12 profile updates are permitted every minute.
429 ResourceRequestsThrottled: Number of requests for resource r exceeded the limit of 100 for time interval 01:00:00. Please send the request after 10 seconds.
409 Conflict: The request has been throttled: more than 10 writes in 60 s.
429 429 (Microsoft.Web/serverfarms): App Service Plan Create operation is throttled for subscription s. Please contact support if issue persists.
400 BadRequest (Microsoft.Cdn/profiles): Rate limit for purge requests is 50 per minute; wait and retry.
403 Forbidden (Microsoft.Insights/components): Request rate exceeded for identity; back off 30 s.
429 TooManyRequests: Calls per minute are over the allowed rate.
429 TooManyRequests: The account receives requests faster than it may.
429 TooManyRequests: Slow down: the limit of writes in an hour is used.
`;
