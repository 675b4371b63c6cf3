// A row of a peer's table of errors, carried over: what happened, what the peer does about it, and what
// Interlock does. Where the two differ, the row says why; where they agree, it has no reason to give.

import { judge } from "../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../src/conflicts/refusal-from-body.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import type { ConflictClass, Verdict } from "../../src/domain/verdict.ts";

export interface PeerRow {
  readonly what: string;
  /** An error's code, or the whole body. */
  readonly code?: string;
  readonly message?: string;
  readonly body?: unknown;
  /** Null where the peer reads it out of an operation or gives none. */
  readonly status: number | null;
  readonly retryAfterMs?: number;
  readonly resourceType?: string;
  /** Whether the peer tries the same again. */
  readonly theirs: "tries again" | "gives up";
  readonly ours: ConflictClass;
  readonly because?: string;
}

export function refusalOfRow(row: PeerRow): Refusal {
  const { code, message = "", status, retryAfterMs = null } = row;
  const body = "body" in row ? row.body : { error: { code, message } };
  return refusalFromBody(body, { status, retryAfterMs });
}

export function verdictOfRow(row: PeerRow): Verdict {
  const resourceType = row.resourceType ?? "Microsoft.Compute/virtualMachines";
  return judge(refusalOfRow(row), { write: null, resourceType });
}

/** What Interlock does, in the peer's words. */
export function oursOf(verdict: Verdict): PeerRow["theirs"] {
  return verdict.recovery === "stop" ? "gives up" : "tries again";
}

/** What is wrong with how the row tells of a difference; null where nothing is. */
export function quarrelOf(row: PeerRow): string | null {
  const differs = oursOf(verdictOfRow(row)) !== row.theirs;
  if (differs && row.because === undefined) return "it differs, and the row does not say why";
  if (!differs && row.because !== undefined) return "it does not differ any more";
  return null;
}
