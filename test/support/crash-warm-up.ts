// Runs in the process of an embedded host before the host's own program (`--import`). It loads what
// host and app consist of, which takes a second, and then waits to be told with which arguments to
// begin: so a start after a kill takes as little time as on a machine that does nothing else. The
// program itself and the app's main file are loaded only then.
//
// It also kills: at the commit that it is told to count to, from the moment at which it is told. The
// crash points of the host count from its start, and each kill would need two starts of the host.

import "../../embedded/host.ts";
import "../../src/arm/azure-ports.ts";
import "../../src/platform/settings.ts";
import "../../src/register.ts";
import { flushCompileCache } from "node:module";
import { DatabaseSync } from "node:sqlite";
import "@azure/identity";
import type { CrashHostMessage } from "./crash-host.ts";

let killAt: { readonly when: "before" | "after"; commitsLeft: number } | undefined;

const { prototype } = DatabaseSync;
// Taken off the prototype on purpose: it is called on the database that it was called on.
// oxlint-disable-next-line typescript/unbound-method
const execBefore = prototype.exec;
prototype.exec = function exec(this: DatabaseSync, sql: string): void {
  const isLast = sql === "COMMIT" && killAt !== undefined && (killAt.commitsLeft -= 1) === 0;
  if (isLast && killAt?.when === "before") process.kill(process.pid, "SIGKILL");
  execBefore.call(this, sql);
  if (isLast && killAt?.when === "after") process.kill(process.pid, "SIGKILL");
};

// Nobody is left to end this process once whoever started it is gone.
process.on("disconnect", () => process.exit(1));
if (!process.connected) process.exit(1);

// A process that is killed does not write it at its end.
flushCompileCache();

await new Promise<void>((resolve) => {
  process.on("message", (message: CrashHostMessage) => {
    switch (message.kind) {
      case "begin":
        process.argv.push(...message.args);
        resolve();
        return;
      case "kill-at":
        killAt = { when: message.when, commitsLeft: message.commit };
        process.send?.("armed");
        return;
    }
  });
  process.send?.("warm");
});
