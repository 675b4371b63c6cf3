// The person who runs the command line here, recorded as the principal of what he asks.

import { userInfo } from "node:os";
import type { Caller } from "./local-service.ts";

export function systemUser(): Caller {
  const { username } = userInfo();
  return { id: `local:${username}`, name: username };
}
