// The rules of the house that a program can check: about each file, about the dependencies, about
// names that running histories hold, and about links in documents. Sizes and types are for the
// linter and the compiler; which folder may import which is in layers.test.ts.
import { describe, expect, it } from "vitest";
import { brokenLinks } from "./support/markdown-links.ts";
import { rules } from "./support/tidy-rules.ts";
import { isCode, readTree } from "./support/tree.ts";

const tree = readTree();
const byTitle = rules.map((rule) => [rule.title, rule] as const);

describe("every file", () => {
  it.each(byTitle)("%s", (_title, { appliesTo, complaints }) => {
    const found = tree
      .filter((file) => appliesTo(file))
      .flatMap((file) => complaints(file).map((complaint) => `${file.path}, ${complaint}`));
    expect(found).toEqual([]);
  });

  it.each(byTitle)("is really asked whether %s", (_title, { appliesTo, complaints, planted }) => {
    expect(planted.length).toBeGreaterThan(0);
    const missed = planted.filter((file) => !appliesTo(file) || complaints(file).length === 0);
    expect(missed).toEqual([]);
  });

  it("the walk sees the code, and nothing that is built or installed", () => {
    const paths = tree.map(({ path }) => path);
    expect(paths).toContain("scripts/bootstrap.mjs");
    expect(paths).toContain("test/tidy.test.ts");
    expect(paths.filter((path) => /(^|\/)(node_modules|dist)\//.test(path))).toEqual([]);
    expect(tree.filter((file) => isCode(file)).length).toBeGreaterThan(20);
  });
});

describe("dependencies", () => {
  it.each(["package.json", "scripts/runtime/package.json"])("%s pins each exactly", (path) => {
    const manifest = JSON.parse(textOf(path)) as Record<string, Record<string, string> | undefined>;
    const loose = Object.entries({
      ...manifest["dependencies"],
      ...manifest["devDependencies"],
      ...manifest["optionalDependencies"],
    }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });
});

describe("names that running histories hold", () => {
  const home = "src/contracts/function-names.ts";

  it("stand once each in src/contracts/function-names.ts, told apart without letter case", ({
    skip,
  }) => {
    skip(!tree.some(({ path }) => path === home), `${home} is not there`);
    const lists = [...textOf(home).matchAll(/Names = \[([^\]]*)\]/g)].map(([, list]) => list ?? "");
    const names = [...lists.join().matchAll(/"([^"]+)"/g)].map(([, name]) => name?.toLowerCase());
    expect(names.length).toBeGreaterThan(0);
    // Storage keeps the names of entities in lower case.
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("documents", () => {
  it("link to files and headings that are there", () => {
    const broken = tree
      .filter(({ path }) => path.endsWith(".md"))
      .flatMap((file) => brokenLinks(file, tree).map((link) => `${file.path}: ${link}`));
    expect(broken).toEqual([]);
  });

  it.each([
    ["[a](b.md)", "b.md: there is no docs/b.md"],
    ["[a](#somewhere)", "#somewhere: docs/a.md has no heading #somewhere"],
    ["[a](c.md#nowhere)", "c.md#nowhere: docs/c.md has no heading #nowhere"],
    ["[a]: ../c.md", "../c.md: there is no c.md"],
  ])("a link as in %s would be found out", (text, complaint) => {
    const other = { path: "docs/c.md", text: "# Here, there & `everywhere`\n" };
    const document = {
      path: "docs/a.md",
      text: `[x](c.md#here-there--everywhere) \`[a](z)\`\n${text}`,
    };
    expect(brokenLinks(document, [document, other])).toEqual([complaint]);
  });
});

function textOf(path: string): string {
  return tree.find((file) => file.path === path)?.text ?? "";
}
