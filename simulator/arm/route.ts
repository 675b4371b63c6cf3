// A route: one path template and method, with everything the front door has to know to let a request
// through (whose allowance, which right, which locks), so that handlers only answer.
//
// R1: templates are matched without letter case, and repeated slashes count as one, as ARM does it.
// R2: `{name}` is one segment; `{scope}` at the start is as many as there are.

import type { ComputePolicy } from "../core/throttling.ts";
import type { AzureAnswer } from "../protocol.ts";
import type { ApiFamily } from "./api-versions.ts";
import type { Call } from "./call.ts";

export type Method = "GET" | "PUT" | "PATCH" | "POST" | "DELETE";

export interface Route {
  readonly method: Method;
  readonly path: string;
  /** Template of the ID that authorisation, locks and the Activity Log are about. */
  readonly scope: string;
  readonly family: ApiFamily;
  readonly resourceType: string;
  readonly action: string;
  /** What a management lock would have to forbid to stop this. */
  readonly lockedVerb: "write" | "delete" | null;
  /** The Compute provider's allowance that it draws on, if that provider is asked. */
  readonly policy: ComputePolicy | "HighCostGet" | "DiskGet" | null;
  /** Where the resource at `scope` must be found for the request to get as far as its provider. */
  readonly requires:
    | "vms"
    | "disks"
    | "networkInterfaces"
    | "publicIpAddresses"
    | "availabilitySets"
    | null;
  readonly handle: (call: Call) => AzureAnswer;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  match(method: string, path: string): Match | undefined;
}

export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, ...compile(route.path) }));
  return {
    match(method, path) {
      for (const { route, pattern, names } of compiled) {
        if (route.method !== method) continue;
        const found = pattern.exec(path);
        if (found === null) continue;
        const params = Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ""]));
        return { route, params };
      }
      return undefined;
    },
  };
}

function compile(template: string): {
  readonly pattern: RegExp;
  readonly names: readonly string[];
} {
  const names: string[] = [];
  const source = template
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name === undefined) return `/${segment.replaceAll(".", "\\.")}`;
      names.push(name);
      return name === "scope" ? "(/.+?)" : "/([^/]+)";
    })
    .join("");
  return { pattern: new RegExp(`^${source}/?$`, "i"), names };
}

/** Puts the values back into a template. */
export function fillTemplate(template: string, params: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? "";
    return name === "scope" ? value : `/${value}`;
  });
}
