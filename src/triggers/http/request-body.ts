// Takes a JSON body in, in the order in which a door should refuse: size, content type, syntax. The
// size is counted while the body streams in, because Content-Length may be absent or untrue.

import type { Problem } from "../../contracts/http-shapes.ts";
import type { HttpQuestion } from "./http-answer.ts";
import { problems } from "./problems.ts";

export const bodyBytesMax = 64 * 1024;

export type BodyRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

export async function readJsonBody(
  question: Pick<HttpQuestion, "headers" | "body">,
): Promise<BodyRead> {
  const declared = Number(question.headers.get("content-length") ?? 0);
  if (declared > bodyBytesMax) return refused(problems.bodyTooLarge(bodyBytesMax));
  const form = formProblem(question.headers);
  const bytes = await collect(question.body);
  if (bytes === undefined) return refused(problems.bodyTooLarge(bodyBytesMax));
  if (form !== undefined) return refused(form);
  if (bytes.length === 0)
    return refused(invalidBody("A JSON object is needed; the body is empty."));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(invalidBody("It is not valid UTF-8."));
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refused(invalidBody("It is not valid JSON."));
  }
}

/** Undefined as soon as there is more than may be; the rest is not read. The iterator is left and
 * not closed: closing it would cut the connection on which the refusal is to be answered. */
async function collect(body: HttpQuestion["body"]): Promise<Buffer | undefined> {
  if (body === null) return Buffer.alloc(0);
  const pieces = body[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
    const bytes = toBuffer(piece.value);
    length += bytes.length;
    if (length > bodyBytesMax) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function toBuffer(chunk: unknown): Buffer {
  if (typeof chunk === "string") return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk);
  throw new Error("A body came in pieces that are neither text nor bytes.");
}

function formProblem(headers: HttpQuestion["headers"]): Problem | undefined {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.trim().toLowerCase() !== "identity") {
    return problems.unsupportedMediaType(
      "Content-Encoding",
      "A body must be sent without content encoding.",
    );
  }
  const [type = "", ...parameters] = (headers.get("content-type") ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  if (type !== "application/json") {
    return problems.unsupportedMediaType(
      "Content-Type",
      "A body must be sent as application/json.",
    );
  }
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

function refused(problem: Problem): BodyRead {
  return { ok: false, problem };
}
