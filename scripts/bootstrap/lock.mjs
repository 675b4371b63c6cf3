// One bootstrap at a time does the work (B2). The lock is a directory, because making one either
// succeeds or fails as a whole on every file system, network ones too.
//
// L1. The holder touches its directory every two seconds for as long as it lives.
// L2. A lock is taken away only from a holder that is dead (same machine, no such process), or whose
//     directory this process itself has watched lie untouched for 30 seconds. Comparing its age with
//     our clock would rob a live holder after a suspend, or across machines whose clocks differ.
// L3. A holder that was killed may leave an npm behind that still writes. Its number stands in the
//     lock too, and it is waited for, though not for ever: by then the number may be another's.
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lockDirectory } from "./places.mjs";
import { Trouble, say } from "./words.mjs";

const touchEveryMs = 2_000;
const abandonedAfterMs = 30_000;
const orphanAbandonedAfterMs = 600_000;
const lookEveryMs = 200;
const ownerFile = "owner.json";
let held;

export async function withLock(work) {
  const mine = { token: randomUUID(), pid: process.pid, host: hostname() };
  await take(mine);
  held = mine;
  const touching = setInterval(touch, touchEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    held = undefined;
    if (readOwner()?.token === mine.token) rmSync(lockDirectory, { recursive: true, force: true });
  }
}

/** Notes the process that does the holder's work at the moment (L3). Does nothing without a lock. */
export function noteWorker(pid) {
  if (held === undefined || readOwner()?.token !== held.token) return;
  // Renamed into place, so that no reader ever meets half a file.
  const fresh = join(lockDirectory, `${ownerFile}.new`);
  writeFileSync(fresh, JSON.stringify({ ...held, worker: pid }));
  renameSync(fresh, join(lockDirectory, ownerFile));
}

async function take(mine) {
  let watched;
  while (!tryToTake(mine)) {
    const seen = { token: readOwner()?.token, touchedAt: touchedAt() };
    const unchanged = watched?.token === seen.token && watched?.touchedAt === seen.touchedAt;
    if (!unchanged) {
      if (watched === undefined) say("Another start-up is at work in this folder; waiting for it…");
      watched = { ...seen, since: performance.now() };
    }
    if (isAbandoned(performance.now() - watched.since)) {
      takeAway(seen.token);
    } else {
      await wait(lookEveryMs);
    }
  }
}

function tryToTake(mine) {
  try {
    mkdirSync(dirname(lockDirectory), { recursive: true });
    mkdirSync(lockDirectory);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw new Trouble(`The folder ${dirname(lockDirectory)} cannot be written (${error.code}).`);
  }
  writeFileSync(join(lockDirectory, ownerFile), JSON.stringify(mine));
  return true;
}

/** Renames first: of two that judged the same lock abandoned, only one rename can succeed. */
function takeAway(token) {
  if (readOwner()?.token !== token) return;
  const aside = `${lockDirectory}.${randomUUID()}`;
  try {
    renameSync(lockDirectory, aside);
  } catch {
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAbandoned(watchedForMs) {
  const owner = readOwner();
  if (owner === undefined || owner.host !== hostname() || isAlive(owner.pid)) {
    return watchedForMs > abandonedAfterMs;
  }
  return !isAlive(owner.worker) || watchedForMs > orphanAbandonedAfterMs;
}

function isAlive(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

function readOwner() {
  try {
    return JSON.parse(readFileSync(join(lockDirectory, ownerFile), "utf8"));
  } catch {
    // Between making the directory and writing the file, or between a release and our look.
    return undefined;
  }
}

function touchedAt() {
  return statSync(lockDirectory, { throwIfNoEntry: false })?.mtimeMs;
}

function touch() {
  try {
    utimesSync(lockDirectory, new Date(), new Date());
  } catch {
    // Somebody took it away from us; the work in hand is still repeatable, so it goes on (B1).
  }
}
