// Where the command line keeps what outlives a command: which service runs here, and its database.

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** `$XDG_STATE_HOME/interlock`, or `~/.local/state/interlock`. A relative setting is ignored, as the
 * XDG specification asks. */
export function stateFolder(environment: NodeJS.ProcessEnv): string {
  const set = environment["XDG_STATE_HOME"];
  const base = set !== undefined && isAbsolute(set) ? set : join(homedir(), ".local", "state");
  return join(base, "interlock");
}
