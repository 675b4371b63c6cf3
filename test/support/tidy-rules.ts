// The rules that a program can check by reading one file at a time. Each carries a planted file that
// breaks it, so that a rule which has gone blind is found out.
import { posix } from "node:path";
import { isCode } from "./tree.ts";
import type { TextFile } from "./tree.ts";

export interface Rule {
  readonly title: string;
  readonly appliesTo: (file: TextFile) => boolean;
  /** What is wrong, each as a line number and a reason; empty where the file is tidy. */
  readonly complaints: (file: TextFile) => readonly string[];
  readonly planted: readonly TextFile[];
}

const everyFile = (): boolean => true;
const nameOf = (path: string): string => posix.basename(path).replace(/\..*$/, "");
const isSupport = ({ path }: TextFile): boolean => path.startsWith("test/support/");
const isPure = ({ path }: TextFile): boolean =>
  /^src\/(domain|conflicts|operations|leases|cleanup|contracts)\//.test(path);

/** Complains of each line that the pattern finds. */
function lines(pattern: RegExp, reason: string): Rule["complaints"] {
  return ({ text }) =>
    text.split("\n").flatMap((line, index) => {
      return pattern.test(line) ? [`line ${index + 1}: ${reason}`] : [];
    });
}

/** A file planted with the text. The parts are joined, lest this very file breaks the rule. */
function plant(path: string, ...parts: readonly string[]): TextFile {
  return { path, text: parts.join("") };
}

