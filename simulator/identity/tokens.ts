// Bearer tokens of the simulated tenant: signed JSON web tokens that say which principal a request
// comes from. They are valid for 24 hours of the machine's own time, because the SDKs that keep them
// go by that and not by the simulator's clock.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { DEFAULT_TENANT_ID } from "../world.ts";

export const TOKEN_LIFETIME_S = 24 * 60 * 60;

export interface Caller {
  /** The name that worlds, faults and the tap call it by. */
  readonly principal: string;
  readonly objectId: string;
  readonly claims: Readonly<Record<string, string>>;
}

export interface Tokens {
  mint(principal: string, audience?: string): string;
  /** Reads an Authorization header; a text says why it is no good. */
  read(header: string | undefined): Caller | string;
}

const claims = z.object({
  sub: z.string(),
  oid: z.string(),
  appid: z.string(),
  aud: z.string(),
  iss: z.string(),
  tid: z.string(),
  exp: z.number(),
  nbf: z.number(),
});

/** The identifier that the tenant gives a principal: always the same for the same name. */
export function objectIdOf(principal: string): string {
  const hex = createHash("sha256").update(`principal ${principal}`).digest("hex");
  const part = (from: number, to: number): string => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`;
}

export function createTokens(seed: number): Tokens {
  const key = createHash("sha256").update(`interlock simulator ${seed}`).digest();
  const sign = (text: string): string => createHmac("sha256", key).update(text).digest("base64url");
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    mint(principal, audience = "https://management.azure.com") {
      const nowS = Math.floor(Date.now() / 1000);
      const payload = {
        aud: audience,
        iss: `https://sts.windows.net/${DEFAULT_TENANT_ID}/`,
        iat: nowS,
        nbf: nowS,
        exp: nowS + TOKEN_LIFETIME_S,
        appid: objectIdOf(`application of ${principal}`),
        idtyp: "app",
        oid: objectIdOf(principal),
        sub: principal,
        tid: DEFAULT_TENANT_ID,
        ver: "1.0",
      };
      const text = `${encode({ typ: "JWT", alg: "HS256" })}.${encode(payload)}`;
      return `${text}.${sign(text)}`;
    },
    read(header) {
      if (header === undefined) return "The 'Authorization' header is missing.";
      const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
      const [head = "", body = "", signature = ""] = token?.split(".") ?? [];
      const expected = Buffer.from(sign(`${head}.${body}`));
      const given = Buffer.from(signature);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
        return "The access token's signature is invalid.";
      }
      return readClaims(body);
    },
  };
}

function readClaims(body: string): Caller | string {
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (!parsed.success) return "The access token is invalid.";
  const { sub, oid, appid, aud, iss, tid, exp } = parsed.data;
  if (exp * 1000 <= Date.now()) return "The access token has expired.";
  return { principal: sub, objectId: oid, claims: { aud, iss, appid, oid, tid } };
}
