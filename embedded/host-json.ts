/** Reads host.json as far as this host acts on it. Unknown settings are left alone, wrong ones not. */
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const positive = z.int().positive();

const hostJsonSchema = z.looseObject({
  version: z.literal("2.0"),
  extensions: z
    .looseObject({
      http: z.looseObject({ routePrefix: z.string().optional() }).optional(),
      durableTask: z
        .looseObject({
          hubName: z.string().optional(),
          defaultVersion: z.string().optional(),
          versionMatchStrategy: z.enum(["None", "Strict", "CurrentOrOlder"]).optional(),
          versionFailureStrategy: z.enum(["Reject", "Fail"]).optional(),
          maxConcurrentActivityFunctions: positive.optional(),
          maxConcurrentOrchestratorFunctions: positive.optional(),
          maxConcurrentEntityFunctions: positive.optional(),
          maxEntityOperationBatchSize: positive.optional(),
          maxOrchestrationActions: positive.optional(),
        })
        .optional(),
    })
    .optional(),
});

export interface HostSettings {
  /** Without slashes at its ends; empty for none. */
  readonly routePrefix: string;
  readonly hubName: string;
  readonly defaultVersion: string | null;
  readonly versionMatchStrategy: "None" | "Strict" | "CurrentOrOlder";
  readonly versionFailureStrategy: "Reject" | "Fail";
  readonly activityConcurrency: number;
  readonly orchestratorConcurrency: number;
  readonly entityConcurrency: number;
  readonly entityBatchSize: number;
  readonly orchestrationActionsMax: number;
}

/** Defaults are those of the Durable extension on a plan with dedicated cores. */
export async function readHostSettings(
  appFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<HostSettings> {
  const path = join(appFolder, "host.json");
  const parsed = hostJsonSchema.safeParse(readJson(path, await readFile(path, "utf8")));
  if (!parsed.success) {
    throw new Error(
      `${path} is not a host.json this host can follow: ${z.prettifyError(parsed.error)}`,
    );
  }
  const http = parsed.data.extensions?.http;
  const durable = parsed.data.extensions?.durableTask;
  const perCore = 10 * availableParallelism();
  const orchestratorConcurrency = durable?.maxConcurrentOrchestratorFunctions ?? perCore;
  return {
    routePrefix: (http?.routePrefix ?? "api").replaceAll(/^\/+|\/+$/g, ""),
    hubName: checkedHubName(expandSettings(durable?.hubName ?? "TestHubName", env)),
    defaultVersion: expandSettings(durable?.defaultVersion ?? "", env) || null,
    versionMatchStrategy: durable?.versionMatchStrategy ?? "CurrentOrOlder",
    versionFailureStrategy: durable?.versionFailureStrategy ?? "Reject",
    activityConcurrency: durable?.maxConcurrentActivityFunctions ?? perCore,
    orchestratorConcurrency,
    entityConcurrency: durable?.maxConcurrentEntityFunctions ?? orchestratorConcurrency,
    entityBatchSize: durable?.maxEntityOperationBatchSize ?? 5000,
    orchestrationActionsMax: durable?.maxOrchestrationActions ?? 100_000,
  };
}

function readJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
}

/** The name becomes that of tables and queues in Azure, so the rules there hold here, too. */
function checkedHubName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9]{2,44}$/.test(name)) return name;
  throw new Error(
    `The task hub name "${name}" must be 3 to 45 letters and digits and begin with a letter.`,
  );
}

/** Replaces `%NAME%` by the setting NAME, as the Functions host does in binding settings. */
export function expandSettings(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return text.replaceAll(/%([^%]+)%/g, (whole, name: string) => {
    const value = env[name];
    if (value === undefined)
      throw new Error(`The app setting ${name}, used as ${whole}, is not set.`);
    return value;
  });
}
