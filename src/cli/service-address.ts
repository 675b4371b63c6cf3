// Which service a command talks to and who it says it is: the environment wins over the service that
// runs on this machine.

import { readServiceFile, serviceFilePath } from "./service-file.ts";
import type { ServiceEntry } from "./service-file.ts";
import { Trouble } from "./trouble.ts";
import { typedCommand } from "./typed-command.ts";

export interface ServiceAddress {
  /** Origin and base path, without a slash at its end. */
  readonly url: string;
  /** Null where none is known; the service then says that it does not know who asks. */
  readonly token: string | null;
  /** Minutes that pass on its clock in one minute here; more than 1 only where Azure is simulated. */
  readonly speed?: number;
}

export async function findService(environment: NodeJS.ProcessEnv): Promise<ServiceAddress> {
  const url = environment["INTERLOCK_URL"];
  const token = environment["INTERLOCK_TOKEN"];
  const noted = await readServiceFile(serviceFilePath(environment));
  if (url !== undefined && url !== "") {
    const checked = checkUrl(url);
    const known = noted?.url === checked ? noted : undefined;
    return { url: checked, token: token ?? known?.token ?? null, ...speedOf(known) };
  }
  if (noted === undefined) {
    throw new Trouble(
      "unreachable",
      `No Interlock service is known here: start one with \`${typedCommand("up")}\`, or name one with INTERLOCK_URL and INTERLOCK_TOKEN.`,
    );
  }
  return { url: noted.url, token: token ?? noted.token, ...speedOf(noted) };
}

function speedOf(noted: ServiceEntry | undefined): { readonly speed?: number } {
  return noted?.speed === undefined ? {} : { speed: noted.speed };
}

/** A token is sent to the address, so it is encrypted on its way unless it stays on this machine. */
function checkUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Trouble("badInput", "INTERLOCK_URL is no URL; set it to the service's address.");
  }
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere)) {
    throw new Trouble(
      "badInput",
      "INTERLOCK_URL must be an https address, or an http address of this machine: a token is sent there.",
    );
  }
  let address = `${url.origin}${url.pathname}`;
  while (address.endsWith("/")) address = address.slice(0, -1);
  return address;
}
