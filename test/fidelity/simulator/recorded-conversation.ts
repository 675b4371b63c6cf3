// Has the simulator take Azure's part in a recorded conversation: the same requests at the same
// instants, with the recorded operation addresses replaced by those that the simulator gave out.

import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { createAzure } from "../../../simulator/azure.ts";
import { manualClock } from "../../../simulator/clock.ts";
import type { World } from "../../../simulator/world.ts";

const side = z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() });
const recording = z.object({
  exchanges: z.array(
    z.object({
      request: z.object({ method: z.string(), url: z.string(), body: z.unknown() }),
      response: side.extend({ status: z.number() }),
    }),
  ),
});
export type RecordedExchange = z.output<typeof recording>["exchanges"][number];

export interface Replayed {
  readonly name: string;
  readonly recorded: RecordedExchange["response"];
  readonly ours: RecordedExchange["response"];
}

const ARM = "https://management.azure.com";
const FOLDER = new URL("../../../../shared/recordings/", import.meta.url);

export function hasRecording(name: string): boolean {
  return existsSync(new URL(`${name}.json`, FOLDER));
}

export function readRecording(name: string): readonly RecordedExchange[] {
  return recording.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")))
    .exchanges;
}

const atMs = ({ response }: RecordedExchange): number => Date.parse(response.headers["date"] ?? "");

export async function replay(
  exchanges: readonly RecordedExchange[],
  world: World,
): Promise<readonly Replayed[]> {
  const [first] = exchanges;
  if (first === undefined) throw new Error("There is nothing to replay.");
  const clock = manualClock(atMs(first));
  const azure = createAzure({ seed: 1, clock, world });
  const addresses = new Map<string, string>();
  const replayed: Replayed[] = [];
  for (const exchange of exchanges) {
    clock.advance(Math.max(0, atMs(exchange) - clock.now()));
    const { request, response } = exchange;
    const url = addresses.get(request.url.replace(ARM, "")) ?? request.url;
    const isEmpty = request.body === null || request.body === "";
    const answer = await azure.handle({
      method: request.method,
      url,
      headers: { authorization: `Bearer ${azure.mintToken("recorder")}` },
      body: isEmpty ? null : JSON.stringify(request.body),
    });
    if (answer.kind === "dropped") throw new Error("The simulator dropped a connection.");
    const body: unknown = answer.body === "" ? "" : JSON.parse(answer.body);
    const { status, headers } = answer;
    for (const name of ["azure-asyncoperation", "location"]) {
      const given = response.headers[name]?.replace(ARM, "");
      if (given !== undefined) addresses.set(given, headers[name] ?? given);
    }
    const path = request.url.split("?")[0]?.split("/").slice(-2).join("/");
    replayed.push({
      name: `${request.method} ${path}`,
      recorded: response,
      ours: { status, headers, body },
    });
  }
  azure.close();
  return replayed;
}

/** The paths of everything in a body, with kinds in place of values; elements of a list count as one. */
export function shapeOf(body: unknown, path = ""): ReadonlySet<string> {
  if (Array.isArray(body)) {
    return new Set(body.flatMap((element) => [...shapeOf(element, `${path}[]`)]));
  }
  if (typeof body === "object" && body !== null) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(body);
    return new Set(entries.flatMap(([name, value]) => [...shapeOf(value, `${path}.${name}`)]));
  }
  return new Set([`${path}: ${typeof body}`]);
}
