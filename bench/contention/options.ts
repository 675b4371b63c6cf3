// What the command is told.

import { parseArgs } from "node:util";

export const help = `npm run contention -- [options]

  --callers N    how many come (default: 200)
  --machines N   how many machines they want (default: 20)
  --groups N     over how many resource groups these are spread (default: 4)
  --kills N      how often the host is killed (default: 10)
  --seed N       decides who comes when for what, and what goes wrong (default: 1)
  --speed N      how fast the clocks of Azure and the service run (default: 10)
  --keep FOLDER  where the tap, the host's log and the record of the run are left
  --help         print this

Ends with 0 when everything held, with 1 when anything was violated, with 2 on bad input.
`;

export class BadOptions extends Error {}

export interface Options {
  readonly callers: number;
  readonly machines: number;
  readonly groups: number;
  readonly kills: number;
  readonly seed: number;
  readonly speed: number;
  readonly keep: string | null;
}

/** Null when only the help is asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const values = parsed(args);
  if (values.help) return null;
  const machines = wholeNumber("machines", values.machines, { least: 1, most: 200 });
  return {
    callers: wholeNumber("callers", values.callers, { least: 1, most: 1000 }),
    machines,
    groups: wholeNumber("groups", values.groups, { least: 1, most: machines }),
    kills: wholeNumber("kills", values.kills, { least: 0, most: 1000 }),
    seed: wholeNumber("seed", values.seed, { least: 0, most: 2 ** 31 }),
    speed: wholeNumber("speed", values.speed, { least: 1, most: 50 }),
    keep: values.keep ?? null,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        callers: { type: "string", default: "200" },
        machines: { type: "string", default: "20" },
        groups: { type: "string", default: "4" },
        kills: { type: "string", default: "10" },
        seed: { type: "string", default: "1" },
        speed: { type: "string", default: "10" },
        keep: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (thrown) {
    throw new BadOptions(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function wholeNumber(
  name: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new BadOptions(`--${name}: a whole number from ${least} to ${most} is needed.`);
}
