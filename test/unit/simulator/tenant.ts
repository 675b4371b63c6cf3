// A simulated Azure on a clock that stands still, and a caller in it: requests go in and answers come
// out with their bodies read.

import type { Azure, VirtualMachineDump } from "../../../simulator/azure-contract.ts";
import { createAzure } from "../../../simulator/azure.ts";
import { manualClock } from "../../../simulator/clock.ts";
import type { ManualClock } from "../../../simulator/clock.ts";
import type { TapExchange } from "../../../simulator/protocol.ts";
import { DEFAULT_SUBSCRIPTION_ID } from "../../../simulator/world.ts";
import type { World } from "../../../simulator/world.ts";
import type { WireBody } from "./wire-body.ts";

export const SUBSCRIPTION = `/subscriptions/${DEFAULT_SUBSCRIPTION_ID}`;
export const GROUP = `${SUBSCRIPTION}/resourceGroups/prod-rg`;
export const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/api-01`;
export const API = "api-version=2026-04-01";

/** An answer with its body as JSON; status 0 stands for a connection that ended without one. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An empty body is an empty text all the same. */
  readonly body: WireBody;
}

const NO_BODY = "" as unknown as WireBody;

export interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: string;
  readonly signal?: AbortSignal;
}

export interface Tenant {
  readonly azure: Azure;
  readonly clock: ManualClock;
  readonly tapped: readonly TapExchange[];
  send(method: string, url: string, options?: SendOptions): Promise<Answer>;
  vm(): VirtualMachineDump;
}

export function aWorld(machine: Partial<NonNullable<World["machines"]>[number]> = {}): World {
  return {
    machines: [{ name: "api-01", resourceGroup: "prod-rg", size: "Standard_D4s_v4", ...machine }],
  };
}

export function aTenant(world: World = aWorld(), seed = 1): Tenant {
  const clock = manualClock();
  const tapped: TapExchange[] = [];
  const azure = createAzure({ seed, clock, world, tap: (exchange) => tapped.push(exchange) });
  return {
    azure,
    clock,
    tapped,
    async send(method, url, options = {}) {
      const { body, headers = {}, as = "caller", signal } = options;
      const response = await azure.handle(
        {
          method,
          url,
          headers: {
            authorization: `Bearer ${azure.mintToken(as)}`,
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          body: body === undefined ? null : JSON.stringify(body),
        },
        signal === undefined ? {} : { signal },
      );
      if (response.kind === "dropped") return { status: 0, headers: {}, body: NO_BODY };
      const { status, headers: told, body: text } = response;
      return {
        status,
        headers: told,
        body: text === "" ? NO_BODY : (JSON.parse(text) as WireBody),
      };
    },
    vm() {
      const [vm] = azure.dump().virtualMachines;
      if (vm === undefined) throw new Error("The tenant has no VM.");
      return vm;
    },
  };
}

export const act = (action: string, query = ""): string => `${VM}/${action}?${query}${API}`;
export const resizeTo = (vmSize: string): SendOptions => ({
  body: { properties: { hardwareProfile: { vmSize } } },
});
/** Longer than any power action without a scripted fault takes. */
export const LONG_MS = 30 * 60 * 1000;
