// With which code the command line ends, once for all commands. The numbers are a contract: scripts
// and pipelines branch on them. Below 10 it is about the call itself, from 10 on about the operation.
// `hold` hands the code of its command through, which may be any of these; its last line says whose it
// is.

import type { Outcome } from "../domain/outcome.ts";

export const exitCodes = {
  done: { code: 0, meaning: "done: it succeeded, there was nothing to do, or it was planned" },
  fault: { code: 1, meaning: "a fault of Interlock itself" },
  badInput: { code: 2, meaning: "bad input: nothing was started" },
  unreachable: { code: 3, meaning: "the service cannot be reached or cannot answer" },
  refused: {
    code: 10,
    meaning: "refused: a lock, policy, quota, permission or the request itself",
  },
  busy: { code: 11, meaning: "busy: somebody else is at work and it was not to wait longer" },
  conflict: { code: 12, meaning: "conflict: Azure refused and it could not be resolved" },
  failed: { code: 13, meaning: "failed, and everything was put back" },
  timedOut: { code: 14, meaning: "the deadline passed; what Azure had begun may still be running" },
  cancelled: { code: 15, meaning: "cancelled, and everything was put back" },
  stuck: { code: 16, meaning: "stuck: something is left behind and a person is needed" },
  lost: {
    code: 17,
    meaning: "lost: the lease ended while `hold` ran its command, which was ended",
  },
  interrupted: {
    code: 130,
    meaning: "Ctrl-C: no longer waiting; an operation goes on, `hold` leaves its queue",
  },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

export type ExitName = keyof typeof exitCodes;

const exitNames: Readonly<Record<Outcome, ExitName>> = {
  succeeded: "done",
  "nothing-to-do": "done",
  planned: "done",
  refused: "refused",
  busy: "busy",
  conflict: "conflict",
  "timed-out": "timedOut",
  failed: "failed",
  cancelled: "cancelled",
  stuck: "stuck",
};

export function exitCodeOf(outcome: Outcome): number {
  return exitCodes[exitNames[outcome]].code;
}
