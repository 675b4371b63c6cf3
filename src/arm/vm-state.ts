// The cheap read: from a machine's body with its instance view to the state that conditions are judged
// by. Statuses are found by prefix, never by place: the power state may come first, last or not at all
// (it is missing while the machine changes state).

import type { Instant } from "../domain/instant.ts";
import type { PowerState, VmState } from "../domain/observation.ts";
import { statusCodesOf } from "./vm-body.ts";
import type { VmBody } from "./vm-body.ts";
import { header } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

const powerStates: ReadonlyMap<string, PowerState> = new Map(
  (
    [
      "creating",
      "starting",
      "running",
      "stopping",
      "stopped",
      "deallocating",
      "deallocated",
    ] as const
  ).map((state) => [state, state]),
);

export function vmStateOf(
  body: VmBody,
  read: { readonly resourceId: string; readonly observedAt: Instant; readonly answer: WireAnswer },
): VmState {
  const codes = statusCodesOf(body);
  const { availabilitySet, virtualMachineScaleSet } = body.properties;
  const memberOf = [availabilitySet?.id, virtualMachineScaleSet?.id].filter((id) => id != null);
  return {
    resourceId: read.resourceId,
    observedAt: read.observedAt,
    exists: true,
    provisioningState: body.properties.provisioningState,
    provisioningErrorCode: provisioningErrorCodeOf(body),
    powerState: powerStateOf(codes),
    hibernated: isHibernated(codes),
    size: body.properties.hardwareProfile?.vmSize ?? "",
    etag: body.etag ?? header(read.answer, "etag"),
    ...(memberOf.length === 0 ? {} : { memberOf }),
  };
}

export function absentVmState(resourceId: string, observedAt: Instant): VmState {
  return {
    resourceId,
    observedAt,
    exists: false,
    provisioningState: "",
    provisioningErrorCode: null,
    powerState: "unknown",
    hibernated: false,
    size: "",
    etag: null,
  };
}

/** From the codes of an instance view, in lower case. */
export function powerStateOf(codes: readonly string[]): PowerState {
  const word = wordAfter(codes, "powerstate/");
  return powerStates.get(word ?? "") ?? "unknown";
}

/** `ProvisioningState/failed/AllocationFailed`; in other states the third part is no error. */
function provisioningErrorCodeOf(body: VmBody): string | null {
  for (const { code } of body.properties.instanceView?.statuses ?? []) {
    const [kind, state, error] = (code ?? "").split("/");
    if (kind?.toLowerCase() !== "provisioningstate" || state?.toLowerCase() !== "failed") continue;
    if (error !== undefined && error !== "") return error.slice(0, 120);
  }
  return null;
}

/** Documented is only that a hibernated machine shows one more status; its code is not. Where the
 * status is missing, the full read also looks at the state of the system disk. */
function isHibernated(codes: readonly string[]): boolean {
  return wordAfter(codes, "hibernationstate/") === "hibernated";
}

function wordAfter(codes: readonly string[], prefix: string): string | undefined {
  return codes
    .find((code) => code.startsWith(prefix))
    ?.slice(prefix.length)
    .split("/")[0];
}
