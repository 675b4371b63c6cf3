// The fields by which log lines tell of a refusal, whatever they are called: of a line of `name=value`
// pairs and of a line of JSON alike.

import { envelopeOf } from "./found-error.ts";
import type { ErrorSetting } from "./found-error.ts";
import { statusOf } from "./http-status.ts";
import { powerStateWords } from "./power-state-words.ts";
import { resourceOfPath } from "./resource-path.ts";

export type LogFields = ReadonlyMap<string, string>;

const names = {
  status: [
    "status",
    "statuscode",
    "httpstatus",
    "httpstatuscode",
    "responsestatus",
    "responsecode",
  ],
  code: ["errorcode", "code", "error", "azureerrorcode", "reason"],
  message: ["errormessage", "message", "msg", "detail", "errordescription"],
  resourceId: ["resourceid", "resource", "target", "resourceuri", "vmid", "id"],
  resourceType: ["resourcetype", "type"],
  operation: ["operation", "operationname", "requestedaction", "action"],
  requestId: ["requestid", "xmsrequestid", "serviceRequestid", "armrequestid"],
  correlationId: [
    "correlationid",
    "xmscorrelationrequestid",
    "correlationrequestid",
    "correlation",
  ],
  powerState: ["powerstate", "vmpowerstate", "vmstate", "state"],
  action: ["requestedaction", "action", "operation"],
} as const;

/** Names are compared without case, dashes and underscores. */
export function logName(name: string): string {
  return name.replaceAll(/[^a-z0-9]/gi, "").toLowerCase();
}

export interface LogError {
  readonly body: unknown;
  readonly given: Partial<ErrorSetting>;
  readonly isInferred?: true;
}

/** Null where the line tells of no refusal. */
export function logErrorIn(fields: LogFields): LogError | null {
  const get = (key: keyof typeof names): string | null =>
    names[key]
      .map((name) => fields.get(name))
      .find((value) => value !== undefined && value !== "") ?? null;
  const status = statusOf(get("status"));
  if (status === null || status < 400) return null;
  const told = get("code");
  const isCode = told !== null && /^\w{2,120}$/.test(told);
  const [powerState, action] = [get("powerState"), get("action")];
  const reason =
    powerState === null || action === null ? null : powerStateWords(powerState, action);
  const message = get("message") ?? (isCode ? null : told);
  const given: Partial<ErrorSetting> = {
    status,
    ...settingOf("operation", get("operation")),
    ...settingOf("requestId", get("requestId")),
    ...settingOf("correlationId", get("correlationId")),
    ...settingOf(
      "resourceType",
      powerState === null ? get("resourceType") : "Microsoft.Compute/virtualMachines",
    ),
    ...resourceIn(get("resourceId")),
  };
  const body = envelopeOf({ code: isCode ? told : null, message: wordsOf(message, reason) });
  return reason === null ? { body, given } : { body, given, isInferred: true };
}

function settingOf(name: keyof ErrorSetting, value: string | null): Partial<ErrorSetting> {
  return value === null ? {} : { [name]: value.slice(0, 200) };
}

function resourceIn(value: string | null): Partial<ErrorSetting> {
  const at = value?.toLowerCase().indexOf("/subscriptions/") ?? -1;
  const named = value === null || at < 0 ? null : resourceOfPath(value.slice(at));
  return named === null ? {} : { resourceId: named.resourceId, resourceType: named.resourceType };
}

/** What was logged goes before what the two states say. */
function wordsOf(message: string | null, reason: string | null): string | null {
  if (reason === null || message === null) return reason ?? message;
  return `${message.replace(/[.:]$/, "")}. ${reason}`;
}
