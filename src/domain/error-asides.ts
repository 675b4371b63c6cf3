// What an error says beside its cause: the operation that stands in the way, and the policy
// assignments that forbid it.

/** ARM signs its addresses with thousands of characters. */
const addressCharsMax = 8_000;
const addressesMax = 5;
const idCharsMax = 500;

/**
 * The address of the operation that has to end first: the network provider says "To retrieve status of
 * the operation use uri: …"; any other address counts only when it is one of an operation.
 */
export function blockerIn(message: string): string | null {
  if (!message.includes("http")) return null;
  let tried = 0;
  for (const found of message.matchAll(/https?:\/\/[^\s"'<>\\]{1,8200}/gi)) {
    tried += 1;
    if (tried > addressesMax) return null;
    const address = found[0].replace(/[.,;:)\]}]{1,10}$/, "");
    const before = message.slice(Math.max(0, found.index - 60), found.index);
    const isAnnounced = /status of the operation|operation use uri/i.test(before);
    const isOperation = /\/(?:azureasync)?operation(?:s|results?|status(?:es)?)\//i.test(address);
    if ((isAnnounced || isOperation) && address.length <= addressCharsMax) return address;
  }
  return null;
}

/** Of an error's `additionalInfo`, whose items are `{ type, info }` in either letter case. */
export function policyAssignmentsIn(additionalInfo: unknown): readonly string[] {
  if (!Array.isArray(additionalInfo)) return [];
  return (additionalInfo.slice(0, 50) as readonly unknown[]).flatMap((item) => {
    const { type, info } = inLowerCase(item);
    if (typeof type !== "string" || type.toLowerCase() !== "policyviolation") return [];
    const id = inLowerCase(info)["policyassignmentid"];
    return typeof id === "string" && id !== "" && id.length <= idCharsMax ? [id] : [];
  });
}

function inLowerCase(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).slice(0, 60) as [string, unknown][];
  return Object.fromEntries(entries.map(([name, one]) => [name.toLowerCase(), one]));
}
