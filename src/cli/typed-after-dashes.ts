// What was typed after `--`, which the parser of options counts among the operands without saying where
// they begin. It keeps all that was typed, though its types do not tell.

import type { Command } from "commander";
import { z } from "zod";

const typedSchema = z.looseObject({ rawArgs: z.array(z.string()) });

/** Empty where there are no dashes. */
export function typedAfterDashes(command: Command): readonly string[] {
  let top = command;
  while (top.parent !== null) top = top.parent;
  const { rawArgs } = typedSchema.parse({ rawArgs: (top as { rawArgs?: unknown }).rawArgs });
  const at = rawArgs.indexOf("--");
  return at === -1 ? [] : rawArgs.slice(at + 1);
}
