// Which api-versions are answered. They are those that the pinned SDK packages send, the stable ones
// just before them, and those of the recorded conversations that the fidelity tests repeat.

import { errorAnswer } from "../arm-answer.ts";
import type { AzureAnswer } from "../protocol.ts";

export type ApiFamily =
  | "virtualMachines"
  | "disks"
  | "skus"
  | "network"
  | "resources"
  | "locks"
  | "activityLog";

const VM_VERSIONS = [
  "2026-04-01",
  "2026-03-01",
  "2025-04-01",
  "2024-11-01",
  "2024-07-01",
  "2023-09-01",
  "2022-11-01",
  "2020-06-01",
  "2019-03-01",
];

const VERSIONS: Readonly<Record<ApiFamily, readonly string[]>> = {
  virtualMachines: VM_VERSIONS,
  disks: ["2026-03-02", "2025-01-02", "2024-03-02", "2023-04-02"],
  skus: ["2021-07-01"],
  network: [
    "2026-01-01",
    "2025-09-01",
    "2025-05-01",
    "2024-05-01",
    "2024-03-01",
    "2022-01-01",
    "2019-09-01",
  ],
  resources: ["2025-04-01", "2021-04-01"],
  locks: ["2020-05-01", "2016-09-01"],
  activityLog: ["2015-04-01"],
};

/** Newest first. */
export function versionsOf(family: ApiFamily): readonly string[] {
  return VERSIONS[family];
}

export function refuseApiVersion(
  family: ApiFamily,
  asked: string | undefined,
  resourceType: string,
): AzureAnswer | undefined {
  if (asked === undefined || asked === "") {
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    return errorAnswer(400, { code: "MissingApiVersionParameter", message }, "gateway");
  }
  const supported = VERSIONS[family];
  if (supported.includes(asked)) return undefined;
  const [provider = "", ...type] = resourceType.split("/");
  const message =
    `No registered resource provider found for API version '${asked}' for type ` +
    `'${type.join("/")}' of namespace '${provider}'. The supported api-versions are ` +
    `'${supported.join(", ")}'.`;
  return errorAnswer(400, { code: "NoRegisteredProviderFound", message }, "gateway");
}
