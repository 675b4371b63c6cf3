// The repository as the tidy test sees it: every file that could be committed, with its text. It
// walks the disk instead of asking git, so that it also works in an unpacked archive.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface TextFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What .gitignore names. A tool of one reader that is not in there is not ignored here either. */
const ignoredNames = new Set([".git", ".interlock", "dist", "local.settings.json", "node_modules"]);
const ignoredEndings = /\.sqlite(-\w+)?$/;

export function readTree(folder = ""): readonly TextFile[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (ignoredNames.has(entry.name) || ignoredEndings.test(entry.name)) return [];
    if (entry.isDirectory()) return readTree(path);
    const text = readFileSync(join(repository, path), "utf8");
    // Pictures and the like: nothing that a rule about text could say of them.
    return text.includes("\0") ? [] : [{ path, text }];
  });
}

const codeFolders = /^(src|embedded|simulator|scripts|bench|test|bin)\//;

/** Files that people write for a machine to run; data and documents are not among them. */
export function isCode({ path }: TextFile): boolean {
  return /\.[mc]?[jt]sx?$/.test(path) && (codeFolders.test(path) || !path.includes("/"));
}
