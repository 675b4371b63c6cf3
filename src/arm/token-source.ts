// Tokens for ARM, kept until shortly before they end. The SDK's own bearer policy is not used: it
// waits and asks again inside a request while a token runs out, and repeats a request that ARM
// answered with a challenge. Here a token is had or it is not, and nothing is repeated.
//
// T1. A failure to get a token is a TokenUnavailable, so that it is never taken for ARM's answer.
// T2. Requests that need a token at the same moment share one question for it.

import type { AccessToken, TokenCredential } from "@azure/core-auth";
import type { Clock } from "../contracts/ports.ts";
import { epochMsOf } from "../domain/instant.ts";
import { withinTimeLimit } from "./time-limit.ts";
import type { TimeLimit } from "./time-limit.ts";

/** No token could be had; whatever needed it was not sent. */
export class TokenUnavailable extends Error {
  override readonly name = "TokenUnavailable";
}

export interface TokenSource {
  /** A token that is good for now. Rejects with TokenUnavailable. */
  get(): Promise<string>;
  /** ARM did not take this token: the next request asks for a new one. */
  forget(token: string): void;
}

export interface TokenSourceOptions {
  readonly credential: TokenCredential;
  readonly scope: string;
  readonly clock: Clock;
  readonly limit: TimeLimit;
}

/** A token is replaced this long before it ends, so that none ends on its way. */
const renewBeforeEndMs = 5 * 60_000;
/** While a replacement cannot be had, the old one serves until this long before its end. */
const usableBeforeEndMs = 30_000;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  let kept: AccessToken | null = null;
  let asking: Promise<AccessToken> | null = null;

  function endsWithin(token: AccessToken, ms: number): boolean {
    return token.expiresOnTimestamp - epochMsOf(options.clock.now()) <= ms;
  }

  async function ask(): Promise<AccessToken> {
    const token = await withinTimeLimit(options.limit, (signal) =>
      options.credential.getToken(options.scope, { abortSignal: signal }),
    );
    if (token === null) throw new TokenUnavailable("The credential gave no token.");
    kept = token;
    return token;
  }

  function askOnce(): Promise<AccessToken> {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    async get() {
      const old = kept;
      if (old !== null && !endsWithin(old, renewBeforeEndMs)) return old.token;
      try {
        return (await askOnce()).token;
      } catch (cause) {
        if (old !== null && !endsWithin(old, usableBeforeEndMs)) return old.token;
        throw new TokenUnavailable("No token for Azure Resource Manager could be had.", { cause });
      }
    },
    forget(token) {
      if (kept?.token === token) kept = null;
    },
  };
}
