// The simulator as a program: `npm run simulator -- --help` says how it is used.

import { openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { manualClock, scaledClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { TapExchange } from "./protocol.ts";
import { startSimulator } from "./server.ts";
import type { Simulator } from "./server.ts";
import { worldSchema } from "./world.ts";
import type { World } from "./world.ts";

const HELP = `Azure on one machine: speaks HTTPS as Azure Resource Manager does.

  --port N            listen on this port of 127.0.0.1 (default: any free one)
  --world FILE        what there is to begin with, as JSON (see simulator/README.md)
  --seed N            decides durations and identifiers (default: 1)
  --speed N           simulated seconds in a real second (default: 1)
  --epoch MS          instant at which simulated and real time are the same (default: now)
  --manual-clock      time stands still until it is advanced by POST /_simulator/clock/advance
  --certificate FILE  write the certificate to be trusted here (PEM)
  --tap FILE          write every exchange here as it ends, as lines of JSON
  --principal NAME    who the token endpoint says its caller is
  --json              print one line of JSON with the addresses
  --help              print this
`;

const EXIT_OK = 0;
const EXIT_BAD_INPUT = 2;

class BadInput extends Error {}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "0" },
        world: { type: "string" },
        seed: { type: "string", default: "1" },
        speed: { type: "string" },
        epoch: { type: "string" },
        "manual-clock": { type: "boolean", default: false },
        certificate: { type: "string" },
        tap: { type: "string" },
        principal: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : String(error));
  }
}

type Arguments = ReturnType<typeof readArguments>;

function numberOf(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new BadInput(`--${name} must be a number that is not negative, not '${value}'.`);
  }
  return number;
}

function clockOf(values: Arguments): Clock {
  const epochMs = values.epoch === undefined ? undefined : numberOf("epoch", values.epoch);
  if (values["manual-clock"]) return manualClock(epochMs);
  const speed = values.speed === undefined ? 1 : numberOf("speed", values.speed);
  if (speed === 0) throw new BadInput("--speed must be greater than 0.");
  return scaledClock(epochMs === undefined ? { speed } : { speed, epochMs });
}

function worldOf(file: string): World {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    return worldSchema.parse(content);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new BadInput(`The world in '${file}' cannot be used. ${reason}`);
  }
}

/** Each line is written at once, so that a simulator that is killed has told all that ended. */
function tapTo(file: string): (exchange: TapExchange) => void {
  const descriptor = openSync(file, "a");
  return (exchange) => {
    writeSync(descriptor, `${JSON.stringify(exchange)}\n`);
  };
}

function announce(simulator: Simulator, values: Arguments): void {
  const { url, identityEndpoint, identityHeader, certificatePem } = simulator;
  const certificate = values.certificate ?? null;
  if (certificate !== null) writeFileSync(certificate, certificatePem);
  if (values.json) {
    console.log(JSON.stringify({ url, identityEndpoint, identityHeader, certificate }));
    return;
  }
  console.log(`Azure Resource Manager  ${url}`);
  console.log(`Control routes          ${url}/_simulator/`);
  console.log(`IDENTITY_ENDPOINT       ${identityEndpoint}`);
  console.log(`IDENTITY_HEADER         ${identityHeader}`);
  if (certificate !== null) console.log(`NODE_EXTRA_CA_CERTS     ${certificate}`);
}

async function run(): Promise<void> {
  const values = readArguments(process.argv.slice(2));
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = numberOf("port", values.port);
  const simulator = await startSimulator({
    seed: numberOf("seed", values.seed),
    clock: clockOf(values),
    port,
    ...(values.world === undefined ? {} : { world: worldOf(values.world) }),
    ...(values.tap === undefined ? {} : { tap: tapTo(values.tap) }),
    ...(values.principal === undefined ? {} : { principal: values.principal }),
  });
  const end = (): void => {
    void simulator.close().then(() => process.exit(EXIT_OK));
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  announce(simulator, values);
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof BadInput ? EXIT_BAD_INPUT : 1;
}
