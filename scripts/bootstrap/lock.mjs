// One bootstrap at a time does the work (B2). The lock is a directory that is renamed into place with
// its owner's name already in it: a rename succeeds or fails as a whole, and a full directory is
// never replaced by one. For the same reason it is renamed away before it is removed, lest somebody
// takes it while it is half empty.
//
// L1. The holder touches its directory every two seconds for as long as it lives.
// L2. A lock is taken away only from a holder that is dead (same machine, no such process), or whose
//     directory this process itself has watched lie untouched for 30 seconds. Comparing its age with
//     our clock would rob a live holder after a suspend, or across machines whose clocks differ.
// L3. A holder that was killed may leave an npm behind that still writes. Its number stands in the
//     lock too, and it is waited for, though not for ever: by then the number may be another's.
import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
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
    takeAway(mine.token);
  }
}

/** Notes the process that does the holder's work at the moment (L3). Does nothing without a lock. */
export function noteWorker(pid) {
  if (held === undefined || readOwner(lockDirectory)?.token !== held.token) return;
  // Renamed into place, so that no reader ever meets half a file.
  const fresh = join(lockDirectory, `${ownerFile}.new`);
  try {
    writeFileSync(fresh, JSON.stringify({ ...held, worker: pid }));
    renameSync(fresh, join(lockDirectory, ownerFile));
  } catch {
    // Taken away from us this instant; the work in hand is still repeatable, so it goes on (B1).
  }
}

async function take(mine) {
  let watched;
  while (!tryToTake(mine)) {
    const seen = { token: readOwner(lockDirectory)?.token, touchedAt: touchedAt() };
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
  if (existsSync(lockDirectory)) return false;
  const prepared = `${lockDirectory}.${mine.token}`;
  try {
    mkdirSync(prepared, { recursive: true });
    writeFileSync(join(prepared, ownerFile), JSON.stringify(mine));
    renameSync(prepared, lockDirectory);
    return true;
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    // Somebody was quicker; Windows calls that EPERM.
    if (existsSync(lockDirectory)) return false;
    throw new Trouble(`The lock ${lockDirectory} cannot be made (${error.code}).`);
  }
}

/**
 * Removes the lock if it is the one that bears this token. Of two that judged the same lock
 * abandoned only one rename can succeed, and one that caught the lock of a third puts it back.
 */
function takeAway(token) {
  if (readOwner(lockDirectory)?.token !== token) return;
  const aside = `${lockDirectory}.${randomUUID()}`;
  try {
    renameSync(lockDirectory, aside);
    if (readOwner(aside)?.token !== token) renameSync(aside, lockDirectory);
  } catch {
    // Gone already, or its place is taken again; either way there is nothing left to take away.
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAbandoned(watchedForMs) {
  const owner = readOwner(lockDirectory);
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

function readOwner(directory) {
  try {
    return JSON.parse(readFileSync(join(directory, ownerFile), "utf8"));
  } catch {
    // Released since we last looked, or emptied by hand.
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
