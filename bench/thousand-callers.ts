// A thousand callers want one machine at the same moment: how long it takes until everybody has been
// answered, and that nobody asks Azure anything but the one whose turn it is. In virtual time, so that
// what is measured is the work and not Azure's.

import type { TapExchange } from "../simulator/protocol.ts";
import type { World } from "../simulator/world.ts";
import type { Benchmark, Bound } from "./benchmark.ts";
import { wishOf } from "./resize/world.ts";
import { median } from "./statistics.ts";
import { startVirtualStack } from "./virtual-stack.ts";
import type { VirtualStack } from "./virtual-stack.ts";

const machine = "vm-1";
const sizes = ["Standard_D8s_v4", "Standard_D4s_v4"] as const;
/** As many in a row want the same size: the first of them has a resize done, the others find it done. */
const sameInARow = 10;
const stepsBetweenLooks = 25;
const correlationHeader = "x-ms-correlation-request-id";

const world: World = {
  machines: [{ name: machine, resourceGroup: "bench-rg", size: sizes[1], power: "deallocated" }],
};

export const thousandCallers: Benchmark = {
  name: "thousand-callers",
  title: "A thousand callers for one machine",
  async measure({ seed, quick, progress }) {
    const callers = quick ? 100 : 1_000;
    const exchanges: TapExchange[] = [];
    const stack = await startVirtualStack({
      seed,
      world,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    try {
      const beganAt = performance.now();
      const ids = await startAll(stack, callers);
      const startedMs = performance.now() - beganAt;
      await allEnded(stack, ids, progress);
      const wallMs = performance.now() - beganAt;
      const outcomes = await outcomesOf(stack, ids);
      const traffic = trafficOf(exchanges);
      const ended = outcomes.filter((each) => each === "succeeded" || each === "nothing-to-do");
      const done = outcomes.filter((each) => each === "succeeded").length;
      const rows = [
        ["callers", String(callers)],
        ["ended, of them with a resize", `${ended.length}, ${done}`],
        ["requests to Azure, for each caller: median, most", sayEach(traffic.perOperation)],
        ["wall time until all were accepted, s", (startedMs / 1000).toFixed(1)],
        ["wall time until all had ended, s", (wallMs / 1000).toFixed(1)],
        ["for each caller, ms", (wallMs / callers).toFixed(0)],
      ];
      return {
        tables: [{ head: ["", ""], rows }],
        bounds: [
          none("callers without an end", callers - ended.length),
          none("requests to Azure of somebody whose turn it was not", traffic.outOfTurn),
        ],
        notes: [],
      };
    } finally {
      await stack.close();
    }
  },
};

function none(what: string, value: number): Bound {
  return { what, value, digits: 0, is: "at most", limit: 0, kind: "bound" };
}

function startAll(stack: VirtualStack, callers: number): Promise<readonly string[]> {
  const { resourceId } = wishOf(machine);
  return Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      const size = sizes[Math.floor(caller / sameInARow) % sizes.length] ?? sizes[0];
      const body = { kind: "vm-resize", target: resourceId, parameters: { size } };
      return (await stack.start({ ...body, deadline: "PT23H" })).id;
    }),
  );
}

async function allEnded(
  stack: VirtualStack,
  ids: readonly string[],
  progress: (sentence: string) => void,
): Promise<void> {
  const wanted = new Set(ids);
  for (;;) {
    const open = stack.host
      .instances()
      .filter(({ id, status }) => wanted.has(id) && status !== "Completed");
    if (open.length === 0) return;
    const broken = open.find(({ status }) => status === "Failed");
    if (broken !== undefined) throw new Error(`${broken.id} failed: ${broken.output ?? ""}`);
    progress(`${ids.length - open.length} of ${ids.length}`);
    for (let step = 0; step < stepsBetweenLooks; step += 1) await stack.step();
  }
}

async function outcomesOf(stack: VirtualStack, ids: readonly string[]) {
  const outcomes: string[] = [];
  for (const id of ids) outcomes.push((await stack.read(id)).outcome ?? "none");
  return outcomes;
}

/** Whoever has the turn asks all that he asks without another's request in between; each time that
 * somebody asks again who had been relieved, he or the one in between was out of turn. */
function trafficOf(exchanges: readonly TapExchange[]) {
  const perOperation = new Map<string, number>();
  let outOfTurn = 0;
  let last = "";
  for (const { request } of exchanges) {
    const operation = request.headers[correlationHeader] ?? "";
    if (operation === "") continue;
    const before = perOperation.get(operation) ?? 0;
    if (operation !== last && before > 0) outOfTurn += 1;
    perOperation.set(operation, before + 1);
    last = operation;
  }
  return { perOperation: [...perOperation.values()], outOfTurn };
}

function sayEach(counts: readonly number[]): string {
  return `${median(counts)}, ${Math.max(...counts)}`;
}
