// A caller as scripts are written: it deallocates, sets the size and starts, asks every fifteen seconds
// whether each has ended, and knows nothing of anybody else.

import { endpoint, vmPath } from "./system.ts";
import type { System } from "./system.ts";

const version = "api-version=2024-07-01";
const pollEveryMs = 15_000;

export async function resizePlainly(
  system: System,
  principal: string,
  size: string,
): Promise<"done" | "refused"> {
  const body = { properties: { hardwareProfile: { vmSize: size } } };
  const writes = [
    ["POST", `${vmPath}/deallocate?${version}`, null],
    ["PATCH", `${vmPath}?${version}`, body],
    ["POST", `${vmPath}/start?${version}`, null],
  ] as const;
  for (const [method, path, content] of writes) {
    const ended = await sendAndWait(system, principal, { method, path, content });
    if (ended !== "Succeeded") return "refused";
  }
  return "done";
}

async function sendAndWait(
  system: System,
  principal: string,
  write: { readonly method: string; readonly path: string; readonly content: unknown },
): Promise<string> {
  const sent = await ask(
    system,
    principal,
    write.method,
    `${endpoint}${write.path}`,
    write.content,
  );
  const address = sent.headers["azure-asyncoperation"];
  if (address === undefined) return `${sent.status}`;
  for (;;) {
    await pause(system);
    const { status } = JSON.parse((await ask(system, principal, "GET", address)).body) as {
      readonly status: string;
    };
    if (status !== "InProgress") return status;
  }
}

function pause({ clock }: System): Promise<void> {
  return new Promise((resolve) => void clock.alarm(clock.now() + pollEveryMs, () => resolve()));
}

async function ask(
  { azure }: System,
  principal: string,
  method: string,
  url: string,
  content: unknown = null,
) {
  const response = await azure.handle({
    method,
    url,
    headers: {
      authorization: `Bearer ${azure.mintToken(principal)}`,
      ...(content === null ? {} : { "content-type": "application/json" }),
    },
    body: content === null ? null : JSON.stringify(content),
  });
  if (response.kind === "dropped") throw new Error("The connection was dropped.");
  return response;
}
