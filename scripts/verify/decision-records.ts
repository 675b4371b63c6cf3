// Decision records: numbered without a gap, each with the same five headings, each in the index, and
// none rewritten in silence: one that no longer holds names the record that took its place.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fromFaults } from "./check.ts";
import type { Outcome } from "./check.ts";
import { root } from "./program.ts";

const headings = ["Status", "Context", "Decision", "What it costs", "What would change it"];

export async function checkDecisionRecords(): Promise<Outcome> {
  const folder = join(root, "docs", "decisions");
  const names = (await readdir(folder)).toSorted();
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, await readFile(join(folder, name), "utf8"));
  return fromFaults(
    decisionFaults(texts),
    `${names.length - 1} records, numbered and in the index`,
  );
}

/** What is wrong with the records, given as text by file name; README.md is their index. */
export function decisionFaults(texts: ReadonlyMap<string, string>): readonly string[] {
  const index = texts.get("README.md") ?? "";
  const records = [...texts].filter(([name]) => name !== "README.md");
  const faults = records.flatMap(([name, text], position) => {
    const number = String(position + 1).padStart(4, "0");
    const title = new RegExp(`^# ${number}\\. \\S.*\\n`);
    const found: string[] = [];
    if (!new RegExp(`^${number}-[a-z0-9-]+\\.md$`).test(name)) {
      found.push(`should be numbered ${number}, with a name in kebab-case`);
    }
    if (!title.test(text)) found.push(`does not begin with "# ${number}. Title"`);
    if (!index.includes(`](${name})`)) found.push("is not linked from README.md");
    for (const heading of headings) {
      if (!text.includes(`\n## ${heading}\n`)) found.push(`has no heading "${heading}"`);
    }
    const status = /\n## Status\n\n(.+)/.exec(text)?.[1] ?? "";
    if (!/^Accepted\b|^Superseded by \[\d{4}\]\(\d{4}-[a-z0-9-]+\.md\)/.test(status)) {
      found.push('has a status that is neither "Accepted" nor "Superseded by" a linked record');
    }
    return found.map((fault) => `docs/decisions/${name} ${fault}`);
  });
  return records.length === 0 ? ["docs/decisions has no records"] : faults;
}
