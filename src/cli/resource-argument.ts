// The ID of a resource of any type or of a resource group, as it is typed.

import { parseScope } from "../domain/scope.ts";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";

/** Its canonical form. Throws a Trouble for anything that is none. */
export function resourceIdOf(text: string): string {
  const parsed = parseScope(text);
  if (!parsed.ok) throw new Trouble("badInput", parsed.problem);
  const { scope } = parsed;
  if (scope.kind === "resource" || scope.kind === "resource-group") return scope.id;
  const sentence = `${printable(scope.id)} is no resource and no resource group; the ID of one is needed.`;
  throw new Trouble("badInput", sentence);
}
