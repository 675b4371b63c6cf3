// `interlock release LEASE_ID`: gives back a lease that was taken over HTTP, by its token; and
// `interlock release --break RESOURCE_ID --reason …`, by which a person takes a lease from whoever
// holds it, when that one cannot give it back himself.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { breakLeaseSchema } from "../contracts/lease-http-shapes.ts";
import type { BrokenLeaseView } from "../contracts/lease-http-shapes.ts";
import { isSameResource } from "../domain/resource-id.ts";
import { confirmed } from "./confirmation.ts";
import { createLeaseClient } from "./lease-client.ts";
import type { LeaseClient } from "./lease-client.ts";
import { placeOf } from "./machine-text.ts";
import { printable } from "./printable.ts";
import { resourceIdOf } from "./resource-argument.ts";
import { row } from "./row.ts";
import { findService } from "./service-address.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";
import { fitted } from "./wrapping.ts";

interface ReleaseOptions {
  readonly tokenFile?: string;
  readonly break?: string;
  readonly reason?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const tokenVariable = "INTERLOCK_LEASE_TOKEN";

export function addReleaseCommand(program: Command): void {
  program
    .command("release")
    .description("give a lease back, or break somebody else's")
    .usage("LEASE_ID [--token-file FILE] | --break RESOURCE_ID --reason TEXT")
    .argument("[LEASE_ID]", "ID of a lease of your own, lease-…")
    .option("--token-file <file>", `file with its token, - for standard input, or ${tokenVariable}`)
    .option("--break <RESOURCE_ID>", "take the lease on a resource from whoever holds it")
    .option("--reason <text>", "why it is broken, recorded with your name")
    .option("--yes", "break it without asking on a terminal")
    .option("--json", "print the answer as JSON, and nothing else")
    .action(release);
}

async function release(leaseId: string | undefined, options: ReleaseOptions): Promise<void> {
  if ((leaseId === undefined) === (options.break === undefined)) {
    throw new Trouble("badInput", "Name either a LEASE_ID or a resource after --break.");
  }
  if (options.break !== undefined) return breakLease(options.break, options);
  if (leaseId !== undefined) await giveBack(leaseId, options);
}

async function giveBack(leaseId: string, options: ReleaseOptions): Promise<void> {
  if (!/^lease-[0-9a-f]{32}$/.test(leaseId)) {
    const sentence = `A lease's ID is "lease-" and 32 hexadecimal digits; \`${typedCommand("leases")}\` shows them.`;
    throw new Trouble("badInput", sentence);
  }
  const against = (["reason", "yes"] as const).find((name) => options[name] !== undefined);
  if (against !== undefined) throw new Trouble("badInput", `--${against} goes with --break.`);
  const token = await tokenOf(options);
  const client = createLeaseClient(await findService(process.env));
  const view = await client.release(leaseId, token);
  print(view, `${printable(leaseId)}: ${printable(view.sentence)}`, options);
}

/** Never an argument: arguments can be read by everybody on the machine. */
async function tokenOf({ tokenFile }: ReleaseOptions): Promise<string> {
  const token = tokenFile === undefined ? process.env[tokenVariable] : await readToken(tokenFile);
  if (token !== undefined && token.trim() !== "") return token.trim();
  throw new Trouble(
    "badInput",
    `Only the lease's token gives it back: name a file that has it with --token-file, or set ${tokenVariable}.`,
  );
}

async function readToken(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    const why = (thrown as NodeJS.ErrnoException).code ?? "it cannot be read";
    throw new Trouble("badInput", `--token-file: ${printable(file)} cannot be read (${why}).`);
  }
}

async function breakLease(typed: string, options: ReleaseOptions): Promise<void> {
  const resourceId = resourceIdOf(typed);
  const parsed = breakLeaseSchema.safeParse({ resourceId, reason: options.reason?.trim() ?? "" });
  if (!parsed.success) {
    const why = printable(parsed.error.issues[0]?.message ?? "not valid");
    throw new Trouble("badInput", `--reason: ${why}`);
  }
  if (options.tokenFile !== undefined) {
    throw new Trouble("badInput", "--token-file is for a lease of your own and not for --break.");
  }
  const client = createLeaseClient(await findService(process.env));
  if (options.yes !== true) await askFirst(client, resourceId);
  const broken = await client.breakLease(resourceId, parsed.data.reason);
  print(broken, brokenText(broken), options);
}

async function askFirst(client: LeaseClient, resourceId: string): Promise<void> {
  if (!process.stdin.isTTY) return;
  const { resources } = await client.list();
  const entry = resources.find((each) => isSameResource(each.resourceId, resourceId));
  const holders = (entry?.lease.holders ?? []).map(({ owner, since }) =>
    row(
      "held by",
      `${printable(owner.principal.name)} since ${since} for ${printable(owner.purpose)} (${printable(owner.operationId)})`,
    ),
  );
  const lines = [
    `This takes the lease on ${placeOf(resourceId)} from whoever holds it.`,
    ...(holders.length === 0 ? [row("held by", "nobody, as far as is known")] : holders),
    "A holder that still writes to Azure is not stopped by that: make sure that it has ended.",
  ];
  process.stderr.write(`${fitted(lines.join("\n"), process.stderr)}\n`);
  if (await confirmed("Break it?")) return;
  throw new Trouble("badInput", "Nothing was broken.");
}

function brokenText(broken: BrokenLeaseView): string {
  const lines = broken.holders.flatMap(({ owner, mode, fencing }) => [
    row(
      "fenced out",
      `${printable(owner.principal.name)}, ${printable(owner.operationId)}, ${mode}, number ${fencing}: ${printable(owner.purpose)}`,
    ),
    row("", owner.kind === "tool-lease" ? meaningForTool : meaningForOperation),
  ]);
  return [printable(broken.sentence), ...lines].join("\n");
}

const meaningForTool =
  "It cannot renew. `interlock hold` ends its command when it notices, within a minute; another tool that goes on writing has to be ended by you.";
const meaningForOperation =
  "It cannot renew, sends nothing more, and queues again. What it has sent to Azure goes on; whoever comes next follows that to its end first.";

function print(answer: unknown, said: string, options: ReleaseOptions): void {
  const shown = options.json === true ? JSON.stringify(answer) : fitted(said, process.stdout);
  process.stdout.write(`${shown}\n`);
}
