// A caller who takes a lease from outside: waits for it, writes to Azure by himself while he holds it,
// renews, and gives it back, or dies and never says so.

import type { TakenLeaseView, ToolLeaseView } from "../../src/contracts/lease-http-shapes.ts";
import { epochMsOf, instantOf } from "../../src/domain/instant.ts";
import { isSameResource } from "../../src/domain/resource-id.ts";
import type { HoldPlan } from "./crowd.ts";
import type { Ground, Reply } from "./ground.ts";
import { PersistentCaller } from "./persistent-caller.ts";
import { powerCycle, send } from "./tool-writer.ts";
import type { ToolWrites } from "./tool-writer.ts";
import type { Held, HoldAnswer, HoldTrace } from "./traces.ts";

const leasesPath = "/api/v1/leases";
const lookAgainMs = 10_000;
const triesMax = 5;
/** With less left of a lease nothing is written: it might arrive when the lease has run out. */
const marginMs = 30_000;

export async function callHold(ground: Ground, plan: HoldPlan): Promise<HoldTrace> {
  const holder = new Holder(ground, plan);
  await ground.pause(plan.atMs);
  let trouble: string | null = null;
  try {
    await holder.live();
  } catch (thrown) {
    trouble = thrown instanceof Error ? thrown.message : String(thrown);
  }
  return holder.trace(trouble);
}

class Holder {
  readonly #ground: Ground;
  readonly #plan: HoldPlan;
  readonly #caller: PersistentCaller;
  #token = "";
  #view: ToolLeaseView | null = null;
  /** What it was granted; a lease that has ended need not tell it any more. */
  #granted: ToolLeaseView["resources"] = [];
  #heldFromMs: number | null = null;
  #heldUntilMs: number | null = null;
  #toldAtMs = 0;
  #renewals = 0;
  #writes = 0;
  #died = false;

  constructor(ground: Ground, plan: HoldPlan) {
    this.#ground = ground;
    this.#plan = plan;
    this.#caller = new PersistentCaller(ground, plan);
  }

  async live(): Promise<void> {
    if (!(await this.#take())) return;
    const { writesTo, lingersMs, end } = this.#plan;
    // Whoever is to die does so at his first write, if he has any.
    if (end === "die") return this.#die(writesTo[0]);
    for (const machineId of writesTo) {
      if (!(await powerCycle(this.#ground, this.#writesTo(machineId)))) break;
    }
    const untilMs = this.#ground.now() + lingersMs;
    while (this.#ground.now() < untilMs && (await this.#stillHolds())) {
      await this.#ground.pause(Math.min(lookAgainMs, untilMs - this.#ground.now()));
    }
    await this.#release();
  }

  /** A grant that had run out before he could hear of it is none: he takes another. */
  async #take(): Promise<boolean> {
    for (let tries = 1; tries <= triesMax; tries += 1) {
      const taken = await this.#tryToTake(`${this.#plan.key}-${tries}`);
      if (taken !== "ended") return taken === "held";
    }
    throw new Error(`He was granted ${triesMax} leases and heard of none in time.`);
  }

  async #tryToTake(key: string): Promise<"held" | "busy" | "ended"> {
    const { resources, whenBusy, durationMs, until, name } = this.#plan;
    const body = {
      resources,
      whenBusy,
      duration: `PT${durationMs / 1000}S`,
      purpose: `${name} works here`,
      deadline: "PT12H",
      ...(until === null ? {} : { until }),
    };
    const reply = await this.#caller.ask({ method: "POST", path: leasesPath, key, body });
    if (reply.status === 409) {
      this.#see(rejectedView(reply));
      return isEnded(reply) ? "ended" : "busy";
    }
    if (reply.status >= 300) throw unexpected("The lease", reply);
    // The casts name what the API's contract promises.
    const taken = reply.body as TakenLeaseView;
    this.#token = taken.token;
    this.#see(taken);
    while (this.#view?.status === "waiting") {
      await this.#caller.pause(lookAgainMs, this.#view.sentence);
      const looked = await this.#caller.ask({ method: "GET", path: `${leasesPath}/${taken.id}` });
      if (looked.status !== 200) throw unexpected("The lease's own page", looked);
      this.#see(looked.body as ToolLeaseView);
    }
    const status = this.#view?.status;
    return status === "held" || status === "busy" ? status : "ended";
  }

  #see(view: ToolLeaseView): void {
    this.#view = view;
    this.#toldAtMs = this.#ground.now();
    if (view.status !== "held" || view.expiresAt === null) return;
    this.#granted = view.resources;
    this.#heldFromMs ??= this.#ground.now();
    this.#heldUntilMs = epochMsOf(view.expiresAt);
  }

  #leftMs(): number {
    return (this.#heldUntilMs ?? 0) - this.#ground.now();
  }

  async #stillHolds(): Promise<boolean> {
    const { durationMs } = this.#plan;
    if (this.#leftMs() < durationMs / 2) await this.#renew();
    return this.#view?.status === "held" && this.#leftMs() > 0;
  }

  async #renew(): Promise<void> {
    const reply = await this.#say("renew");
    if (reply.status === 200) {
      this.#renewals += 1;
      this.#see(reply.body as ToolLeaseView);
      return;
    }
    if (reply.status !== 409) throw unexpected("Renewing", reply);
    if (this.#view !== null) this.#see({ ...this.#view, status: "lost" });
  }

  async #release(): Promise<void> {
    const isHeld = this.#view?.status === "held";
    if (isHeld) this.#heldUntilMs = Math.min(this.#heldUntilMs ?? 0, this.#ground.now());
    const reply = await this.#say("release");
    if (reply.status !== 200) throw unexpected("Releasing", reply);
    this.#see(reply.body as ToolLeaseView);
  }

  #say(what: "renew" | "release"): Promise<Reply> {
    const path = `${leasesPath}/${this.#view?.id}/${what}`;
    return this.#caller.ask({ method: "POST", path, body: { token: this.#token } });
  }

