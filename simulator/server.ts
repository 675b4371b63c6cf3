// Starts the simulated Azure on loopback: HTTPS for ARM, the control routes and the token endpoint,
// and plain HTTP for the token endpoint alone, which is how managed identities are reached.

import { randomUUID } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Azure } from "./azure-contract.ts";
import { createAzure } from "./azure.ts";
import { scaledClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import {
  APP_SERVICE_PATH,
  DEFAULT_IDENTITY,
  isIdentityPath,
} from "./identity/identity-endpoint.ts";
import type { TapExchange } from "./protocol.ts";
import { makeCertificate } from "./server/certificate.ts";
import { carryTo } from "./server/http-carrier.ts";
import type { World } from "./world.ts";

export interface SimulatorOptions {
  readonly seed: number;
  /** Real time when not given. */
  readonly clock?: Clock;
  readonly world?: World;
  /** Any free port when not given or 0. */
  readonly port?: number;
  readonly tap?: (exchange: TapExchange) => void;
  /** Who the token endpoint says the machine is. */
  readonly principal?: string;
}

export interface Simulator {
  /** Base address of ARM: https://127.0.0.1:PORT */
  readonly url: string;
  /** For the environment of a client: IDENTITY_ENDPOINT and IDENTITY_HEADER. */
  readonly identityEndpoint: string;
  readonly identityHeader: string;
  /** To be trusted by clients, for example by NODE_EXTRA_CA_CERTS. */
  readonly certificatePem: string;
  readonly azure: Azure;
  /** Ends open connections, releases what is withheld, and stops listening. */
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { seed, world, tap, port = 0 } = options;
  const principal = options.principal ?? DEFAULT_IDENTITY.principal;
  const identity = { header: randomUUID(), principal };
  const azure = createAzure({
    seed,
    clock: options.clock ?? scaledClock(),
    identity,
    ...(world === undefined ? {} : { world }),
    ...(tap === undefined ? {} : { tap }),
  });
  const { certificatePem, keyPem } = await makeCertificate(new Date());
  const arm = createHttpsServer(
    { cert: certificatePem, key: keyPem },
    carryTo(azure, { scheme: "https", serves: () => true }),
  );
  const tokens = createHttpServer(carryTo(azure, { scheme: "http", serves: isIdentityPath }));
  const armPort = await listen(arm, port);
  const tokenPort = await listen(tokens, 0);
  return {
    url: `https://${LOOPBACK}:${armPort}`,
    identityEndpoint: `http://${LOOPBACK}:${tokenPort}${APP_SERVICE_PATH}`,
    identityHeader: identity.header,
    certificatePem,
    azure,
    async close() {
      azure.close();
      await Promise.all([stop(arm), stop(tokens)]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      if (address === null || typeof address === "string") {
        reject(new Error("The simulator's server has no port."));
      } else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
