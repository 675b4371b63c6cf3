// The simulator's answers beside those that Azure gave to the same requests: status, headers that a
// client acts on, names of allowances, what a body has, and how an operation stands at each poll.

import { describe, expect, test } from "vitest";
import type { World } from "../../../simulator/world.ts";
import { hasRecording, readRecording, replay, shapeOf } from "./recorded-conversation.ts";
import type { RecordedExchange, Replayed } from "./recorded-conversation.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

interface Conversation {
  readonly recording: string;
  /** The exchanges about one machine, from its first request on. */
  readonly about: (exchange: RecordedExchange, index: number) => boolean;
  readonly world: World;
  /** Whether the recorder kept Retry-After. */
  readonly keepsRetryAfter: boolean;
}

const CONVERSATIONS: readonly Conversation[] = [
  {
    recording: "vm-trusted-launch-deallocate-update-start",
    about: (_, index) => index >= 5 && index < 16,
    keepsRetryAfter: false,
    world: {
      // The answer to the change came after the change was done.
      settings: { durationsMs: { deallocate: 19_000, update: 0 } },
      machines: [
        {
          name: "vm1000002",
          resourceGroup: "cli_test_trusted_launch_on_v2_000001",
          subscriptionId: SUBSCRIPTION,
          location: "eastus",
          size: "Standard_DS1_v2",
          osType: "Windows",
          osDisk: { name: "disk1000006" },
          networkInterfaces: [
            { name: "vm1000002VMNic", publicIp: "static", publicIpName: "vm1000002PublicIP" },
          ],
        },
      ],
    },
  },
  {
    recording: "vm-resize-ephemeral",
    about: () => true,
    keepsRetryAfter: false,
    world: {
      settings: { durationsMs: { resize: 44_000 } },
      machines: [
        {
          name: "cli-test-vm-local-vm1",
          resourceGroup: "cli_test_vm_update_ephemeral_os_disk_placement_000001",
          subscriptionId: SUBSCRIPTION,
          location: "westus2",
          size: "Standard_DS4_v2",
          hyperVGeneration: "V1",
          osDisk: {
            name: "cli-test-vm-local-vm1_OsDisk_1_61c25e1eeee946a0960f34ca0b5b2627",
            ephemeral: true,
          },
          networkInterfaces: [
            {
              name: "cli-test-vm-local-vm1VMNic",
              publicIp: "static",
              publicIpName: "cli-test-vm-local-vm1PublicIP",
            },
          ],
        },
      ],
    },
  },
  {
    recording: "vm-power-and-unmanaged-disks",
    // The rest is about another machine, or about requests that the recording does not have.
    about: (_, index) =>
      index >= 22 && index < 53 && ![26, 27].includes(index) && !(index >= 40 && index < 48),
    keepsRetryAfter: true,
    world: {
      settings: {
        durationsMs: {
          deallocate: 44_000,
          start: 22_600,
          restart: 6000,
          powerOff: 5000,
          delete: 51_000,
        },
      },
      machines: [
        {
          name: "wvmdd9833811d08bc",
          resourceGroup: "rgcomv25a4464019094",
          subscriptionId: "ec0aa5f7-9e78-40c9-85cd-535c6305b380",
          location: "eastus",
          size: "Standard_D3_v2",
          osType: "Windows",
          hyperVGeneration: "V1",
          osDisk: { sku: "Standard_LRS" },
          dataDisks: [{ sku: "Standard_LRS" }],
        },
      ],
    },
  },
];

/** What the simulator's bodies do not have: README, "What it does not model". */
const NOT_MODELLED =
  /uefiSettings|securityType|internalDomainNameSuffix|networkSecurityGroup|allowPort25Out|\.kind:|supportsHibernation|supportedCapabilities|creationData\.imageReference|\.tier:|\.ssh\.|enableVMAgentPlatformUpdates|osName|osVersion|\.vhd\.|\.tags\./;

/** What seeded machines have and the recorded ones were made without, or are too old for. */
const OTHER_MACHINE =
  /\.osProfile\.|imageReference|managedDisk|deleteOption|diskControllerType|networkInterfaces\[\]\.properties|instanceView\.computerName|timeCreated/;

/** Since then a VM has allowances of its own. */
const PER_VM = Date.UTC(2023, 9, 1);

const DECISIVE = ["azure-asyncoperation", "location", "content-type", "etag"];
const policies = (headers: Readonly<Record<string, string>>): string =>
  (headers["x-ms-ratelimit-remaining-resource"] ?? "").replaceAll(/;\d+/g, "");

