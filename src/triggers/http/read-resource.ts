// GET /api/v1/resources/{resourceId}: what Azure says of a resource now, which locks cover it, and who
// of ours is at work on it or waits for it. A part that cannot be read does not hide the others: its
// place says why.
//
// The ID is the rest of the path. A host resolves dot segments before it routes, so an ID with `..`
// arrives as what it resolves to, and the answer names that; percent-encoding that is left after the
// host's decoding is refused by the parser, so `%2F` and `%2e%2e` never reach Azure.

import type { ResourceView } from "../../contracts/http-shapes.ts";
import { entityKeyOf } from "../../contracts/lease-messages.ts";
import type { LeaseView } from "../../contracts/lease-messages.ts";
import { leaseViewOf, readLeaseState } from "../../contracts/lease-state.ts";
import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import type { Read } from "../../contracts/ports.ts";
import type { TurnView } from "../../contracts/turn-messages.ts";
import { readTurnState, turnViewOf } from "../../contracts/turn-state.ts";
import type { Instant } from "../../domain/instant.ts";
import { isSettled } from "../../domain/observation.ts";
import type { VmState } from "../../domain/observation.ts";
import { parseResourceId, resourceTypeOf } from "../../domain/resource-id.ts";
import { catalogue, isTargetOf } from "../../operations/index.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
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
  const [state, locks, lease, turn] = await Promise.all([
    attempt(() => azure.virtualMachines.readState(id, context)),
    attempt(() => azure.locks.listLocks(id, { ...context, clientRequestId: ports.newId() })),
    leaseOf(orchestrations, id, at),
    turnOf(orchestrations, id, at),
  ]);
  const seen = state.value;
  const view: ResourceView = {
    resourceId: id,
    observedAt: seen?.observedAt ?? at,
    state: seen,
    stateProblem: state.problem,
    locks: locks.value,
    locksProblem: locks.problem,
    running: runningOf(seen, lease, turn),
    lease,
    turn,
  };
  return jsonAnswer(200, view);
}

type Target =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problem: string };

function targetOf(rest: string): Target {
  const parsed = parseResourceId(`/${rest.replace(/^\/+/, "")}`);
  if (!parsed.ok) return parsed;
  if (catalogue.some((operation) => isTargetOf(operation, parsed.parts))) {
    return { ok: true, id: parsed.parts.id };
  }
  const types = [...new Set(catalogue.map((operation) => operation.targetType))].join(", ");
  const problem = `Resources of type ${resourceTypeOf(parsed.parts)} are not known here; ${types} is.`;
  return { ok: false, problem };
}

interface Attempted<T> {
  readonly value: T | null;
  readonly problem: string | null;
}

async function attempt<T>(read: () => Promise<Read<T>>): Promise<Attempted<T>> {
  const answer = await read();
  switch (answer.kind) {
    case "read":
      return { value: answer.value, problem: null };
    case "no-answer":
      return { value: null, problem: `Azure did not answer: ${answer.reason}` };
    case "refused": {
      const { status, code, message, requestId } = answer.refusal;
      const what = [status, code].filter((part) => part !== null).join(" ");
      const request = requestId === null ? "" : ` (request ${requestId})`;
      return { value: null, problem: `Azure refused the read with ${what}${request}: ${message}` };
    }
  }
}

async function leaseOf(
  orchestrations: OrchestrationPort,
  id: string,
  at: Instant,
): Promise<LeaseView> {
  const read = readLeaseState(await orchestrations.entityState("resourceLease", entityKeyOf(id)));
  if (!read.ok) throw new Error(`The lease of ${id} cannot be read: ${read.problem}`);
  return leaseViewOf(read.state, at);
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
  state: VmState | null,
  lease: LeaseView,
  turn: TurnView,
): ResourceView["running"] {
  const settled = state === null ? null : isSettled(state);
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
