// What an operation of the catalogue is: a name, the parameters it takes, the kind of resource it is
// for, what must be observed before it can be planned, and the plan, which is pure. Whoever wants to
// know something of an operation (a door that validates, a command line that writes its help, an
// activity that plans) asks this record and nothing else.

import type { z } from "zod";
import type { Instant } from "../domain/instant.ts";
import type { VmObservation, VmState } from "../domain/observation.ts";
import type { OperationKind, OperationRequest } from "../domain/operation-request.ts";
import type { Acceptance, Plan } from "../domain/plan.ts";
import type { ConflictClass } from "../domain/verdict.ts";

/** What has to be read of the target before it can be planned. */
export interface ObservationNeed {
  readonly kind: "virtual-machine";
  /** Looked up among the sizes of the machine's location. */
  readonly wantedSize: string;
}

/** What a plan is asked for with. The last two speak of an operation that is under way. */
export type PlanningRequest = Pick<
  OperationRequest,
  "target" | "parameters" | "accept" | "approvedPlan"
> &
  Partial<Pick<OperationRequest, "onLock" | "onNoCapacity">> & {
    /** The machine before the operation's first write; absent until something has been sent. */
    readonly found?: VmState | undefined;
    /** Steps that Azure refused with a verdict to plan again. */
    readonly refused?: readonly RefusedStep[] | undefined;
  };

export interface RefusedStep {
  readonly stepId: string;
  readonly class: ConflictClass;
}

export interface Operation {
  readonly kind: OperationKind;
  /** For people: "Resize a virtual machine". */
  readonly title: string;
  readonly parameters: z.ZodType<Readonly<Record<string, unknown>>>;
  /** `Microsoft.Compute/virtualMachines`; compared without letter case. */
  readonly targetType: string;
  /** What a request for it may be asked to accept. */
  readonly acceptances: readonly Acceptance[];
  observes(parameters: Readonly<Record<string, unknown>>): ObservationNeed;
  /** Pure: the same arguments give the same plan, whoever asks and whenever. */
  plan(observation: VmObservation, request: PlanningRequest, now: Instant): Plan;
}

export type ParsedParameters =
  | { readonly ok: true; readonly parameters: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly field: string; readonly problem: string }[];
    };

/** Parameters as the operation's own schema reads them; problems name their fields
 * (`parameters.size`). */
export function parseParameters(operation: Operation, raw: unknown): ParsedParameters {
  const result = operation.parameters.safeParse(raw, { error: sayMissing });
  if (result.success) return { ok: true, parameters: result.data };
  const nameOf = (path: readonly PropertyKey[]): string =>
    ["parameters", ...path.map(String)].join(".");
  const problems = result.error.issues.flatMap((issue) =>
    // What should not be there is named one by one, and not only the object that it stands in.
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          field: nameOf([...issue.path, key]),
          problem: "There is no such parameter.",
        }))
      : [{ field: nameOf(issue.path), problem: issue.message }],
  );
  return { ok: false, problems };
}

/** The library's own words speak of JavaScript's types where something was only left out. */
export function sayMissing(issue: {
  readonly code?: string | undefined;
  readonly input?: unknown;
}): string | undefined {
  return issue.code === "invalid_type" && issue.input === undefined ? "It is missing." : undefined;
}
