// The app's settings, read once from the environment. What is wrong is told all at once, by name and
// without repeating values, and ends the start: an app that half works is worse than none.

import { z } from "zod";

export interface Settings {
  /** Origin of Azure Resource Manager, without a slash at its end. */
  readonly armEndpoint: string;
  /** What tokens are asked for. */
  readonly armScope: string;
  /** The raw text of INTERLOCK_LOCAL_TOKENS; the HTTP triggers read it. */
  readonly localTokens: string | undefined;
}

const endpointDefault = "https://management.azure.com";

const environmentSchema = z.object({
  INTERLOCK_ARM_ENDPOINT: z
    .url({ protocol: /^https$/, error: "must be an https:// address" })
    .refine((text) => isOrigin(text), "must be an address without path, query or user")
    .default(endpointDefault),
  INTERLOCK_ARM_SCOPE: z
    .string()
    .regex(/^\S{1,400}$/, "must be one scope without spaces")
    .optional(),
  INTERLOCK_LOCAL_TOKENS: z.string().max(65_536, "must be shorter than 64 KB").optional(),
});

/** Throws an error that names every setting that cannot be used. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape).map((name) => [name, textOf(environment[name])]),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.map(String).join(".")} ${issue.message}`,
    );
    throw new Error(`Interlock cannot start: ${problems.join("; ")}.`);
  }
  const armEndpoint = new URL(parsed.data.INTERLOCK_ARM_ENDPOINT).origin;
  return {
    armEndpoint,
    armScope: parsed.data.INTERLOCK_ARM_SCOPE ?? `${armEndpoint}/.default`,
    localTokens: parsed.data.INTERLOCK_LOCAL_TOKENS,
  };
}

/** Settings that are there but empty count as not set, as they do in the portal. */
function textOf(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}
