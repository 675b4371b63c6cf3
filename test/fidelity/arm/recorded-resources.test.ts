// Real answers for resources of all types, and the examples of Microsoft's own definitions: what stands
// in them is what is told, in whatever form their types have it.

import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ResourceState } from "../../../src/domain/resource-state.ts";
import { parseScope } from "../../../src/domain/scope.ts";
import { context, endpoint, scriptedPorts } from "../../support/arm-scripted-client.ts";
import {
  readRecording,
  recordingsAbsent,
  recordingsFolder,
} from "../../support/recorded-playback.ts";

interface Body {
  readonly id?: string;
  readonly managedBy?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Answered {
  readonly id: string;
  readonly status: number;
  readonly body: Body;
}

const absent = recordingsAbsent();
const examplesFolder = new URL("../../../../shared/specs/specification/", import.meta.url);
const examplesAbsent = existsSync(examplesFolder)
  ? null
  : "the folder ../shared/specs is not beside the repository";

/** Reads of single resources and groups that are no machines: those are read in their own way. */
function recordedReads(): readonly Answered[] {
  if (absent !== null) return [];
  const names = readdirSync(recordingsFolder).filter((name) => name.endsWith(".json"));
  return names
    .flatMap((name) => readRecording(name.replace(/\.json$/, "")))
    .filter(({ request }) => request.method === "GET")
    .map(({ request, response }) => {
      const id = decodeURIComponent(new URL(request.url, endpoint).pathname);
      return { id, status: response.status, body: response.body as Body };
    })
    .filter(({ id }) => isReadable(id));
}

function exampleReads(): readonly Answered[] {
  if (examplesAbsent !== null) return [];
  const files = globSync("**/examples/**/*{Get,get}*.json", { cwd: fileURLToPath(examplesFolder) });
  return files.flatMap((file) => {
    const text = readFileSync(new URL(file, examplesFolder), "utf8");
    const { responses } = JSON.parse(text) as { responses?: { 200?: { body?: Body } } };
    const body = responses?.[200]?.body;
    const id = body?.id?.replace(/\{subscription-?Id\}|\/subscriptions\/[^/]+/i, guidFor) ?? "";
    return body !== undefined && isReadable(id) ? [{ id, status: 200, body }] : [];
  });
}

function guidFor(found: string): string {
  const guid = "11111111-2222-3333-4444-555555555555";
  return found.startsWith("/") ? `/subscriptions/${guid}` : guid;
}

function isReadable(id: string): boolean {
  const parsed = parseScope(id);
  if (!parsed.ok) return false;
  const { scope } = parsed;
  if (scope.kind !== "resource") return scope.kind === "resource-group";
  const type = [scope.provider, ...scope.types].join("/").toLowerCase();
  const isPolled = /\/locations\/(operations|operationresults|diskoperations)$/i.test(type);
  return type !== "microsoft.compute/virtualmachines" && !isPolled;
}

async function told({ id, status, body }: Answered): Promise<ResourceState> {
  const { ports } = scriptedPorts(({ path }) =>
    /\/providers\/[^/]+$/.test(path) ? { body: { resourceTypes: [] } } : { status, body },
  );
  const read = await ports.resources.readState(id, context);
  if (read.kind !== "read") throw new Error(`${id}: ${JSON.stringify(read)}`);
  return read.value;
}

async function expectTold(answered: Answered): Promise<void> {
  const state = await told(answered);
  expect(state.exists).toBe(true);
  const { properties = {}, managedBy } = answered.body;
  expect(state.provisioningState).toBe(properties["provisioningState"] ?? null);
  if (!/\/disks\/[^/]+$/i.test(answered.id)) return;
  expect(state.attachment?.diskState).toBe(properties["diskState"] ?? null);
  expect(state.attachment?.to).toEqual(managedBy === undefined ? [] : [managedBy]);
}

describe("a recorded read of a resource that is no machine", () => {
  const reads = recordedReads();

  it.skipIf(absent !== null)("tells what stands in it", async () => {
    const found = reads.filter(({ status }) => status === 200);
    const types = new Set(found.map(({ id }) => id.split("/").at(-2)?.toLowerCase()));
    expect(types.size).toBeGreaterThan(2);
    for (const answered of found) await expectTold(answered);
  });

  it.skipIf(absent !== null)("that was not found tells that it does not exist", async () => {
    const missing = reads.filter(({ status }) => status === 404);
    expect(missing.length).toBeGreaterThan(0);
    for (const answered of missing) expect((await told(answered)).exists).toBe(false);
  });
});

describe("an example of Microsoft's definitions", () => {
  it.skipIf(examplesAbsent !== null)("tells what stands in it", async () => {
    const reads = exampleReads();
    expect(reads.length).toBeGreaterThan(5);
    for (const answered of reads) await expectTold(answered);
  });
});
