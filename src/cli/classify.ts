// `interlock classify [FILE|-]`: what an error of Azure's means and what to do about it. It works without
// a service: the error is read from a file or from what is piped in, and nobody is asked anything.

import type { Command } from "commander";
import { classifyRow, classifyText } from "../conflicts/text/classification.ts";
import { errorRowSchema, isErrorRow } from "../contracts/classify-shapes.ts";
import type { ClassifyView } from "../contracts/classify-shapes.ts";
import { classificationText } from "./classification-text.ts";
import { classifyLines } from "./classify-lines.ts";
import { openInput, readText } from "./input-text.ts";
import type { Input } from "./input-text.ts";
import { paintFor } from "./paint.ts";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";
import { fitted } from "./wrapping.ts";

interface ClassifyOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

export function addClassifyCommand(program: Command): void {
  program
    .command("classify")
    .description("say what an error of Azure's means and what to do about it; needs no service")
    .argument(
      "[FILE]",
      "file with the error or with a whole log; - or nothing reads what is piped in",
    )
    .option("--json", "print it as JSON, and nothing else")
    .option("--jsonl", "read one error a line as JSON, and print one line of JSON for each")
    .addHelpText("after", examples)
    .action(classify);
}

const examples = `
It reads JSON as Azure answers it, what the Azure CLI, Terraform, Pulumi, Bicep, PowerShell and the SDKs
print, log lines with a status, and logs of pipelines:
  az vm resize … 2>&1 | interlock classify
  interlock classify terraform.log`;

async function classify(file: string | undefined, options: ClassifyOptions): Promise<void> {
  const input = await openInput(file);
  if (options.jsonl === true) {
    await classifyLines(input);
    return;
  }
  const view = await classified(input);
  const text =
    options.json === true
      ? JSON.stringify(view)
      : fitted(classificationText(view, paintFor(process.stdout)), process.stdout);
  process.stdout.write(`${text}\n`);
}

async function classified(input: Input): Promise<ClassifyView> {
  const { text, bytesLeftOut } = await readText(input);
  const name = printable(input.name);
  if (bytesLeftOut > 0) {
    process.stderr.write(`Of ${name} the first ${bytesLeftOut} bytes were left out.\n`);
  }
  if (text.trim() === "") throw new Trouble("badInput", `There is nothing in ${name}.`);
  const view = rowIn(text) ?? classifyText(text);
  if (view !== null) return view;
  throw new Trouble("badInput", `There is no error of Azure's in ${name}.`);
}

/** A row of a collection, alone in the text. */
function rowIn(text: string): ClassifyView | null {
  if (!text.trimStart().startsWith("{")) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const row = isErrorRow(value) ? errorRowSchema.safeParse(value) : null;
  return row?.success === true ? classifyRow(row.data) : null;
}
