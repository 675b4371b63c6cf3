/** The input that `df.getClient` reads: where the management API is, in the extension's own form. */

export interface ClientAddresses {
  /** Origin of the public listener, such as http://localhost:7071. */
  readonly origin: string;
  /** Base of the loopback listener for durable clients, with a slash at its end. */
  readonly rpcBaseUrl: string;
  readonly hubName: string;
  /** The key that the public management routes ask for. */
  readonly systemKey: string;
}

const webhookPath = "/runtime/webhooks/durabletask";

export function durableClientInput(addresses: ClientAddresses): string {
  const { origin, rpcBaseUrl, hubName, systemKey } = addresses;
  const base = `${origin}${webhookPath}`;
  const create = `${base}/orchestrators/{functionName}[/{instanceId}]`;
  return JSON.stringify({
    taskHubName: hubName,
    connectionName: null,
    creationUrls: {
      createNewInstancePostUri: `${create}?code=${systemKey}`,
      createAndWaitOnNewInstancePostUri: `${create}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&code=${systemKey}`,
    },
    managementUrls: managementUrls(addresses, "INSTANCEID"),
    baseUrl: base,
    requiredQueryStringParameters: `code=${systemKey}`,
    rpcBaseUrl,
    httpBaseUrl: null,
    maxGrpcMessageSizeInBytes: null,
    grpcHttpClientTimeout: null,
  });
}

export function managementUrls(addresses: ClientAddresses, id: string) {
  const { origin, hubName, systemKey } = addresses;
  const instance = `${origin}${webhookPath}/instances/${id}`;
  const tail = `taskHub=${hubName}&connection=Storage&code=${systemKey}`;
  return {
    id,
    statusQueryGetUri: `${instance}?${tail}`,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}?${tail}`,
    terminatePostUri: `${instance}/terminate?reason={text}&${tail}`,
    rewindPostUri: `${instance}/rewind?reason={text}&${tail}`,
    purgeHistoryDeleteUri: `${instance}?${tail}`,
    restartPostUri: `${instance}/restart?${tail}`,
    suspendPostUri: `${instance}/suspend?reason={text}&${tail}`,
    resumePostUri: `${instance}/resume?reason={text}&${tail}`,
  };
}
