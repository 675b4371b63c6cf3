// Conditions as they are typed, such as `power-state=deallocated`.

import { parseGateCondition } from "../domain/gate-condition.ts";
import type { GateCondition } from "../domain/gate-condition.ts";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";

/** As the service takes them: `none` alone stands for no condition at all. */
export function gateOptions(texts: readonly string[], flag: string): readonly string[] {
  if (texts.length === 1 && texts[0]?.trim() === "none") return [];
  gateConditions(texts, flag);
  return texts;
}

/** Throws a Trouble for the first that is none. */
export function gateConditions(texts: readonly string[], flag: string): readonly GateCondition[] {
  return texts.map((text) => {
    const parsed = parseGateCondition(text);
    if (!parsed.ok) throw new Trouble("badInput", `${flag}: ${printable(parsed.problem)}`);
    return parsed.condition;
  });
}
