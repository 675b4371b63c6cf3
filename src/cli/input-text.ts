// What a command reads from a file or from what is piped in: opened before anything is done, so that a
// name that is wrong is said at once, and decoded as PowerShell and editors write texts.

import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";

export interface Input {
  readonly stream: Readable;
  /** For sentences: the file's name, or that it was piped in. */
  readonly name: string;
}

export interface ReadInput {
  readonly text: string;
  /** How much of its beginning was left out. */
  readonly bytesLeftOut: number;
}

/** Of a longer text only the end counts, where a run says why it failed. */
export const textBytesMax = 32 * 1024 * 1024;

/** A file, or standard input for `-` and for nothing where something is piped in. */
export async function openInput(file: string | undefined): Promise<Input> {
  if (file === undefined && process.stdin.isTTY) {
    const sentence = "Name a file with the error, or pipe it in: az … 2>&1 | interlock classify";
    throw new Trouble("badInput", sentence);
  }
  if (file === undefined || file === "-") return { stream: process.stdin, name: "standard input" };
  const trouble = (why: string): Trouble =>
    new Trouble("badInput", `${printable(file)} cannot be read: ${why}.`);
  const handle = await open(file).catch((thrown: NodeJS.ErrnoException) => {
    throw trouble(reasons[thrown.code ?? ""] ?? thrown.code ?? "it cannot be opened");
  });
  const stats = await handle.stat();
  if (!stats.isDirectory()) return { stream: handle.createReadStream(), name: file };
  await handle.close();
  throw trouble("it is a directory");
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "you may not read it",
};

export async function readText({ stream }: Input): Promise<ReadInput> {
  const chunks: Buffer[] = [];
  let length = 0;
  let bytesLeftOut = 0;
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    length += bytes.length;
    while (length - (chunks[0]?.length ?? 0) >= textBytesMax) {
      const dropped = chunks.shift()?.length ?? 0;
      length -= dropped;
      bytesLeftOut += dropped;
    }
  }
  return { text: decoded(Buffer.concat(chunks)), bytesLeftOut };
}

/** UTF-16 is what PowerShell's `>` writes; it says so in its first two bytes. */
function decoded(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
