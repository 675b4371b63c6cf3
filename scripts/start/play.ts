// Plays the incident and tells it on a page, from the refusal that a plain client gets to the state of
// the machine at the end.

import { z } from "zod";
import { sayDuration } from "../../src/cli/duration.ts";
import type { LocalService } from "../../src/cli/local-service.ts";
import { paintOutcome } from "../../src/cli/paint.ts";
import { printable } from "../../src/cli/printable.ts";
import { Trouble } from "../../src/cli/trouble.ts";
import type { OperationView } from "../../src/contracts/http-shapes.ts";
import { msBetween } from "../../src/domain/instant.ts";
import { ask, followAll } from "./follow-wishes.ts";
import type { Asked } from "./follow-wishes.ts";
import { machine, wantedSize, wishes } from "./incident.ts";
import type { Wish } from "./incident.ts";
import type { Page } from "./page.ts";
import type { PlainClient } from "./plain-client.ts";
import { complaintsOf, trafficOf } from "./verdict.ts";

export interface Machine {
  readonly size: string;
  readonly power: string;
}

/** Without Interlock: the machine as it is, and the 409 that a plain client gets. */
export async function playWithout(azure: PlainClient, page: Page): Promise<Machine> {
  const before = await readMachine(azure);
  page.heading("The machine");
  page.row(["before", ...sayMachine(before)], [10, 18]);
  await showRefusal(azure, page);
  return before;
}

/** With Interlock. Throws a Trouble when anything did not go as it promises. */
export async function playWith(
  service: LocalService,
  given: { readonly azure: PlainClient; readonly before: Machine; readonly page: Page },
): Promise<void> {
  const { azure, before, page } = given;
  page.heading("Three callers ask Interlock at the same moment");
  const asked = await askAll(service, page);
  page.heading("What happens (times of the simulated clock)");
  const views = await followAll(asked, {
    tell({ wish, at, sentence }) {
      const time = page.paint.dim(at.slice(11, 19));
      page.row([time, wish.caller.name, printable(sentence)], [10, 12]);
    },
    now: (sentence) => page.now(printable(sentence)),
  });
  const after = await readMachine(azure);
  const exchanges = await azure.exchanges();
  showEnd(views, { page, asked, before, after });
  const { writes, conflicts } = trafficOf(exchanges);
  page.row(["", `Interlock sent ${writes} writes to Azure; ${sayConflicts(conflicts)}.`], [10]);
  const [first, same, other] = views;
  if (first === undefined || same === undefined || other === undefined) {
    throw new Error("An operation is missing.");
  }
  const complaints = complaintsOf({ first, same, other, ...after, exchanges });
  if (complaints.length > 0) {
    throw new Trouble("fault", `This did not go as it should:\n  ${complaints.join("\n  ")}`);
  }
}

async function showRefusal(azure: PlainClient, page: Page): Promise<void> {
  page.heading("A plain client asks Azure to resize it");
  const body = { properties: { hardwareProfile: { vmSize: wantedSize } } };
  const answer = await azure.patch(machine, body);
  const shape = z.looseObject({
    error: z.looseObject({ code: z.string(), message: z.string() }),
  });
  const parsed = shape.safeParse(answer.body);
  const code = parsed.success ? parsed.data.error.code : "without a code";
  const message = parsed.success ? parsed.data.error.message : "";
  page.row(["sends", `PATCH …/virtualMachines/api-01 with vmSize ${wantedSize}`], [10]);
  page.row(["gets", page.paint.bad(`${answer.status} ${printable(code)}`)], [10]);
  page.row(["", page.paint.dim(printable(message))], [10]);
  if (answer.status !== 409) {
    throw new Trouble("fault", `The plain client should have got a 409, not ${answer.status}.`);
  }
}

/** In the order of the wishes. The requests go out together; the first is given the head start of
 * its own answer, so that the same two callers meet in every run. */
async function askAll(service: LocalService, page: Page): Promise<readonly Asked[]> {
  const { first, same, other } = wishes;
  const send = (wish: Wish): Promise<Asked> => {
    const token = service.tokens.get(wish.caller.id) ?? "";
    return ask(wish, { url: service.url, token });
  };
  const leading = await send(first);
  const asked = [leading, ...(await Promise.all([send(same), send(other)]))];
  for (const { wish, started } of asked) {
    page.row([wish.caller.name, wish.words, page.paint.dim(started.id)], [12, 50]);
  }
  return asked;
}

function showEnd(
  views: readonly OperationView[],
  given: {
    readonly page: Page;
    readonly asked: readonly Asked[];
    readonly before: Machine;
    readonly after: Machine;
  },
): void {
  const { page, asked, before, after } = given;
  page.heading("How it ended");
  for (const [index, view] of views.entries()) {
    const name = asked[index]?.wish.caller.name ?? "";
    const outcome = view.outcome === null ? "nothing" : paintOutcome(view.outcome, page.paint);
    const took =
      view.report === null ? "" : sayDuration(msBetween(view.acceptedAt, view.report.endedAt));
    page.row([name, outcome, took, printable(view.report?.sentence ?? "")], [12, 12, 14]);
  }
  page.line();
  page.row(["before", ...sayMachine(before)], [10, 18]);
  page.row(["after", ...sayMachine(after)], [10, 18]);
}

function sayMachine({ size, power }: Machine): readonly string[] {
  return [size, `PowerState/${power}`];
}

function sayConflicts(conflicts: number): string {
  return conflicts === 0 ? "none was refused with 409" : `${conflicts} answers were 409`;
}

const machineSchema = z.looseObject({
  properties: z.looseObject({ hardwareProfile: z.looseObject({ vmSize: z.string() }) }),
});
const instanceSchema = z.looseObject({
  statuses: z.array(z.looseObject({ code: z.string() })),
});

async function readMachine(azure: PlainClient): Promise<Machine> {
  const model = machineSchema.parse((await azure.get(machine)).body);
  const instance = instanceSchema.parse((await azure.get(`${machine}/instanceView`)).body);
  const power = instance.statuses.find(({ code }) => code.startsWith("PowerState/"))?.code;
  return {
    size: model.properties.hardwareProfile.vmSize,
    power: power?.slice("PowerState/".length) ?? "unknown",
  };
}
