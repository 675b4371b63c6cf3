// GET /api/v1/resources/{resourceId}: what Azure says of a resource now, which locks cover it, who of
// ours is at work on it or waits for it, and who holds what it is in. A part that cannot be read does not
// hide the others: its place says why.
//
// The ID is the rest of the path. A host resolves dot segments before it routes, so an ID with `..`
// arrives as what it resolves to, and the answer names that; what is still encoded after the host's
// decoding and would be a slash or dots is refused by the parser, so `%2F` and `%2e%2e` never reach
// Azure.

import type { ResourceView } from "../../contracts/http-shapes.ts";
import { entityKeyOf } from "../../contracts/lease-messages.ts";
import type { LeaseView } from "../../contracts/lease-messages.ts";
import { leaseViewOf } from "../../contracts/lease-state.ts";
import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import type { Read, RequestContext } from "../../contracts/ports.ts";
import { readLeaseState } from "../../contracts/stored-lease.ts";
import type { TurnView } from "../../contracts/turn-messages.ts";
import { readTurnState, turnViewOf } from "../../contracts/turn-state.ts";
import type { Instant } from "../../domain/instant.ts";
import type { VmState } from "../../domain/observation.ts";
import { resourceTypeOf } from "../../domain/resource-id.ts";
import { isAtRest, resourceStateOfVm } from "../../domain/resource-state.ts";
import type { ResourceState } from "../../domain/resource-state.ts";
import { parseScope } from "../../domain/scope.ts";
import type { Scope } from "../../domain/scope.ts";
import { leaseKeysOf } from "../../leases/lease-claims.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { mergedLeases } from "./merged-leases.ts";
import { parentLeasesOf } from "./parent-leases.ts";
import { problems } from "./problems.ts";

export async function readResource(question: HttpQuestion, ports: HttpPorts): Promise<HttpAnswer> {
  const target = targetOf(question.params["resourceId"] ?? "");
  if (!target.ok) {
    const errors = [{ field: "resourceId", problem: target.problem }];
    const detail = "The resource cannot be looked at; nothing was read from Azure.";
    return problemAnswer(problems.invalidRequest(detail, errors));
  }
  const { id } = target;
  const { azure, orchestrations, clock } = ports;
  const context = { correlationId: ports.newId(), clientRequestId: ports.newId() };
  const at = clock.now();
  const [seen, locks, lease, turn] = await Promise.all([
    look(ports, target, context),
    attempt(azure.locks.listLocks(id, { ...context, clientRequestId: ports.newId() })),
    leaseOf(orchestrations, id, at),
    turnOf(orchestrations, id, at),
  ]);
  const memberOf = seen.value?.machine?.memberOf ?? [];
  const parents = await parentLeasesOf(orchestrations, { id, memberOf }, at);
  const view: ResourceView = {
    resourceId: id,
    observedAt: seen.value?.resource.observedAt ?? at,
    state: seen.value?.machine ?? null,
    resource: seen.value?.resource ?? null,
    stateProblem: seen.problem,
    locks: locks.value,
    locksProblem: locks.problem,
    refused: { state: seen.isRefused, locks: locks.isRefused },
    running: runningOf(seen.value?.resource ?? null, lease, turn),
    lease,
    parents,
    turn,
  };
  return jsonAnswer(200, view);
}

type Target =
  | { readonly ok: true; readonly id: string; readonly isMachine: boolean }
  | { readonly ok: false; readonly problem: string };

function targetOf(rest: string): Target {
  const parsed = parseScope(`/${rest.replace(/^\/+/, "")}`);
  if (!parsed.ok) return parsed;
  const { scope } = parsed;
  if (scope.kind === "resource" || scope.kind === "resource-group") {
    return { ok: true, id: scope.id, isMachine: isMachine(scope) };
  }
  const problem = `${scope.id} is no resource and no resource group; the ID of one is needed.`;
  return { ok: false, problem };
}

function isMachine(scope: Scope): boolean {
  return (
    scope.kind === "resource" &&
    scope.base.kind === "resource-group" &&
    resourceTypeOf(scope).toLowerCase() === "microsoft.compute/virtualmachines"
  );
}

interface Seen {
  /** Null for any other type. */
  readonly machine: VmState | null;
  readonly resource: ResourceState;
}

async function look(
  { azure }: HttpPorts,
  { id, isMachine }: Extract<Target, { ok: true }>,
  context: RequestContext,
): Promise<Attempted<Seen>> {
  if (!isMachine) {
    const read = await attempt(azure.resources.readState(id, context));
    return mapAttempted(read, (resource) => ({ machine: null, resource }));
  }
  const read = await attempt(azure.virtualMachines.readState(id, context));
  return mapAttempted(read, (machine) => ({ machine, resource: resourceStateOfVm(machine) }));
}

interface Attempted<T> {
  readonly value: T | null;
  readonly problem: string | null;
  readonly isRefused: boolean;
}

function mapAttempted<T, U>(attempted: Attempted<T>, map: (value: T) => U): Attempted<U> {
  const { value } = attempted;
  return { ...attempted, value: value === null ? null : map(value) };
}

async function attempt<T>(read: Promise<Read<T>>): Promise<Attempted<T>> {
  const answer = await read;
  switch (answer.kind) {
    case "read":
      return { value: answer.value, problem: null, isRefused: false };
    case "no-answer":
      return {
        value: null,
        problem: `Azure did not answer: ${answer.reason}`,
        isRefused: false,
      };
    case "refused": {
      const { status, code, message, requestId } = answer.refusal;
      const what = [status, code].filter((part) => part !== null).join(" ");
      const request = requestId === null ? "" : ` (request ${requestId})`;
      const problem = `Azure refused the read with ${what}${request}: ${message}`;
      // Being busy, slow or throttled passes; being forbidden does not.
      const isRefused =
        status !== null && status >= 400 && status < 500 && ![408, 409, 429].includes(status);
      return { value: null, problem, isRefused };
    }
  }
}

/** Of a resource group all its parts, as one. */
async function leaseOf(
  orchestrations: OrchestrationPort,
  id: string,
  at: Instant,
): Promise<LeaseView> {
  const views = await Promise.all(
    leaseKeysOf(id).map(async (key) => {
      const read = readLeaseState(await orchestrations.entityState("resourceLease", key));
      if (!read.ok) throw new Error(`The lease of ${id} cannot be read: ${read.problem}`);
      return leaseViewOf(read.state, at);
    }),
  );
  return mergedLeases(views);
}

async function turnOf(
  orchestrations: OrchestrationPort,
  id: string,
  at: Instant,
): Promise<TurnView> {
  const read = readTurnState(await orchestrations.entityState("targetTurn", entityKeyOf(id)));
  if (!read.ok) throw new Error(`The turn of ${id} cannot be read: ${read.problem}`);
  return turnViewOf(read.state, at);
}

function runningOf(
  state: ResourceState | null,
  lease: LeaseView,
  turn: TurnView,
): ResourceView["running"] {
  const settled = state === null ? null : isAtRest(state);
  const holder = lease.holders.find((each) => each.mode === "exclusive");
  const ours = holder ?? turn.head;
  if (ours != null) {
    const { operationId, purpose } = ours.owner;
    return { settled, operationId, since: ours.since, what: purpose };
  }
  const what =
    settled === false
      ? "Something is at work on it in Azure that Interlock has not started."
      : null;
  return { settled, operationId: null, since: null, what };
}
