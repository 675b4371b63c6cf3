// Everything the simulated Azure holds, in one place. The things in it are plain records that are
// replaced, never changed; only this object's maps change, and only while a request or a due event
// is being dealt with, one at a time.

import type { ActivityEvent } from "./core/activity-log.ts";
import type { AvailabilitySet } from "./core/availability-set.ts";
import type { Disk } from "./core/disk.ts";
import type { Lock } from "./core/locks.ts";
import type { NetworkInterface, PublicIpAddress } from "./core/network.ts";
import type { Operation } from "./core/operation.ts";
import type { ResourceGroup } from "./core/resource-group.ts";
import type { Schedule } from "./core/schedule.ts";
import type { Bucket } from "./core/token-bucket.ts";
import type { Work } from "./core/vm-work.ts";
import type { Vm } from "./core/vm.ts";
import type { Random } from "./random.ts";
import type { FullWorld, Settings } from "./world.ts";

export interface Store {
  readonly random: Random;
  readonly schedule: Schedule;
  readonly settings: Settings;
  readonly clusters: FullWorld["clusters"];
  readonly quotas: FullWorld["quotas"];
  readonly restrictedSizes: FullWorld["restrictedSizes"];
  readonly exhaustedSizes: FullWorld["exhaustedSizes"];
  readonly denials: FullWorld["denials"];
  /** Each by its ID in lower case. */
  readonly groups: Map<string, ResourceGroup>;
  readonly vms: Map<string, Vm>;
  readonly disks: Map<string, Disk>;
  readonly networkInterfaces: Map<string, NetworkInterface>;
  readonly publicIpAddresses: Map<string, PublicIpAddress>;
  readonly availabilitySets: Map<string, AvailabilitySet>;
  readonly locks: Map<string, Lock>;
  /** By operation ID. */
  readonly operations: Map<string, Operation>;
  /** What an operation in progress will have done at its end, by operation ID. */
  readonly works: Map<string, Work>;
  readonly buckets: Map<string, Bucket>;
  readonly activity: ActivityEvent[];
}
