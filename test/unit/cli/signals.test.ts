// Signals reach long-running commands also while a spinner turns, which listens to them itself.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..", "..", "..");

const program = `
import { toldToEnd } from "./src/cli/signals.ts";
// As far as a spinner looks, this pipe is a terminal.
Object.assign(process.stderr, { isTTY: true, columns: 80 });
for (const name of ["cursorTo", "clearLine", "moveCursor"]) process.stderr[name] = () => true;
const { default: ora } = await import("ora");
const told = toldToEnd();
ora({ stream: process.stderr, isEnabled: true, discardStdin: false }).start("turning");
const alive = setInterval(() => undefined, 1000);
console.log("ready");
console.log(await told);
if (process.argv.includes("--hang")) await new Promise(() => undefined);
clearInterval(alive);
process.exit(0);
`;

function start(...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["--input-type=module-typescript", "-e", program, ...args],
    {
      cwd: root,
    },
  );
  let said = "";
  const waiting: { text: string; done: () => void }[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    for (const each of waiting) if (said.includes(each.text)) each.done();
  });
  const ended = new Promise<number | null>((done) => {
    child.once("close", (code) => done(code));
  });
  const says = async (text: string): Promise<void> => {
    const spoken = new Promise<boolean>((done) => {
      waiting.push({ text, done: () => done(true) });
    });
    const heard = said.includes(text) || (await Promise.race([spoken, ended.then(() => false)]));
    if (!heard) throw new Error(`It ended without saying ${text}.`);
  };
  return { child, says, ended };
}

describe("a wish to end", () => {
  it("is heard while a spinner turns, and what has to be put away is put away", async () => {
    const { child, says, ended } = start();
    await says("ready");
    child.kill("SIGINT");
    await says("SIGINT");
    expect(await ended).toBe(0);
  });

  it("ends the program at once when it is said a second time", async () => {
    const { child, says, ended } = start("--", "--hang");
    await says("ready");
    child.kill("SIGTERM");
    await says("SIGTERM");
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });
});
