// The forms of ARM's answers. An error made by ARM itself, before any provider saw the request, is
// marked by the header `x-ms-failure-cause: gateway`, as recorded in the not-found and lock answers.

import type { AzureAnswer } from "./protocol.ts";

const JSON_TYPE = "application/json; charset=utf-8";

export interface ArmErrorBody {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly details?: readonly unknown[];
}

/** Who refused: ARM's front door or the resource provider behind it. */
export type Refuser = "gateway" | "provider";

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): AzureAnswer {
  return {
    kind: "answer",
    status,
    headers: { "content-type": JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  };
}

export function emptyAnswer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): AzureAnswer {
  return { kind: "answer", status, headers, body: "" };
}

export function errorAnswer(
  status: number,
  error: ArmErrorBody,
  refuser: Refuser = "provider",
  headers: Readonly<Record<string, string>> = {},
): AzureAnswer {
  const cause = refuser === "gateway" ? { "x-ms-failure-cause": "gateway" } : {};
  return jsonAnswer(status, { error }, { ...cause, ...headers });
}

export function groupNotFound(resourceGroup: string): AzureAnswer {
  const message = `Resource group '${resourceGroup}' could not be found.`;
  return errorAnswer(404, { code: "ResourceGroupNotFound", message }, "gateway");
}

export function resourceNotFound(typeAndName: string, resourceGroup: string): AzureAnswer {
  const message =
    `The Resource '${typeAndName}' under resource group '${resourceGroup}' was not found. ` +
    "For more details please go to https://aka.ms/ARMResourceNotFoundFix";
  return errorAnswer(404, { code: "ResourceNotFound", message }, "gateway");
}
