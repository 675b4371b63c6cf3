/**
 * Route templates of HTTP functions, with the rules of ASP.NET Core as the Functions host uses them:
 * literals ignore letter case, `{name}`, `{name:constraint}`, `{name?}`, `{name=default}` and a last
 * `{*name}` or `{**name}`; the most specific template wins. A parameter arrives percent-decoded
 * except for `%2F`, which stays as it was sent (seen on a real host).
 */
import { matchesConstraint, parseConstraints } from "./route-constraints.ts";
import type { Constraint } from "./route-constraints.ts";

type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly constraints: readonly Constraint[];
      readonly optional: boolean;
      readonly fallback: string | undefined;
      readonly catchAll: boolean;
    };

export interface Route<T> {
  readonly template: string;
  readonly target: T;
  readonly methods: ReadonlySet<string>;
  readonly segments: readonly Segment[];
  /** Compares segment by segment; lower is more specific. */
  readonly precedence: readonly number[];
}

export function createRoute<T>(options: {
  template: string;
  prefix: string;
  methods: readonly string[];
  target: T;
}): Route<T> {
  const template = [options.prefix, options.template.replaceAll(/^\/+|\/+$/g, "")]
    .filter((part) => part !== "")
    .join("/");
  const segments = splitTemplate(template).map((part) => parseSegment(part, template));
  const early = segments.slice(0, -1);
  if (early.some((each) => each.kind === "parameter" && each.catchAll)) {
    throw new Error(`In the route ${template} a catch-all stands before the last segment.`);
  }
  return {
    template,
    target: options.target,
    methods: new Set(options.methods.map((method) => method.toUpperCase())),
    segments,
    precedence: segments.map(precedenceOf),
  };
}

/** Slashes inside braces belong to a constraint such as a regular expression. */
function splitTemplate(template: string): readonly string[] {
  if (template === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const letter of template) {
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    if (letter === "/" && depth === 0) {
      parts.push(current);
      current = "";
    } else {
      current += letter;
    }
  }
  return [...parts, current];
}

function parseSegment(part: string, template: string): Segment {
  if (!part.includes("{")) return { kind: "literal", text: part.toLowerCase() };
  const match =
    /^\{(\*{0,2})([A-Za-z_][\w-]*)((?::[^{}=?]*(?:\{[^}]*\}[^{}=?]*)*)?)(\?)?(?:=([^}]*))?\}$/.exec(
      part,
    );
  if (match === null) {
    throw new Error(
      `The segment ${part} of the route ${template} is of a form that the embedded host does not support.`,
    );
  }
  const [, stars, name, constraints, optional, fallback] = match;
  return {
    kind: "parameter",
    name: name ?? "",
    constraints: parseConstraints(constraints ?? "", template),
    optional: optional !== undefined,
    fallback,
    catchAll: stars !== "",
  };
}

function precedenceOf(segment: Segment): number {
  if (segment.kind === "literal") return 1;
  const base = segment.catchAll ? 4 : 2;
  return segment.constraints.length > 0 ? base : base + 1;
}

/** Sorts routes so that the first match is the right one. */
export function bySpecificity<T>(a: Route<T>, b: Route<T>): number {
  const length = Math.max(a.precedence.length, b.precedence.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a.precedence[index] ?? 0) - (b.precedence[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.template < b.template ? -1 : 1;
}

/** The parameters of a path under a route, or undefined where it does not match. */
export function matchRoute<T>(
  route: Route<T>,
  path: string,
): Readonly<Record<string, string>> | undefined {
  const given = path.replace(/^\//, "").replace(/\/$/, "");
  const parts = given === "" ? [] : given.split("/").map(decodeSegment);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const part = parts[index];
    if (segment.kind === "literal") {
      if (part?.toLowerCase() !== segment.text) return undefined;
      continue;
    }
    const value = segment.catchAll
      ? parts.slice(index).join("/") || segment.fallback
      : (part ?? segment.fallback);
    if (value === undefined || value === "") {
      if (segment.optional || segment.catchAll) continue;
      return undefined;
    }
    if (!segment.constraints.every((each) => matchesConstraint(each, value))) return undefined;
    parameters[segment.name] = value;
  }
  const last = route.segments.at(-1);
  const open = last?.kind === "parameter" && last.catchAll;
  return parts.length > route.segments.length && !open ? undefined : parameters;
}

function decodeSegment(segment: string): string {
  const kept = segment.replaceAll(/%2f/gi, (slash) => `%25${slash.slice(1)}`);
  try {
    return decodeURIComponent(kept);
  } catch {
    return segment;
  }
}

/** The path as a function sees it in `request.url`: `%2F` is encoded once more (seen on a real host). */
export function shownPath(path: string): string {
  return path.replaceAll(/%2f/gi, (slash) => `%25${slash.slice(1)}`);
}
