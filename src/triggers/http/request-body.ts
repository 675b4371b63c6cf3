// Takes a body in, of JSON mostly, in the order in which a door should refuse: size, content type, syntax. The
// size is counted while the body streams in, because Content-Length may be absent or untrue.

import type { Problem } from "../../contracts/http-shapes.ts";
import type { HttpQuestion } from "./http-answer.ts";
import { problems } from "./problems.ts";

export const bodyBytesMax = 64 * 1024;

export type BodyRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

export type TextRead =
  | { readonly ok: true; readonly text: string; readonly type: string }
  | { readonly ok: false; readonly problem: Problem };

export interface BodyForm {
  /** Content types that are taken. */
  readonly types: readonly string[];
  readonly bytesMax: number;
}

const jsonForm: BodyForm = { types: ["application/json"], bytesMax: bodyBytesMax };

export async function readJsonBody(
  question: Pick<HttpQuestion, "headers" | "body">,
): Promise<BodyRead> {
  const body = await readTextBody(question, jsonForm);
  return body.ok ? jsonOf(body.text) : body;
}

export function jsonOf(text: string): BodyRead {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refused(invalidBody("It is not valid JSON."));
  }
}

/** A body as text, of one of several types. */
export async function readTextBody(
  question: Pick<HttpQuestion, "headers" | "body">,
  { types, bytesMax }: BodyForm,
): Promise<TextRead> {
  const declared = Number(question.headers.get("content-length") ?? 0);
  if (declared > bytesMax) return refused(problems.bodyTooLarge(bytesMax));
  const type = typeOf(question.headers);
  const form = formProblem(question.headers, { type, types });
  const bytes = await collect(question.body, bytesMax);
  if (bytes === undefined) return refused(problems.bodyTooLarge(bytesMax));
  if (form !== undefined) return refused(form);
  if (bytes.length === 0) {
    const needed = types.length === 1 ? "A JSON object" : "An error";
    return refused(invalidBody(`${needed} is needed; the body is empty.`));
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, text, type };
  } catch {
    return refused(invalidBody("It is not valid UTF-8."));
  }
}

/** Undefined as soon as there is more than may be; the rest is not read. The iterator is left and
 * not closed: closing it would cut the connection on which the refusal is to be answered. */
async function collect(body: HttpQuestion["body"], bytesMax: number): Promise<Buffer | undefined> {
  if (body === null) return Buffer.alloc(0);
  const pieces = body[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
    const bytes = toBuffer(piece.value);
    length += bytes.length;
    if (length > bytesMax) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function toBuffer(chunk: unknown): Buffer {
  if (typeof chunk === "string") return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  throw new Error("A body came in pieces that are neither text nor bytes.");
}

function typeOf(headers: HttpQuestion["headers"]): string {
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  return type.trim().toLowerCase();
}

function formProblem(
  headers: HttpQuestion["headers"],
  { type, types }: { readonly type: string; readonly types: readonly string[] },
): Problem | undefined {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.trim().toLowerCase() !== "identity") {
    return problems.unsupportedMediaType(
      "Content-Encoding",
      "A body must be sent without content encoding.",
    );
  }
  if (!types.includes(type)) {
    return problems.unsupportedMediaType(
      "Content-Type",
      `A body must be sent as ${types.join(" or ")}.`,
    );
  }
  const [, ...parameters] = (headers.get("content-type") ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) {
    return problems.unsupportedMediaType("Content-Type", "A body must be in UTF-8.");
  }
  return undefined;
}

function invalidBody(problem: string): Problem {
  return problems.invalidRequest("The body cannot be read; nothing was started.", [
    { field: "body", problem },
  ]);
}

function refused(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}
