// `interlock classify --jsonl`: one error a line in, one answer a line out, as they come. A line that is
// none is named on standard error; the others are answered all the same.

import { once } from "node:events";
import { createInterface } from "node:readline";
import { classifyRow } from "../conflicts/text/classification.ts";
import { errorRowSchema } from "../contracts/classify-shapes.ts";
import type { ClassifiedLine } from "../contracts/classify-shapes.ts";
import { exitCodes } from "../contracts/exit-codes.ts";
import type { Input } from "./input-text.ts";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";

export async function classifyLines({ stream, name }: Input): Promise<void> {
  let number = 0;
  let read = 0;
  let bad = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    read += 1;
    const answer = answerTo(line);
    if (typeof answer === "string") {
      bad += 1;
      process.stderr.write(`Line ${number} of ${printable(name)}: ${printable(answer)}\n`);
    } else if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
      await once(process.stdout, "drain");
    }
  }
  if (read === 0) throw new Trouble("badInput", `There is nothing in ${printable(name)}.`);
  if (bad > 0) process.exitCode = exitCodes.badInput.code;
}

/** The answer, or a sentence about what is wrong with the line. */
function answerTo(line: string): ClassifiedLine | string {
  let value: unknown;
  try {
    value = JSON.parse(line.startsWith("\uFEFF") ? line.slice(1) : line);
  } catch {
    return "it is not valid JSON.";
  }
  const row = errorRowSchema.safeParse(value);
  if (!row.success) {
    const [issue] = row.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? "it" : issue.path.join(".");
    return `${field}: ${issue?.message ?? "it is no error"}`;
  }
  const { class: conflictClass, recovery, row: letter, confidence } = classifyRow(row.data);
  return { id: row.data.id ?? null, class: conflictClass, recovery, row: letter, confidence };
}
