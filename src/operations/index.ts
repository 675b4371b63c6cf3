// The catalogue: every operation that Interlock can do. What is named here is what the HTTP interface
// accepts, the command line offers and the planning activity plans.

import { resourceTypeOf } from "../domain/resource-id.ts";
import type { ResourceIdParts } from "../domain/resource-id.ts";
import type { Operation } from "./operation.ts";
import { vmResize } from "./vm-resize.ts";

export { parseParameters } from "./operation.ts";
export type {
  ObservationNeed,
  Operation,
  ParsedParameters,
  PlanningRequest,
  RefusedStep,
} from "./operation.ts";

export const catalogue: readonly Operation[] = [vmResize];

export function findOperation(kind: string): Operation | undefined {
  return catalogue.find((operation) => operation.kind === kind);
}

/** Whether the operation is for resources of this type. */
export function isTargetOf(operation: Operation, parts: ResourceIdParts): boolean {
  return resourceTypeOf(parts).toLowerCase() === operation.targetType.toLowerCase();
}
