/**
 * The embedded host under `kill -9`. The kills are real: the host runs as a program of its own over
 * a database file and dies at its crash points, which stand right before and right after each
 * commit. A walk kills it at every commit of one run: each life gets one commit further.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as df from "durable-functions";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../../embedded/clock.ts";
import { appFolder, startApp, startOfTest } from "../../support/embedded-app.ts";

interface Life {
  readonly pid: number;
  readonly signal: string | null;
  readonly code: number | null;
  readonly log: string;
}

async function live(folder: string, crashAt: string | undefined): Promise<Life> {
  const child = spawn(
    process.execPath,
    [
      resolve("embedded/main.ts"),
      `--app=${folder}`,
      `--main=${resolve("test/support/embedded-crash-app.ts")}`,
      `--database=${join(folder, "host.db")}`,
    ],
    {
      env: {
        ...process.env,
        CRASH_APP_NOTES: join(folder, "notes"),
        NODE_COMPILE_CACHE: resolve("node_modules/.cache/embedded-crash"),
        ...(crashAt === undefined ? {} : { EMBEDDED_CRASH_AT: crashAt }),
      },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 20_000,
      killSignal: "SIGQUIT",
    },
  );
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const [code, signal] = await new Promise<[number | null, string | null]>((done) => {
    child.once("exit", (exitCode, exitSignal) => done([exitCode, exitSignal]));
  });
  return { pid: child.pid ?? 0, code, signal, log };
}

/** What has been started, as the file says between two lives: it may run again in the next. */
function unfinished(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, "host.db"));
  const activities = database.prepare("SELECT name, input FROM activities").all();
  const requests = database.prepare("SELECT request FROM entity_inbox").all();
  database.close();
  return [
    ...activities.map(
      (row) => `${String(row["name"])} ${String(JSON.parse(String(row["input"])))}`,
    ),
    ...requests.map((row) => `tally ${(JSON.parse(String(row["request"])) as { op: string }).op}`),
  ];
}

function instance(folder: string, id: string): { status: unknown; output: unknown } {
  const database = new DatabaseSync(join(folder, "host.db"));
  const row = database.prepare("SELECT status, output FROM instances WHERE id = ?").get(id);
  database.close();
  return {
    status: row?.["status"],
    output: JSON.parse(String(row?.["output"])) as unknown,
  };
}

function entityState(folder: string, id: string): string {
  const database = new DatabaseSync(join(folder, "host.db"));
  const row = database.prepare("SELECT state FROM entities WHERE id = ?").get(id);
  database.close();
  return String(row?.["state"]);
}

function notes(folder: string, pid: number): readonly string[] {
  const file = join(folder, "notes");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith(`${pid} `))
    .map((line) => line.slice(line.indexOf(" ") + 1));
}

const livesMax = 80;

/** Lives until the journey has ended; tells also what ran again though its result had been kept. */
async function walk(
  folder: string,
  crashPoints: readonly string[],
): Promise<{ lives: readonly Life[]; ran: readonly string[]; surplus: readonly string[] }> {
  const lives: Life[] = [];
  const ran: string[] = [];
  const surplus: string[] = [];
  let open: readonly string[] = [];
  while (lives.length < livesMax) {
    const life = await live(folder, crashPoints[lives.length % crashPoints.length]);
    lives.push(life);
    const here = notes(folder, life.pid);
    const again = here.filter((key) => ran.includes(key) && !open.includes(key) && !mayRepeat(key));
    surplus.push(...again.map((key) => `${key} in life ${lives.length}`));
    ran.push(...here);
    if (life.signal !== "SIGKILL") return { lives, ran, surplus };
    open = unfinished(folder);
  }
  throw new Error(`The journey did not end in ${livesMax} lives.`);
}

/** A retry is a run of its own, and the two additions of the entity have one key. */
function mayRepeat(key: string): boolean {
  return key === "fragile fragile" || key === "tally add";
}

const journeysEnd = {
  status: "Completed",
  output: {
    first: "first done",
    added: 2,
    child: "child 1 done",
    event: "awake",
    fragile: "fragile done",
    fan: ["fan a done", "fan b done", "fan c done"],
  },
};

describe("an embedded host that is killed", () => {
  it("comes to the same end, killed at every commit, right after it or right before the next", async () => {
    const folder = await appFolder();
    const { lives, ran, surplus } = await walk(folder, ["after-commit:1", "before-commit:2"]);
    expect(lives.length).toBeGreaterThan(15);
    expect(lives.at(-1)).toMatchObject({ code: 0, signal: null });
    expect(surplus).toEqual([]);
    expect(instance(folder, "journey-1")).toEqual(journeysEnd);
    expect(entityState(folder, "@tally@one")).toBe("2");
    for (const step of ["work first", "work child 0", "work child 1"]) {
      expect(ran.filter((each) => each === step).length).toBeLessThanOrEqual(2);
    }
  }, 240_000);
});

describe("a database file", () => {
  it("is refused to a second host while the first one lives", async () => {
    const database = join(await appFolder(), "host.db");
    const load = () => {
      df.app.activity("nothing", { handler: () => null });
    };
    await startApp(load, { database });
    await expect(startApp(load, { database })).rejects.toThrow("in use by another host");
  });

  it("carries waiting timers, events and entities over a closing of the host", async () => {
    const folder = await appFolder();
    const database = join(folder, "host.db");
    const clock = manualClock(startOfTest);
    const first = await startApp(waitingApp, { database, clock });
    await first.start("waiting", "w");
    await first.host.close();
    const second = await startApp(waitingApp, { database, clock });
    expect(second.host.nextTimerAt()).toBe(startOfTest + 3_600_000);
    await clock.advance(3_600_000);
    await second.raise("w", "go", 7);
    expect(await second.status("w")).toMatchObject({ runtimeStatus: "Completed", output: [7, 1] });
  });
});

function waitingApp(): void {
  df.app.entity("tally", (context: df.EntityContext<number>) => {
    const next = (context.df.getState(() => 0) ?? 0) + 1;
    context.df.setState(next);
    context.df.return(next);
  });
  df.app.orchestration("waiting", function* (context) {
    const { df: durable } = context;
    const count: unknown = yield durable.callEntity(new df.EntityId("tally", "t"), "add");
    yield durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + 3_600_000));
    const go: unknown = yield durable.waitForExternalEvent("go");
    return [go, count];
  });
}
