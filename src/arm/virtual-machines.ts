// Reads virtual machines. The cheap read is one GET; the full one asks twice for the machine itself
// (with its instance view, and for the sizes that it can have where it is) and takes the rest from
// allowances that are not the machine's own.

import { ComputeManagementClient } from "@azure/arm-compute";
import { z } from "zod";
import type { Read, RequestContext, VirtualMachinePort } from "../contracts/ports.ts";
import type { Instant } from "../domain/instant.ts";
import type { SizeObservation, VmObservation, VmState } from "../domain/observation.ts";
import { lesserAllowance, unknownAllowance } from "./allowance.ts";
import { isFrozen, withStorageTypes } from "./disks.ts";
import { dynamicAddressesOf } from "./dynamic-addresses.ts";
import { listLocks } from "./locks.ts";
import { readWhole } from "./pages.ts";
import { isNotThere, mapRead, readingOf } from "./reading.ts";
import type { SizeCatalogue } from "./size-catalogue.ts";
import type { Transport } from "./transport.ts";
import { vmBodyOf } from "./vm-body.ts";
import type { VmBody } from "./vm-body.ts";
import { mayHibernate, vmModelOf } from "./vm-model.ts";
import type { VmModel } from "./vm-model.ts";
import { vmNameOf } from "./vm-name.ts";
import { absentVmState, vmStateOf } from "./vm-state.ts";

export function createVirtualMachinePort(
  transport: Transport,
  catalogue: SizeCatalogue,
): VirtualMachinePort {
  return {
    async readState(resourceId, context) {
      const observedAt = transport.clock.now();
      const read = await readMachine(transport, { resourceId, observedAt }, context);
      if (!isNotThere(read)) return mapRead(read, ({ state }) => state);
      const value = absentVmState(resourceId, observedAt);
      return { kind: "read", value, allowance: unknownAllowance };
    },
    observe: (options, context) => observe({ transport, catalogue, ...options }, context),
  };
}

interface ObserveOptions {
  readonly transport: Transport;
  readonly catalogue: SizeCatalogue;
  readonly resourceId: string;
  readonly wantedSize: string;
}

async function observe(
  options: ObserveOptions,
  context: RequestContext,
): Promise<Read<VmObservation>> {
  const { transport, resourceId } = options;
  const observedAt = transport.clock.now();
  const [machine, inPlace, locks] = await Promise.all([
    readMachine(transport, { resourceId, observedAt }, context),
    readSizesInPlace(transport, resourceId, context),
    listLocks(transport, resourceId, context),
  ]);
  if (machine.kind !== "read") return machine;
  if (inPlace.kind !== "read") return inPlace;
  if (locks.kind !== "read") return locks;
  const around = await readAround(options, machine.value, context);
  if (around.kind !== "read") return around;
  const { hibernated, ...neighbours } = around.value;
  const model = await readModel(options, machine.value.body, neighbours.sizes.wanted, context);
  if (model.kind !== "read") return model;
  return {
    kind: "read",
    value: {
      ...model.value,
      ...neighbours,
      state: { ...machine.value.state, hibernated },
      sizesInPlace: inPlace.value,
      locks: locks.value,
    },
    allowance: lesserAllowance(machine.allowance, inPlace.allowance),
  };
}

/** Disks are asked for their type only where it matters: for a size that does not take them all. */
async function readModel(
  { transport }: ObserveOptions,
  body: VmBody,
  wanted: SizeObservation | null,
  context: RequestContext,
): Promise<Read<VmModel>> {
  const model = vmModelOf(body);
  if (wanted === null || wanted.premiumStorage) {
    return { kind: "read", value: model, allowance: unknownAllowance };
  }
  const { osDisk, dataDisks } = model;
  const read = await withStorageTypes(transport, [osDisk, ...dataDisks], context);
  return mapRead(read, ([system, ...data]) => ({
    ...model,
    osDisk: { ...osDisk, ...system },
    dataDisks: data,
  }));
}

interface Machine {
  readonly body: VmBody;
  readonly state: VmState;
}

async function readMachine(
  transport: Transport,
  wanted: { readonly resourceId: string; readonly observedAt: Instant },
  context: RequestContext,
): Promise<Read<Machine>> {
  const vm = vmNameOf(wanted.resourceId);
  const exchange = await transport.call(context, (client) =>
    new ComputeManagementClient(client.credential, vm.subscriptionId, client).virtualMachines.get(
      vm.resourceGroup,
      vm.name,
      { expand: "instanceView" },
    ),
  );
  return readingOf(exchange, transport.clock, (answered, answer) => {
    const body = vmBodyOf(answered);
    return body === null ? null : { body, state: vmStateOf(body, { ...wanted, answer }) };
  });
}

const sizeInPlace = z.object({ name: z.string() });

async function readSizesInPlace(
  transport: Transport,
  resourceId: string,
  context: RequestContext,
): Promise<Read<readonly string[]>> {
  const vm = vmNameOf(resourceId);
  const read = await readWhole({
    transport,
    context,
    firstPage: (client) =>
      new ComputeManagementClient(client.credential, vm.subscriptionId, client).virtualMachines
        .listAvailableSizes(vm.resourceGroup, vm.name)
        .byPage()
        .next(),
    item: sizeInPlace,
    pagesMax: 5,
  });
  return mapRead(read, (sizes) => sizes.map((size) => size.name));
}

interface Neighbours {
  readonly hibernated: boolean;
  readonly dynamicAddressIds: readonly string[];
  readonly sizes: {
    readonly present: SizeObservation | null;
    readonly wanted: SizeObservation | null;
  };
}

/** What can be asked for only once the machine's own body is known. */
async function readAround(
  { transport, catalogue, resourceId, wantedSize }: ObserveOptions,
  { body, state }: Machine,
  context: RequestContext,
): Promise<Read<Neighbours>> {
  const model = vmModelOf(body);
  const [sizes, addresses, frozen] = await Promise.all([
    catalogue.find(
      {
        subscriptionId: vmNameOf(resourceId).subscriptionId,
        location: model.location,
        zones: body.zones ?? [],
        names: [state.size, wantedSize],
      },
      context,
    ),
    dynamicAddressesOf(transport, model.networkInterfaceIds, context),
    state.powerState === "deallocated" && !state.hibernated && mayHibernate(body)
      ? isFrozen(transport, model.osDisk.resourceId, context)
      : null,
  ]);
  if (sizes.kind !== "read") return sizes;
  if (addresses.kind !== "read") return addresses;
  if (frozen !== null && frozen.kind !== "read") return frozen;
  const [present = null, wanted = null] = sizes.value;
  return mapRead(sizes, () => ({
    hibernated: state.hibernated || frozen?.value === true,
    dynamicAddressIds: addresses.value,
    sizes: { present, wanted },
  }));
}