/** Every specifier of a static import, an export from elsewhere and a dynamic import. */
function importsOf({ text }: TextFile): readonly { line: number; from: string }[] {
  const found = text.matchAll(
    /^(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|^import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...found].map((match) => ({
    line: text.slice(0, match.index).split("\n").length,
    from: match[1] ?? match[2] ?? match[3] ?? "",
  }));
}

function withoutTwoDotsTooMany(path: string, specifier: string): string {
  const target = posix.join(posix.dirname(path), specifier);
  const way = posix.relative(posix.dirname(path), target);
  return way.startsWith(".") ? way : `./${way}`;
}

const suppression =
  /(oxlint|eslint)-disable|@ts-(ignore|nocheck|expect-error)|(v8|c8|istanbul) ignore/;
const namesItsRule =
  /disable(-next-line|-line)?\s+[\w/@-]+(,\s*[\w/@-]+)*\s*(--|\*\/|$)|@ts-expect-error/;
const saysWhy = /\s--\s+\w|@ts-expect-error\s+\S+\s+\S/;

/** A reason stands behind the suppression or is the comment right above it. */
function unreasonedSuppressions({ text }: TextFile): readonly string[] {
  const all = text.split("\n");
  return all.flatMap((line, index) => {
    if (!suppression.test(line)) return [];
    const above = all[index - 1] ?? "";
    const isSaidAbove = /^\s*(\/\/|\*|\/\*)\s*\w/.test(above) && !suppression.test(above);
    if (namesItsRule.test(line) && (saysWhy.test(line) || isSaidAbove)) return [];
    return [`line ${index + 1}: rule or reason is missing`];
  });
}

export const rules: readonly Rule[] = [
  {
    title: "every source file starts by saying what it is for",
    appliesTo: isCode,
    complaints: ({ text }) => {
      const start = text.replace(/^#!.*\n/, "");
      return /^(\/\/ \S|\/\*\*?\s+(\*\s+)?\S)/.test(start) ? [] : ["line 1: no header comment"];
    },
    planted: [plant("src/a.ts", "import 'x';\n// Too late.\n"), plant("src/a.ts", "//\nlet a;")],
  },
  {
    title: "files and folders of code are named in kebab-case",
    appliesTo: isCode,
    complaints: ({ path }) =>
      path
        .split("/")
        .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?(\.[mc]?[jt]s)?$/.test(part))
        .map((part) => `${part} is not kebab-case`),
    planted: [plant("src/someThing.ts"), plant("src/some_folder/a.ts")],
  },
  {
    title: "no file is named after nothing in particular",
    appliesTo: (file) => isCode(file) && !isSupport(file),
    complaints: ({ path }) =>
      /^(utils?|helpers?|common|shared|misc|types)$/.test(nameOf(path))
        ? ["named after no concept; say what it holds"]
        : [],
    planted: [plant("src/arm/utils.ts"), plant("embedded/types.ts")],
  },
  {
    title: "nothing is exported second hand, except the catalogue of operations",
    appliesTo: (file) => isCode(file) && file.path !== "src/operations/index.ts",
    complaints: lines(
      /^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s+)?from\b/,
      "import it from where it is written",
    ),
    planted: [
      plant("src/a.ts", 'export * from "./b.ts";'),
      plant("src/a.ts", "export { c } from 'b'"),
    ],
  },
  {
    title: "nothing is exported by default, except settings for tools that ask for it",
    appliesTo: (file) => isCode(file) && !/^[\w-]+\.config\.ts$/.test(file.path),
    complaints: lines(/^export\s+default\b|^export\s*\{[^}]*\bas\s+default\b/, "give it a name"),
    planted: [
      plant("src/a.ts", "export default 1;"),
      plant("src/a.ts", "export { a as default };"),
    ],
  },
  {
    title: "what is left for later has an issue number",
    appliesTo: everyFile,
    // Written so that it does not find itself.
    complaints: lines(/\b(FIX[M]E|XX[X]|HA[C]K)\b|\bTO[D]O\b(?! ?\(#\d+\))/, "no issue number"),
    planted: [plant("src/a.ts", "// TO", "DO: mend this"), plant("README.md", "FIX", "ME")],
  },
  {
    title: "what silences a tool names the rule and the reason",
    appliesTo: (file) => isCode(file) && file.path !== "test/support/tidy-rules.ts",
    complaints: unreasonedSuppressions,
    planted: [
      plant("src/a.ts", "// oxlint-disable-next-line no-console"),
      plant("src/a.ts", "// oxlint-disable -- a reason, but no rule"),
      plant("src/a.ts", "// @ts-expect-error"),
    ],
  },
  {
    title: "the repository names no machine's folders and no package registry",
    appliesTo: everyFile,
    complaints: lines(
      /(?<![\w.~-])\/(work|farm|tmp|root|Users|home)\/(?!site\/)\w|\b[A-Z]:\\\\?Users\b|registry\.(npmjs|yarnpkg)|npm\.pkg\.github|\/artifactory\/|\.jfrog\.io|_packaging\//,
      "true of one machine or network only",
    ),
    planted: [
      plant("README.md", "see /wo", "rk/main"),
      plant("src/a.ts", 'open("/tm', 'p/x")'),
      plant("package-lock.json", '"resolved": "https://registry.npm', 'js.org/a.tgz"'),
    ],
  },
  {
    title: "relative imports take the shortest way and end in the name of a file",
    appliesTo: isCode,
    complaints: (file) =>
      importsOf(file).flatMap(({ line, from }) => {
        if (!from.startsWith(".")) return [];
        const shortest = withoutTwoDotsTooMany(file.path, from);
        if (shortest !== from) return [`line ${line}: "${from}" is "${shortest}"`];
        const allowed = file.path.endsWith(".ts") ? /\.(ts|json|mjs)$/ : /\.(mjs|js|json)$/;
        return allowed.test(from) ? [] : [`line ${line}: "${from}" names no file`];
      }),
    planted: [
      plant("src/domain/a.ts", 'import { b } from "../../src/arm/b.ts";'),
      plant("src/domain/a.ts", 'import { b } from "./../arm/b.ts";'),
      plant("src/domain/a.ts", 'import {\n  b,\n} from "./b";'),
      plant("src/domain/a.ts", 'export type { B } from "./b.js";'),
    ],
  },
  {
    // Elsewhere the compiler ties a name to the types in src/contracts/function-names.ts; the
    // calls that register would take any text.
    title: "no function is registered under a name that is written where it is registered",
    appliesTo: ({ path }) => path.startsWith("src/"),
    complaints: ({ text }) =>
      [...text.matchAll(/\bapp\.(client\.)?[a-zA-Z]+\(\s*["'`]/g)].map(({ index }) => {
        const line = text.slice(0, index).split("\n").length;
        return `line ${line}: take the name from src/contracts/function-names.ts`;
      }),
    planted: [
      plant("src/main.ts", 'df.app.entity("resourceLease", apply);'),
      plant("src/main.ts", 'app.http(\n  "httpReadOperation",\n  {});'),
    ],
  },
  {
    title: "pure folders do not read the clock through the constructor of Date",
    appliesTo: isPure,
    complaints: lines(
      /\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)/,
      "the time comes in as an argument",
    ),
    planted: [plant("src/domain/a.ts", "const now = new Date();")],
  },
  {
    title: "no test is switched off or preferred; one that cannot run here says why",
    appliesTo: ({ path }) => path.startsWith("test/") && path.endsWith(".ts"),
    complaints: lines(
      /\b(it|test|describe|suite)\.(skip|only|todo|fails)\b|\b(xit|fit|xdescribe|fdescribe)\(/,
      "runs always, or with skipIf and a reason",
    ),
    planted: [plant("test/a.test.ts", "it", '.skip("works", () => {});')],
  },
];
