// Finds what a Markdown document links to inside the repository, and the anchors that a document
// offers, by GitHub's rules.
import { posix } from "node:path";
import type { TextFile } from "./tree.ts";

/** Links to files that do not exist, or to headings that their file does not have. */
export function brokenLinks(document: TextFile, tree: readonly TextFile[]): readonly string[] {
  const texts = new Map(tree.map(({ path, text }) => [path, text]));
  const exists = (path: string): boolean =>
    path === "." || texts.has(path) || tree.some((file) => file.path.startsWith(`${path}/`));

  return linksOf(document.text).flatMap((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link) || link.startsWith("//")) return [];
    const [encodedPath = "", anchor] = link.split("#", 2);
    const path = decodeURIComponent(encodedPath);
    const target =
      path === ""
        ? document.path
        : posix.join(posix.dirname(document.path), path.replace(/\/$/, ""));
    if (!exists(target)) return [`${link}: there is no ${target}`];
    const text = texts.get(target);
    if (anchor === undefined || text === undefined || !target.endsWith(".md")) return [];
    return anchorsOf(text).has(anchor) ? [] : [`${link}: ${target} has no heading #${anchor}`];
  });
}

function linksOf(text: string): readonly string[] {
  const prose = withoutCode(text);
  const inline = prose.matchAll(/\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const referenced = prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm);
  return [...inline, ...referenced].map((match) => match[1] ?? "");
}

function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  for (const [, id = ""] of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

const withoutFences = (text: string): string => text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "");
const withoutCode = (text: string): string => withoutFences(text).replaceAll(/`[^`\n]*`/g, "");
