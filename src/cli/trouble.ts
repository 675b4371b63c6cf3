// What ends a command early in a way that the reader can act on: one sentence and an exit code. It is
// printed without a stack; everything else that is thrown is a fault of ours.

import { exitCodes } from "../contracts/exit-codes.ts";
import type { ExitName } from "../contracts/exit-codes.ts";

export class Trouble extends Error {
  readonly exitCode: number;

  constructor(exit: ExitName, message: string) {
    super(message);
    this.name = "Trouble";
    this.exitCode = exitCodes[exit].code;
  }
}
