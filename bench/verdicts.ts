// How many refusals a second of one core are read and judged: typical answers, in memory. Once from
// bodies that are parsed already, which is what the bound is about, and once from their text. It is
// the processor's time of the whole process that is counted, its collecting of garbage and compiling
// included: what else runs on the machine makes it longer by less than it does the wall's.

import { judge } from "../src/conflicts/judge.ts";
import { refusalFromBody } from "../src/conflicts/refusal-from-body.ts";
import type { ConflictClass } from "../src/domain/verdict.ts";
import type { Benchmark, Bound } from "./benchmark.ts";
import { median } from "./statistics.ts";
import { typicalRefusals } from "./verdicts/typical-refusals.ts";
import type { TypicalRefusal } from "./verdicts/typical-refusals.ts";

/** One batch is long against the clock's grain and short against the seconds that a run takes. */
const verdictsInBatch = 20_000;
const batches = 50;
const batchesToWarmUp = 10;
const leastASecond = 200_000;

export const verdicts: Benchmark = {
  name: "verdicts",
  title: "Reading and judging refusals",
  async measure({ quick, progress }) {
    const count = quick ? 5 : batches;
    progress("parsed bodies");
    const parsed = measured(typicalRefusals, count);
    progress("texts");
    const texts = measured(
      typicalRefusals.map((one) => ({ ...one, body: JSON.stringify(one.body) })),
      count,
      (body) => JSON.parse(body as string) as unknown,
    );
    const each = typicalRefusals.map((one): readonly string[] => {
      progress(one.what);
      return [one.what, perSecond(median(measured([one], Math.ceil(count / 10))))];
    });
    const head = ["", "verdicts a second"];
    return {
      tables: [
        {
          head,
          rows: [
            ["bodies that are parsed already: median", perSecond(median(parsed))],
            ["slowest batch", perSecond(Math.min(...parsed))],
            ["from their text, with JSON.parse: median", perSecond(median(texts))],
          ],
        },
        { head: ["each for itself, parsed already", "verdicts a second"], rows: each },
      ],
      bounds: [enough(median(parsed))],
      notes: [`${typicalRefusals.length} answers in turn, ${verdictsInBatch} in a batch.`],
    };
  },
};

function enough(value: number): Bound {
  const what = "verdicts a second, of bodies that are parsed already,";
  return { what, value, digits: 0, is: "at least", limit: leastASecond, kind: "bound" };
}

/** Verdicts a second of each batch. A verdict that is not the expected one stops the measurement:
 * what is fast because it is wrong is no figure. */
function measured(
  answers: readonly TypicalRefusal[],
  count: number,
  read: (body: unknown) => unknown = (body) => body,
): readonly number[] {
  const rates: number[] = [];
  for (let batch = -batchesToWarmUp; batch < count; batch += 1) {
    const before = process.cpuUsage();
    for (let n = 0; n < verdictsInBatch; n += 1) {
      const answer = answers[n % answers.length] as TypicalRefusal;
      const told = classOf(answer, read(answer.body));
      if (told !== answer.class) throw new Error(`${answer.what} was taken for ${told}.`);
    }
    const { user, system } = process.cpuUsage(before);
    if (batch >= 0) rates.push(verdictsInBatch / ((user + system) / 1_000_000));
  }
  return rates;
}

function classOf(answer: TypicalRefusal, body: unknown): ConflictClass {
  const refusal = refusalFromBody(body, { status: answer.status, request: answer.request });
  return judge(refusal, { write: answer.write, resourceType: answer.resourceType }).class;
}

function perSecond(rate: number): string {
  return Math.round(rate).toLocaleString("en-US");
}
