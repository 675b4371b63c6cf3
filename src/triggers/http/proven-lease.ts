// The door of what only the owner of a lease may do: finds the lease, and whether the caller is the
// principal that took it and has a token for it. Nothing is started for anybody else. The record judges
// the same once more, because what is read here may be a moment old.

import type { ToolLeaseView } from "../../contracts/lease-http-shapes.ts";
import type { ToolProof } from "../../contracts/tool-lease-messages.ts";
import type { Principal } from "../../domain/principal.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { isLeaseId, tokenHashOf } from "./idempotency.ts";
import { lookUpLease } from "./known-lease.ts";
import { leaseProblems } from "./lease-problems.ts";
import type { LeaseProblem } from "./lease-problems.ts";
import { toolLeaseViewOf } from "./lease-view.ts";

export type ProvenLease =
  | { readonly ok: true; readonly proof: ToolProof }
  | { readonly ok: false; readonly answer: HttpAnswer };

export async function proveLease(
  leaseId: string,
  by: { readonly principal: Principal; readonly token: string },
  ports: HttpPorts,
): Promise<ProvenLease> {
  const refused = (problem: LeaseProblem): ProvenLease => ({
    ok: false,
    answer: problemAnswer(problem),
  });
  if (!isLeaseId(leaseId)) return refused(leaseProblems.notFound());
  const { record, status } = await lookUpLease(ports.orchestrations, leaseId);
  if (record === null) {
    if (status === null) return refused(leaseProblems.notFound());
    return { ok: false, answer: late("The lease") };
  }
  const proof = { principalId: by.principal.id, tokenHash: tokenHashOf(by.token) };
  const isProven =
    record.request.principal.id === proof.principalId &&
    record.tokenHashes.includes(proof.tokenHash);
  return isProven ? { ok: true, proof } : refused(leaseProblems.forbidden(leaseId));
}

/** What the owner is told who was turned away by the record itself. */
export function turnedAway(
  leaseId: string,
  answer: { readonly kind: "unknown-lease" | "forbidden" },
): HttpAnswer {
  const { notFound, forbidden } = leaseProblems;
  return problemAnswer(answer.kind === "forbidden" ? forbidden(leaseId) : notFound());
}

export function late(what: string): HttpAnswer {
  return problemAnswer(leaseProblems.late(what), { "retry-after": "1" });
}

/** The lease as it stands now. */
export async function viewNow(leaseId: string, ports: HttpPorts): Promise<ToolLeaseView> {
  const known = await lookUpLease(ports.orchestrations, leaseId);
  const view = toolLeaseViewOf(known, ports.clock.now());
  if (view === null) throw new Error(`The record of ${leaseId} is gone.`);
  return view;
}

export function shown(view: ToolLeaseView): HttpAnswer {
  return jsonAnswer(200, view);
}