  async #die(machineId: string | undefined): Promise<void> {
    this.#died = true;
    if (machineId === undefined || this.#leftMs() < marginMs) return;
    await send(this.#ground, this.#writesTo(machineId), "deallocate");
  }

  #writesTo(machineId: string): ToolWrites {
    const own = this.#granted.find(({ resourceId }) => isSameResource(resourceId, machineId));
    return {
      as: this.#plan.writesAs,
      machineId,
      fencing: own?.fencing ?? null,
      mayWrite: async () => (await this.#stillHolds()) && this.#leftMs() > marginMs,
      onWritten: () => {
        this.#writes += 1;
      },
    };
  }

  trace(trouble: string | null): HoldTrace {
    return {
      kind: "hold",
      plan: this.#plan,
      retries: this.#caller.retries,
      answer: this.#answer(),
      held: this.#held(),
      renewals: this.#renewals,
      writes: this.#writes,
      died: this.#died,
      trouble,
    };
  }

  #answer(): HoldAnswer | null {
    if (this.#view === null) return null;
    const { id, status, sentence } = this.#view;
    return { leaseId: id, status, sentence, at: instantOf(this.#toldAtMs) };
  }

  #held(): Held | null {
    if (this.#heldFromMs === null || this.#heldUntilMs === null) return null;
    return {
      resources: this.#granted,
      from: instantOf(this.#heldFromMs),
      until: instantOf(this.#heldUntilMs),
    };
  }
}

function isEnded({ body }: Reply): boolean {
  const type = (body as { readonly type?: unknown } | null)?.type;
  return typeof type === "string" && type.endsWith("lease-ended");
}

/** A problem says what it says in its detail; there is no lease to be shown. */
function rejectedView({ body, headers }: Reply): ToolLeaseView {
  const detail = (body as { readonly detail?: unknown } | null)?.detail;
  return {
    id: headers["location"]?.split("/").at(-1) ?? "",
    status: "busy",
    sentence: typeof detail === "string" ? detail : "",
    principal: { id: "", name: "" },
    purpose: "",
    resources: [],
    acceptedAt: "",
    grantedAt: null,
    expiresAt: null,
    endedAt: null,
    inTheWay: null,
  };
}

function unexpected(what: string, { status, body }: Reply): Error {
  return new Error(`${what} was answered ${status}: ${JSON.stringify(body)}`);
}
