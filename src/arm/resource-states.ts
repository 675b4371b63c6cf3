// The cheap read of anything: one GET, of which only what all types have in common is looked at, and
// of what can be attached also to what it is. Types put their provisioning state into `properties`,
// a few beside it, and some have none.

import { z } from "zod";
import type {
  Read,
  RequestContext,
  ResourceStatePort,
  VirtualMachinePort,
} from "../contracts/ports.ts";
import type { Instant } from "../domain/instant.ts";
import { parseResourceId, resourceKey } from "../domain/resource-id.ts";
import { absentResource, resourceStateOfVm } from "../domain/resource-state.ts";
import type { Attachment, ResourceState } from "../domain/resource-state.ts";
import { parseScope } from "../domain/scope.ts";
import type { ResourceGroupScope, ResourceScope } from "../domain/scope.ts";
import { unknownAllowance } from "./allowance.ts";
import { createApiVersions, groupApiVersion } from "./api-versions.ts";
import type { ApiVersions } from "./api-versions.ts";
import { isNotThere, mapRead, readingOf } from "./reading.ts";
import { encodedPath } from "./resource-path.ts";
import { instanceFactsOf, isScaleSetInstance } from "./scale-set-instance.ts";
import type { Transport } from "./transport.ts";
import { isVirtualMachine } from "./vm-name.ts";
import { header } from "./wire-answer.ts";
import type { WireAnswer } from "./wire-answer.ts";

export function createResourceStatePort(
  transport: Transport,
  virtualMachines: VirtualMachinePort,
): ResourceStatePort {
  const versions = createApiVersions(transport);
  return {
    async readState(resourceId, context) {
      const parsed = parseResourceId(resourceId);
      if (parsed.ok && isVirtualMachine(parsed.parts)) {
        return mapRead(await virtualMachines.readState(resourceId, context), resourceStateOfVm);
      }
      return readAny({ transport, versions }, readableOf(resourceId), context);
    },
  };
}

type Readable = ResourceGroupScope | ResourceScope;

interface Reader {
  readonly transport: Transport;
  readonly versions: ApiVersions;
}

function readableOf(resourceId: string): Readable {
  const parsed = parseScope(resourceId);
  if (!parsed.ok) throw new Error(`An unparsed ID reached the inside: ${parsed.problem}`);
  const { scope } = parsed;
  if (scope.kind === "resource" || scope.kind === "resource-group") return scope;
  throw new Error(`${resourceId} is no resource and no resource group.`);
}

async function readAny(
  reader: Reader,
  scope: Readable,
  context: RequestContext,
): Promise<Read<ResourceState>> {
  const known = scope.kind === "resource" ? reader.versions.known(scope) : groupApiVersion;
  if (known !== null) {
    const read = await readIn(reader, { scope, version: known }, context);
    if (scope.kind !== "resource" || !isUnknownVersion(read)) return read;
  }
  if (scope.kind !== "resource") throw new Error("The version of resource groups is written down.");
  const version = await reader.versions.discover(scope, context);
  return version.kind === "read"
    ? readIn(reader, { scope, version: version.value }, context)
    : version;
}

async function readIn(
  { transport }: Reader,
  { scope, version }: { readonly scope: Readable; readonly version: string },
  context: RequestContext,
): Promise<Read<ResourceState>> {
  const observedAt = transport.clock.now();
  const isInstance = scope.kind === "resource" && isScaleSetInstance(scope);
  const expand = isInstance ? "&$expand=instanceView" : "";
  const address = `${transport.origin}${encodedPath(scope.id)}?api-version=${version}${expand}`;
  const read = readingOf(await transport.get(address, context), transport.clock, (body, answer) => {
    const state = stateOf(body, { resourceId: scope.id, observedAt, answer });
    return state === null || !isInstance ? state : { ...state, ...instanceFactsOf(body) };
  });
  if (!isNotThere(read)) return read;
  const value = absentResource(scope.id, observedAt);
  return { kind: "read", value, allowance: unknownAllowance };
}

/** A cloud of its own may lag behind the version that is written down. */
function isUnknownVersion<T>(read: Read<T>): boolean {
  return (
    read.kind === "refused" &&
    read.refusal.status === 400 &&
    /^(NoRegisteredProviderFound|InvalidApiVersionParameter|InvalidResourceType)$/i.test(
      read.refusal.code ?? "",
    )
  );
}

const text = z.string().nullish().catch(null);
const reference = z.object({ id: text }).nullish().catch(null);

const anyBody = z.object({
  etag: text,
  provisioningState: text,
  managedBy: text,
  managedByExtended: z.array(z.string()).nullish().catch(null),
  properties: z.record(z.string(), z.unknown()).nullish().catch(null),
});
type AnyBody = z.infer<typeof anyBody>;

function stateOf(
  answered: unknown,
  read: { readonly resourceId: string; readonly observedAt: Instant; readonly answer: WireAnswer },
): ResourceState | null {
  const body = anyBody.safeParse(answered).data;
  if (body === undefined) return null;
  const { resourceId, observedAt, answer } = read;
  return {
    ...absentResource(resourceId, observedAt),
    exists: true,
    provisioningState: provisioningStateOf(body),
    attachment: attachmentOf(resourceId, body),
    etag: body.etag ?? header(answer, "etag"),
  };
}

/** Its name is written in several letter cases. */
function provisioningStateOf({ properties, provisioningState }: AnyBody): string | null {
  const own = Object.entries(properties ?? {}).find(
    ([name, value]) => name.toLowerCase() === "provisioningstate" && typeof value === "string",
  )?.[1];
  const told = typeof own === "string" ? own : (provisioningState ?? null);
  return told === null || told === "" ? null : told.slice(0, 80);
}

function attachmentOf(resourceId: string, body: AnyBody): Attachment | null {
  const parsed = parseResourceId(resourceId);
  if (!parsed.ok) return null;
  const { provider, types } = parsed.parts;
  const idIn = (name: string): readonly string[] => {
    const id = reference.parse(body.properties?.[name] ?? null)?.id ?? "";
    return id === "" ? [] : [id];
  };
  switch (`${provider}/${types.join("/")}`.toLowerCase()) {
    case "microsoft.compute/disks": {
      const to = [body.managedBy, ...(body.managedByExtended ?? [])].filter(isName);
      return { diskState: text.parse(body.properties?.["diskState"]) ?? null, to: unique(to) };
    }
    case "microsoft.network/networkinterfaces":
      return { diskState: null, to: [...idIn("virtualMachine"), ...idIn("privateEndpoint")] };
    case "microsoft.network/publicipaddresses":
      return { diskState: null, to: [...idIn("ipConfiguration"), ...idIn("natGateway")] };
    default:
      return null;
  }
}

function isName(value: string | null | undefined): value is string {
  return value != null && value !== "";
}

function unique(ids: readonly string[]): readonly string[] {
  const seen = new Map(ids.map((id) => [resourceKey(id), id]));
  return [...seen.values()];
}
