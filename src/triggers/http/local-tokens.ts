// Who asks, on one machine: bearer tokens that the environment names by their SHA-256, so that the
// tokens themselves stand nowhere. Each belongs to a principal, which is recorded with everything
// that is asked. Without a token there is no principal, and without a principal no answer.

import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Principal } from "../../domain/principal.ts";

export interface LocalToken {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly principal: Principal;
}

const localTokensSchema = z.array(
  z.strictObject({
    sha256: z.string().regex(/^[0-9a-fA-F]{64}$/),
    id: z.string().min(1).max(200),
    name: z.string().min(1).max(200),
  }),
);

const setting = "INTERLOCK_LOCAL_TOKENS";

/** Reads the setting. Absent or empty means that nobody is known. Throws on anything unreadable,
 * without repeating it: a typing mistake must not put a token into a log. */
export function parseLocalTokens(text: string | undefined): readonly LocalToken[] {
  if (text === undefined || text.trim() === "") return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`The setting ${setting} is no JSON.`);
  }
  const parsed = localTokensSchema.safeParse(value);
  if (!parsed.success) {
    throw new Error(
      `The setting ${setting} must be a JSON array of {"sha256", "id", "name"}, the hash in hexadecimal digits.`,
    );
  }
  return parsed.data.map(({ sha256, id, name }) => ({
    sha256: sha256.toLowerCase(),
    principal: { id, name },
  }));
}

const bearer = /^Bearer +([A-Za-z0-9\-._~+/]{1,4096}=*) *$/i;

/** The principal of an Authorization header, or null. Takes the same time whichever token it is:
 * hashes of equal length are compared, and all of them. */
export function principalOf(
  authorization: string | null,
  tokens: readonly LocalToken[],
): Principal | null {
  const token = bearer.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  const given = createHash("sha256").update(token).digest();
  let found: Principal | null = null;
  for (const known of tokens) {
    if (timingSafeEqual(given, Buffer.from(known.sha256, "hex"))) found = known.principal;
  }
  return found;
}
