// Where the Functions host begins: importing this file reads the settings from the environment and
// registers every function. It is the only file with effects on import, and nothing imports it.

import { createAzurePorts } from "./arm/azure-ports.ts";
import { createCredential } from "./arm/credential.ts";
import { systemClock } from "./platform/clock.ts";
import { readSettings } from "./platform/settings.ts";
import { registerApp } from "./register.ts";
import { parseLocalTokens } from "./triggers/http/local-tokens.ts";

const settings = readSettings(process.env);
const clock = systemClock();

registerApp({
  azure: createAzurePorts({
    endpoint: settings.armEndpoint,
    scope: settings.armScope,
    credential: createCredential(),
    clock,
  }),
  clock,
  settings: { tokens: parseLocalTokens(settings.localTokens) },
});
