// Texts as tools print them, one file each: read and classified alone, and within a pipeline's log.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyText } from "../../../../src/conflicts/text/classification.ts";
import type { Classified } from "../../../../src/conflicts/text/classification.ts";
import { printedByPowershell } from "../../../support/printed-by-powershell.ts";
import { printedErrors } from "../../../support/printed-errors.ts";

const specimens = [...printedErrors, ...printedByPowershell];
const folder = new URL("specimens/", import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, folder), "utf8");

function classified(text: string): Classified {
  const answer = classifyText(text);
  if (answer === null) throw new Error("Nothing was found.");
  return answer;
}

describe("what tools print", () => {
  it("is each looked at", () => {
    expect(readdirSync(folder).toSorted()).toEqual(specimens.map(({ file }) => file).toSorted());
  });

  it.each(specimens)("is read and classified: $file", (specimen) => {
    const answer = classified(textOf(specimen.file));
    expect(answer.read).toMatchObject(specimen.read);
    expect(answer.class).toBe(specimen.class);
    expect(answer.others.map((other) => other.class)).toEqual(specimen.others ?? []);
  });

  it.each(specimens)(
    "means the same within a pipeline's log: $file",
    ({ file, read, ...wanted }) => {
      const lines = textOf(file).split("\n");
      const log = [
        ...noise(400),
        ...lines.map((line, index) => `2026-01-05T08:07:${10 + (index % 50)}.1234567Z ${line}`),
        ...noise(400),
      ].join("\r\n");
      const answer = classified(log);
      expect(answer.read).toMatchObject(read);
      expect(answer.class).toBe(wanted.class);
    },
  );
});

/** Steps that went well, with colours and groups. */
function noise(count: number): readonly string[] {
  const kinds = [
    "##[section]Starting: Build",
    "\u001b[32m✓\u001b[0m compiled in 113ms (see https://example.com/a?b=c&d=[e])",
    "##[group]npm ci",
    'added 1012 packages {"audited": 1013, "found": {"code": "none"}}',
    "azurerm_resource_group.shop: Still creating... [10m10s elapsed]",
    "INFO status=200 duration=12ms path=/healthz",
    "    with 3 warnings (Optional) and no errors {",
  ];
  return Array.from({ length: count }, (_, nth) => {
    const time = `2026-01-05T08:0${nth % 7}:00.0000000Z`;
    return `${time} ${kinds[nth % kinds.length]}`;
  });
}
