// What runs under a lease of `interlock hold` and asks for something that this very lease keeps from
// everybody would wait for itself: the lease is given back when the command has ended, and the command
// waits for the lease. Whoever has it in the environment is refused before anything is started.

import type { ResourceView } from "../contracts/http-shapes.ts";
import type { LeaseHolderView, LeaseMode } from "../contracts/lease-messages.ts";
import { placeOf } from "./machine-text.ts";
import { printable } from "./printable.ts";
import type { ServiceClient } from "./service-client.ts";
import { Trouble } from "./trouble.ts";

/** The leases that the command runs under, outermost first: a hold may itself be held. */
export const heldVariable = "INTERLOCK_HELD";

export interface Wanted {
  readonly resourceId: string;
  readonly mode: LeaseMode;
}

export function heldLeases(environment: NodeJS.ProcessEnv): readonly string[] {
  const listed = (environment[heldVariable] ?? "").split(" ");
  const all = [...listed, environment["INTERLOCK_LEASE"] ?? ""];
  return [...new Set(all.filter((id) => /^lease-[0-9a-f]{32}$/.test(id)))];
}

/** Throws a Trouble for the first that one of the leases excludes. What cannot be looked at is left to
 * the request itself, which tells why. */
export async function refuseWaitForItself(
  client: Pick<ServiceClient, "resource">,
  wanted: readonly Wanted[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const own = heldLeases(environment);
  if (own.length === 0) return;
  for (const each of wanted) {
    const view = await look(client, each.resourceId);
    const inTheWay = view === null ? null : ownInTheWay(view, each.mode, own);
    if (inTheWay !== null) throw refusal(each.resourceId, inTheWay);
  }
}

interface OwnInTheWay {
  readonly leaseId: string;
  readonly resourceId: string;
}

/** What is wanted itself goes beside others of its mode only; on what it is in it is an intent. */
function ownInTheWay(
  view: ResourceView,
  mode: LeaseMode,
  own: readonly string[],
): OwnInTheWay | null {
  const places = [
    { lease: view.lease, mode },
    ...(view.parents ?? []).map((lease) => ({ lease, mode: "intent" as const })),
  ];
  for (const { lease, mode: asked } of places) {
    const excludes = ({ owner, mode: held }: LeaseHolderView): boolean =>
      own.includes(owner.operationId) && (held === "exclusive" || asked === "exclusive");
    const holder = lease.holders.find(excludes);
    if (holder === undefined) continue;
    const { operationId: leaseId } = holder.owner;
    return { leaseId, resourceId: lease.resourceId ?? view.resourceId };
  }
  return null;
}

async function look(
  client: Pick<ServiceClient, "resource">,
  resourceId: string,
): Promise<ResourceView | null> {
  try {
    return await client.resource(resourceId);
  } catch (thrown) {
    if (thrown instanceof Trouble) return null;
    throw thrown;
  }
}

function refusal(wanted: string, { leaseId, resourceId }: OwnInTheWay): Trouble {
  const held = placeOf(resourceId);
  return new Trouble(
    "badInput",
    `This runs under ${printable(leaseId)}, which is in the environment and holds ${held}: for ${placeOf(wanted)} it would wait for that lease, and the lease for the command that waits. Run it outside of \`interlock hold\`, or hold only what it does not need; nothing was started.`,
  );
}
