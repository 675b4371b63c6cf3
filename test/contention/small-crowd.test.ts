// The small edition of `npm run contention`: a crowd that a seed decides, in one process and on virtual
// time, judged by the same judge. Azure answers without delay, as a clock that is moved by hand stands
// while an answer is awaited. INTERLOCK_CONTENTION_SEEDS (`7` or `100-119`) runs other crowds.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { crowdOf } from "../../bench/contention/crowd.ts";
import { verdictOn } from "../../bench/contention/judge/verdict.ts";
import { meet } from "../../bench/contention/meeting.ts";
import { placeOf, worldOf } from "../../bench/contention/place.ts";
import { troublesOf } from "../../bench/contention/troubles.ts";
import { appPrincipal } from "../support/system.ts";
import { virtualGround, virtualPrincipals } from "../support/virtual-ground.ts";

const callers = 24;
const kills = 4;

const seeds = seedsOf(process.env["INTERLOCK_CONTENTION_SEEDS"] ?? "1-2");

function seedsOf(text: string): readonly number[] {
  const [first = 1, last = first] = text.split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe("24 callers over 4 machines in 2 groups, with holds from outside", () => {
  it.each(seeds)(
    "(seed %i) are all answered, one writer at a time and in order, through kills and lost answers",
    async (seed) => {
      const place = placeOf({ machines: 4, groups: 2 });
      const { ground, system, killHost, through } = await virtualGround({
        world: worldOf(place, 0),
        seed,
        database: await aDatabase(),
      });
      system.azure.addFaults(troublesOf(seed, callers, { delays: false }));
      const crowd = crowdOf({
        seed,
        callers,
        place,
        arrivalMs: 120_000,
        principals: virtualPrincipals.length,
        holds: true,
      });
      const meeting = await through(
        meet({
          ground,
          crowd,
          seed,
          kills,
          killHost,
          lookEveryMs: 5_000,
          onProgress: () => undefined,
        }),
      );
      const { exchanges } = system;
      const { operations } = system.azure.dump();
      const { traces, samples } = meeting;
      const claims = verdictOn({ traces, samples, exchanges, operations, appPrincipal });
      expect(claims.flatMap(({ violations }) => violations)).toEqual([]);
      expect(claims.filter(({ looked }) => looked === 0).map(({ what }) => what)).toEqual([]);
      expect(meeting).toMatchObject({ leftOver: [], kills });
    },
    120_000,
  );
});

async function aDatabase(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "interlock-crowd-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "hub.sqlite");
}
