// What the command is told.

import { parseArgs } from "node:util";

export const help = `npm run bench -- [options]

  --only NAME    only this benchmark (may be given again): history, verdicts, rounds,
                 queues, thousand-callers, hand-over, wall-time
  --vms N        machines of each strategy in wall-time (default: 20; 3 with --quick)
  --seed N       of the simulated Azure (default: 1)
  --latency MS   what the simulated Azure adds before each answer in wall-time (default: 0)
  --quick        fewer samples: to see that it works, not to judge by
  --help         print this

Ends with 0 when every bound is met, with 1 when one is missed, with 2 on bad input.
`;

export class BadOptions extends Error {}

export interface Options {
  readonly only: readonly string[];
  readonly vms: number;
  readonly seed: number;
  readonly latencyMs: number;
  readonly quick: boolean;
}

/** Null when only the help is asked for. */
export function readOptions(args: readonly string[], names: readonly string[]): Options | null {
  const values = parsed(args);
  if (values.help) return null;
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new BadOptions(`--only ${unknown}: there are ${names.join(", ")}.`);
  }
  return {
    only: values.only.length === 0 ? names : values.only,
    vms: wholeNumber("vms", values.vms ?? (values.quick ? "3" : "20"), { least: 1, most: 100 }),
    seed: wholeNumber("seed", values.seed, { least: 0, most: 2 ** 31 }),
    latencyMs: wholeNumber("latency", values.latency, { least: 0, most: 10_000 }),
    quick: values.quick,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true, default: [] },
        vms: { type: "string" },
        seed: { type: "string", default: "1" },
        latency: { type: "string", default: "0" },
        quick: { type: "boolean", default: false },
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