function decisive({ headers }: Replayed["ours"], keepsRetryAfter: boolean): readonly string[] {
  const names = keepsRetryAfter ? [...DECISIVE, "retry-after"] : DECISIVE;
  return names.filter((name) => headers[name] !== undefined);
}

describe.each(CONVERSATIONS)(
  "the conversation $recording",
  ({ recording, about, world, keepsRetryAfter }) => {
    const replayed = async (): Promise<readonly Replayed[]> =>
      replay(readRecording(recording).filter(about), world);
    const isMissing = !hasRecording(recording);
    const reason = `the recording ${recording} is not beside the repository`;

    test("has the same statuses, and operations stand the same at each poll", async ({ skip }) => {
      skip(isMissing, reason);
      const told = ({ name, ...sides }: Replayed, side: "recorded" | "ours") => ({
        name,
        status: sides[side].status,
        operation: [...shapeOf(sides[side].body)].filter((path) => path.startsWith(".status")),
        ended: [...shapeOf(sides[side].body)].includes(".endTime: string"),
      });
      const all = await replayed();
      expect(all.length).toBeGreaterThan(8);
      expect(all.map((one) => told(one, "ours"))).toEqual(all.map((one) => told(one, "recorded")));
    });

    test("has the headers that a client acts on exactly where Azure had them, and all others too", async ({
      skip,
    }) => {
      skip(isMissing, reason);
      for (const { name, recorded, ours } of await replayed()) {
        expect([name, decisive(ours, keepsRetryAfter)]).toEqual([
          name,
          decisive(recorded, keepsRetryAfter),
        ]);
        const lacking = Object.keys(recorded.headers).filter(
          (header) => ours.headers[header] === undefined,
        );
        expect([name, lacking]).toEqual([name, []]);
      }
    });

    test("draws on allowances of the same names, where they are of today's generation", async ({
      skip,
    }) => {
      skip(isMissing, reason);
      const all = await replayed();
      const today = all.filter(
        ({ recorded }) => Date.parse(recorded.headers["date"] ?? "") > PER_VM,
      );
      expect(today.map(({ name, ours }) => [name, policies(ours.headers)])).toEqual(
        today.map(({ name, recorded }) => [name, policies(recorded.headers)]),
      );
    });

    test("has bodies with the same properties, but for those that are told in the README", async ({
      skip,
    }) => {
      skip(isMissing, reason);
      for (const { name, recorded, ours } of await replayed()) {
        const [theirShape, ourShape] = [shapeOf(recorded.body), shapeOf(ours.body)];
        const missing = [...theirShape].filter(
          (path) => !ourShape.has(path) && !NOT_MODELLED.test(path),
        );
        const extra = [...ourShape].filter(
          (path) => !theirShape.has(path) && !OTHER_MACHINE.test(path),
        );
        expect({ name, missing, extra }).toEqual({ name, missing: [], extra: [] });
      }
    });
  },
);

describe.each([
  ["lock-subscription", {}],
  [
    "lock-with-resource-id",
    {
      resourceGroups: [
        { name: "cli_test_lock_with_resource_id000001", subscriptionId: SUBSCRIPTION },
      ],
    },
  ],
])("the conversation %s", (recording, world: World) => {
  test("is answered with the same statuses and the very same bodies", async ({ skip }) => {
    skip(!hasRecording(recording), `the recording ${recording} is not beside the repository`);
    const exchanges = readRecording(recording).filter(({ request }) =>
      request.url.includes("Microsoft.Authorization/locks"),
    );
    const all = await replay(exchanges, world);
    expect(all.length).toBeGreaterThan(8);
    for (const { name, recorded, ours } of all) {
      expect([name, ours.status]).toEqual([name, recorded.status]);
      if (name.endsWith("/locks")) continue;
      expect([name, ours.body]).toEqual([name, recorded.body]);
    }
    // A listing of the recorded subscription has other people's locks too.
    for (const { recorded, ours } of all.filter(({ name }) => name.endsWith("/locks"))) {
      expect([...shapeOf(recorded.body)]).toEqual(expect.arrayContaining([...shapeOf(ours.body)]));
      expect(JSON.stringify(recorded.body)).toContain(
        JSON.stringify(ours.body).slice('{"value":['.length, -"]}".length),
      );
    }
  });
});
