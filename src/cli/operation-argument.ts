// The ID of an operation as it is typed.

import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";

/** Throws a Trouble for anything that is none. */
export function operationIdOf(text: string): string {
  if (/^op-[0-9a-f]{32}$/.test(text)) return text;
  const sentence = `An operation's ID is "op-" and 32 hexadecimal digits; \`${typedCommand("list")}\` shows them.`;
  throw new Trouble("badInput", sentence);
}
