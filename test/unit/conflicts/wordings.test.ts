// What services say, one answer a line, in files named after the class that each has to get:
// `STATUS CODE (RESOURCE TYPE): MESSAGE`, with `-` for a status or a code that is not told. The type may be
// left out. Whoever changes a cue sees here what else he has changed.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/conflicts/judge.ts";
import { refusalFromBody } from "../../../src/conflicts/refusal-from-body.ts";
import type { Verdict } from "../../../src/domain/verdict.ts";

const folder = new URL("wordings/", import.meta.url);
const form = /^(?<status>\d{3}|-) (?<code>\S+?)(?: \((?<type>[\w./]+)\))?: (?<message>.+)$/;

const stopping: ReadonlySet<string> = new Set([
  "management-lock",
  "policy-or-sku",
  "quota",
  "capacity",
  "authorization",
  "invalid-request",
]);

function verdictOn(line: string): Verdict {
  const told = form.exec(line)?.groups;
  if (told === undefined) throw new Error(`Not an answer: ${line}`);
  const code = told["code"] === "-" ? null : told["code"];
  const status = told["status"] === "-" ? null : Number(told["status"]);
  const refusal = refusalFromBody({ code, message: told["message"] }, { status });
  return judge(refusal, { write: null, resourceType: told["type"] ?? "" });
}

const files = readdirSync(folder);
const classOf = (file: string): string => file.replace(".txt", "");
const linesOf = (file: string): readonly string[] =>
  readFileSync(new URL(file, folder), "utf8").trim().split("\n");

describe("the answers that services give", () => {
  it.each(files)("are judged as the file says: %s", (file) => {
    const judged = linesOf(file).map((line) => `${verdictOn(line).class}: ${line}`);
    expect(judged.filter((line) => !line.startsWith(`${classOf(file)}: `))).toEqual([]);
  });

  it.each(files.filter((file) => stopping.has(classOf(file))))(
    "are never tried again where only a person can help: %s",
    (file) => {
      const retried = linesOf(file).filter((line) => verdictOn(line).recovery !== "stop");
      expect(retried).toEqual([]);
    },
  );
});
