// From the tree of causes that an answer holds to the facts that are kept: the chain down to the
// deepest cause, and the causes that stand beside it. Every field is bounded.

import type { RefusalCause } from "./refusal.ts";

export interface ErrorFacts {
  readonly code: string | null;
  /** Of details and inner errors down to the deepest cause, outermost first, without repetitions. */
  readonly innerCodes: readonly string[];
  /** The deepest message; null when there was none. */
  readonly message: string | null;
  readonly target: string | null;
  readonly otherCauses: readonly RefusalCause[];
  readonly blockedBy: string | null;
  readonly policyAssignments: readonly string[];
  /** The status of the failed answer within a batch, or the one that the body repeats. */
  readonly status: number | null;
}

/** One error of an answer with what it holds. */
export interface CauseNode {
  /** Its own, and those of its inner error. */
  readonly codes: readonly string[];
  readonly message: string | null;
  readonly target: string | null;
  readonly status: number | null;
  readonly causes: readonly CauseNode[];
}

/** What is found on the way. */
export interface Found {
  blockedBy: string | null;
  policyAssignments: readonly string[];
}

const innerCodesMax = 10;
const messageCharsMax = 1_000;
const othersMax = 4;
const otherCodesMax = 5;
const otherMessageCharsMax = 300;
const pathsMax = 100;

export const noErrorFacts: ErrorFacts = {
  code: null,
  innerCodes: [],
  message: null,
  target: null,
  otherCauses: [],
  blockedBy: null,
  policyAssignments: [],
  status: null,
};

/** From the outermost error to one that holds no other. */
interface Path {
  readonly codes: readonly string[];
  readonly message: string | null;
  readonly target: string | null;
  readonly status: number | null;
  readonly depth: number;
}

export function factsOf(roots: readonly CauseNode[], found: Found): ErrorFacts {
  const paths: Path[] = [];
  const nothing: Path = { codes: [], message: null, target: null, status: null, depth: 0 };
  for (const root of roots) follow(root, nothing, paths);
  const [first, ...rest] = paths;
  if (first === undefined) return noErrorFacts;
  const main = rest.reduce((best, one) => (isDeeper(one, best) ? one : best), first);
  const codes = main.codes.length < 2 ? main.codes : [...new Set(main.codes)];
  return {
    code: codes[0] ?? null,
    innerCodes: codes.slice(1, innerCodesMax + 1),
    message: main.message === null ? null : cut(main.message, messageCharsMax),
    target: main.target,
    otherCauses: rest.length === 0 ? [] : othersOf(paths, main),
    blockedBy: found.blockedBy,
    policyAssignments: found.policyAssignments,
    status: main.status,
  };
}

function follow(node: CauseNode, above: Path, paths: Path[]): void {
  if (paths.length >= pathsMax) return;
  const path: Path = {
    codes: above.codes.length === 0 ? node.codes : [...above.codes, ...node.codes],
    message: node.message ?? above.message,
    // The outermost speaks of what was asked for, the others of what it is made of.
    target: above.target ?? node.target,
    status: node.status ?? above.status,
    depth: above.depth + 1,
  };
  if (node.causes.length === 0) paths.push(path);
  for (const cause of node.causes) follow(cause, path, paths);
}

/** A message beats none; among equals the first in the body counts. */
function isDeeper(one: Path, best: Path): boolean {
  if ((one.message === null) !== (best.message === null)) return best.message === null;
  return one.depth > best.depth;
}

/** The causes beside the chain; those with codes of their own first, so that none of a kind is lost. */
function othersOf(paths: readonly Path[], main: Path): readonly RefusalCause[] {
  const seenCodes = new Set<string>([main.codes.join()]);
  const seen = new Set<string>([textOf(main)]);
  const novel: RefusalCause[] = [];
  const alike: RefusalCause[] = [];
  for (const path of paths) {
    const own = path.codes.slice(sharedCount(path.codes, main.codes));
    const isNovel = own.some((code) => !main.codes.includes(code));
    const saysNothing = !isNovel && (path.message === null || path.message === main.message);
    if (saysNothing || seen.has(textOf(path))) continue;
    seen.add(textOf(path));
    const cause: RefusalCause = {
      codes: (own.length === 0 ? path.codes.slice(-1) : own).slice(-otherCodesMax),
      message: cut(path.message ?? "", otherMessageCharsMax),
      target: path.target,
    };
    (seenCodes.has(path.codes.join()) ? alike : novel).push(cause);
    seenCodes.add(path.codes.join());
  }
  return [...novel, ...alike].slice(0, othersMax);
}

function textOf(path: Path): string {
  return `${path.codes.join()} ${path.message ?? ""}`;
}

function sharedCount(codes: readonly string[], mainCodes: readonly string[]): number {
  const differs = codes.findIndex((code, at) => code !== mainCodes[at]);
  return differs < 0 ? codes.length : differs;
}

export function cut(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax - 1)}…`;
}
