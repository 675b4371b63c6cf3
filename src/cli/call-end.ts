// How a call that was thrown out of ends: with one sentence and an exit code. Only a fault of ours
// shows where it happened.

import { CommanderError } from "commander";
import { exitCodes } from "../contracts/exit-codes.ts";
import { Trouble } from "./trouble.ts";

export interface CallEnd {
  readonly code: number;
  /** For standard error; null where everything has been said. */
  readonly text: string | null;
}

export function endOf(thrown: unknown): CallEnd {
  if (thrown instanceof CommanderError) {
    // Help and version that were asked for end this way too, with 0; the rest has said what is wrong.
    const isBadInput = thrown.exitCode !== 0 || thrown.code === "commander.help";
    return { code: isBadInput ? exitCodes.badInput.code : exitCodes.done.code, text: null };
  }
  if (thrown instanceof Trouble) return { code: thrown.exitCode, text: thrown.message };
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return {
    code: exitCodes.fault.code,
    text: `interlock failed by a fault of its own:\n${text}`,
  };
}
