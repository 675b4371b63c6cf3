// Reads a list to its end. The SDK asks for the first page; each next link is asked as it stands, by a
// call of its own, and only at the endpoint's own origin.

import { z } from "zod";
import type { Read, RequestContext } from "../contracts/ports.ts";
import { askable } from "./operation-address.ts";
import { readingOf } from "./reading.ts";
import type { ClientParts, Transport } from "./transport.ts";

export interface PagesOptions<T> {
  readonly transport: Transport;
  readonly context: RequestContext;
  /** Lets an SDK client ask for the first page; or the page's address, where no client makes it. */
  readonly firstPage: ((client: ClientParts) => Promise<unknown>) | string;
  readonly item: z.ZodType<T>;
  readonly pagesMax: number;
}

/** `complete` is false when there were more pages than may be read, or one that may not be asked. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
}

export async function readPages<T>(options: PagesOptions<T>): Promise<Read<Pages<T>>> {
  const { transport, context, firstPage } = options;
  const page = z.object({ value: z.array(options.item), nextLink: z.string().nullish() });
  const items: T[] = [];
  let exchange = await (typeof firstPage === "string"
    ? transport.get(firstPage, context)
    : transport.call(context, firstPage));
  for (let pages = 1; ; pages += 1) {
    const read = readingOf(exchange, transport.clock, (body) => page.safeParse(body).data ?? null);
    if (read.kind !== "read") return read;
    items.push(...read.value.value);
    const link = read.value.nextLink ?? "";
    const next = askable(link === "" ? null : link, transport.origin);
    if (next === null || pages >= options.pagesMax) {
      return { ...read, value: { items, complete: link === "" } };
    }
    exchange = await transport.get(next, context);
  }
}

/** For lists from which nothing follows unless they are whole. */
export async function readWhole<T>(options: PagesOptions<T>): Promise<Read<readonly T[]>> {
  const read = await readPages(options);
  if (read.kind !== "read") return read;
  if (!read.value.complete) {
    return { kind: "no-answer", reason: "The list goes on beyond what may be read of it." };
  }
  return { ...read, value: read.value.items };
}
