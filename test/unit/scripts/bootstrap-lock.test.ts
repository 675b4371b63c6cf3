// The lock of the bootstrap where its holder cannot be asked: on another machine that shares the
// folder. Such a lock is taken only after it has lain untouched for a while, by our own watch.
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BootstrapCopy, ended, hearing, until } from "../../support/bootstrap-copy.ts";

const lock = ".interlock/bootstrap.lock";
/** The patience of 30 seconds lasts one and a half under this: more than a busy machine stalls us. */
const hurry = 20;

let copy: BootstrapCopy;
beforeEach(() => {
  copy = new BootstrapCopy();
  copy.write(`${lock}/owner.json`, JSON.stringify({ token: "t", pid: 1, host: "elsewhere" }));
});
afterEach(() => copy.dispose());

describe("a lock from another machine", () => {
  it("is taken when nobody touches it any more, and its rest is cleared away", async () => {
    const taken = await copy.run(["interlock"], { hurry });

    expect(taken).toMatchObject({ code: 0, stdout: "[]\n" });
    expect(taken.stderr).toContain("waiting for it");
    expect(copy.listing(".interlock")).toEqual([]);
  });

  it("is left alone while it is touched, whatever its clock says, and used when it is given back", async () => {
    const next = copy.start(["interlock"], { hurry });
    const nextEnded = ended(next);
    await hearing(next, "waiting for it");

    // A holder whose clock is a year behind: its touches are old, yet each differs from the last.
    let touches = 0;
    await until("it has been touched for longer than that", () => {
      const at = new Date(Date.now() - 365 * 86_400_000 + touches);
      utimesSync(join(copy.root, lock), at, at);
      touches += 1;
      return touches > 250;
    });
    expect(copy.npmCalls()).toHaveLength(0);

    copy.remove(lock);
    expect(await nextEnded).toMatchObject({ code: 0, stdout: "[]\n" });
  });
});
