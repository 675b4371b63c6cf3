// GET /api/v1/leases: every resource that is held, queued for, or has something open, by its ID. `top` (1
// to 1000, 200 if not given) bounds the list, `resource` asks for one resource alone, by its ID in any
// spelling. States are read as they were last committed, one after the other, so the list is no picture
// of a single instant. Whatever is not in it is told in its note.

import { z } from "zod";
import type { LeaseListEntry, LeaseListView } from "../../contracts/lease-http-shapes.ts";
import { entityKeyOf } from "../../contracts/lease-messages.ts";
import type { LeaseView } from "../../contracts/lease-messages.ts";
import { leaseViewOf } from "../../contracts/lease-state.ts";
import type { OrchestrationPort } from "../../contracts/orchestration-port.ts";
import { readLeaseState } from "../../contracts/stored-lease.ts";
import type { TurnView } from "../../contracts/turn-messages.ts";
import { readTurnState, turnViewOf } from "../../contracts/turn-state.ts";
import type { Instant } from "../../domain/instant.ts";
import { resourceKey } from "../../domain/resource-id.ts";
import { parseScope } from "../../domain/scope.ts";
import { leaseKeysOf } from "../../leases/lease-claims.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { mergedLeases } from "./merged-leases.ts";
import { isInUse } from "./parent-leases.ts";
import { problems } from "./problems.ts";

const shownDefault = 200;
const shownMax = 1_000;
const pageSize = 100;
/** Of leases, and as many of turns. */
const pagesMax = 50;

const querySchema = z.object({
  top: z.coerce.number().int().min(1).max(shownMax).default(shownDefault),
  resource: z
    .string()
    .transform((text, context) => {
      const parsed = parseScope(text);
      if (parsed.ok) return parsed.scope.id;
      context.addIssue({ code: "custom", message: parsed.problem });
      return z.NEVER;
    })
    .optional(),
});

export async function listLeases(question: HttpQuestion, ports: HttpPorts): Promise<HttpAnswer> {
  const given = querySchema.safeParse({
    top: question.query.get("top") ?? undefined,
    resource: question.query.get("resource") ?? undefined,
  });
  if (!given.success) {
    const errors = fieldErrorsOf(given.error.issues);
    return problemAnswer(problems.invalidRequest("The list cannot be made as asked.", errors));
  }
  const { top, resource } = given.data;
  const observedAt = ports.clock.now();
  const found = new Found(observedAt);
  if (resource === undefined) await addAll(ports.orchestrations, found);
  else await addOne(ports.orchestrations, found, resource);
  const all = found.entries();
  const resources = all.slice(0, top);
  if (all.length > top) {
    found.notes.push(
      `Not shown: ${all.length - top} more; ask for a greater top, or for one alone.`,
    );
  }
  const note = found.notes.length === 0 ? {} : { note: found.notes.join(" ") };
  return jsonAnswer(200, { observedAt, resources, ...note } satisfies LeaseListView);
}

/** What has been read so far, by resource. */
class Found {
  readonly notes: string[] = [];
  readonly #at: Instant;
  readonly #leases = new Map<string, LeaseView[]>();
  readonly #turns = new Map<string, TurnView>();

  constructor(at: Instant) {
    this.#at = at;
  }

  /** Whether it could be read. */
  addLease(raw: unknown): boolean {
    const read = readLeaseState(raw);
    if (!read.ok) return false;
    const view = leaseViewOf(read.state, this.#at);
    if (view.resourceId === null || !isInUse(view)) return true;
    const key = resourceKey(view.resourceId);
    this.#leases.set(key, [...(this.#leases.get(key) ?? []), view]);
    return true;
  }

  addTurn(raw: unknown): boolean {
    const read = readTurnState(raw);
    if (!read.ok) return false;
    const view = turnViewOf(read.state, this.#at);
    const isInUse = view.head !== null || view.waiting > 0;
    if (view.resourceId !== null && isInUse) this.#turns.set(resourceKey(view.resourceId), view);
    return true;
  }

  entries(): readonly LeaseListEntry[] {
    const keys = [...new Set([...this.#leases.keys(), ...this.#turns.keys()])].toSorted();
    return keys.map((key) => {
      const lease = mergedLeases(this.#leases.get(key) ?? []);
      const turn = this.#turns.get(key) ?? null;
      const resourceId = lease.resourceId ?? turn?.resourceId ?? key;
      return { resourceId, lease: { ...lease, resourceId }, turn };
    });
  }
}

async function addAll(orchestrations: OrchestrationPort, found: Found): Promise<void> {
  let unreadable = 0;
  for (const entity of ["resourceLease", "targetTurn"] as const) {
    let from: string | null = null;
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const page = await orchestrations.entityPage({ entity, from, top: pageSize });
      for (const { state } of page.entities) {
        const isRead = entity === "resourceLease" ? found.addLease(state) : found.addTurn(state);
        if (!isRead) unreadable += 1;
      }
      from = page.next;
      if (from === null) break;
    }
    if (from !== null) {
      const what = entity === "resourceLease" ? "leases" : "turns";
      found.notes.push(`Only the first ${pageSize * pagesMax} ${what} were looked at.`);
    }
  }
  noteUnreadable(found, unreadable);
}

async function addOne(
  orchestrations: OrchestrationPort,
  found: Found,
  resource: string,
): Promise<void> {
  const [turn, ...leases] = await Promise.all([
    orchestrations.entityState("targetTurn", entityKeyOf(resource)),
    ...leaseKeysOf(resource).map((key) => orchestrations.entityState("resourceLease", key)),
  ]);
  const areRead = [found.addTurn(turn), ...leases.map((state) => found.addLease(state))];
  noteUnreadable(found, areRead.filter((isRead) => !isRead).length);
}

function noteUnreadable(found: Found, unreadable: number): void {
  if (unreadable > 0) found.notes.push(`${unreadable} of the states cannot be read.`);
}
