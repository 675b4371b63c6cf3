// GET /api/v1/operations: the operations of the last 30 days, newest first, a bounded number of them.
// `max` (1 to 200, 50 if not given), `status` (accepted, running, ended). The list is made from the
// orchestrations, so what has been purged is not in it; a single operation can still be read.

import { z } from "zod";
import type { OperationListView } from "../../contracts/http-shapes.ts";
import { addMs } from "../../domain/instant.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import type { HttpPorts } from "./http-ports.ts";
import { operationViewOf } from "./operation-view.ts";
import { problems } from "./problems.ts";

const shownDefault = 50;
const shownMax = 200;
/** As many are looked at to find those of one status. */
const lookedAtMax = 500;
const listedForMs = 30 * 24 * 60 * 60 * 1000;

const querySchema = z.object({
  max: z.coerce.number().int().min(1).max(shownMax).default(shownDefault),
  status: z.enum(["accepted", "running", "ended"]).optional(),
});

export async function listOperations(
  question: HttpQuestion,
  ports: HttpPorts,
): Promise<HttpAnswer> {
  const given = querySchema.safeParse({
    max: question.query.get("max") ?? undefined,
    status: question.query.get("status") ?? undefined,
  });
  if (!given.success) {
    const errors = given.error.issues.map((issue) => ({
      field: issue.path.join("."),
      problem: issue.message,
    }));
    return problemAnswer(problems.invalidRequest("The list cannot be made as asked.", errors));
  }
  const { max, status: wanted } = given.data;
  const found = await ports.orchestrations.list({
    createdFrom: addMs(ports.clock.now(), -listedForMs),
    max: wanted === undefined ? max : lookedAtMax,
  });
  const operations = found
    .map((status) => operationViewOf({ record: null, status }))
    .filter((view) => view !== null)
    .filter((view) => wanted === undefined || view.status === wanted)
    .slice(0, max);
  return jsonAnswer(200, { operations } satisfies OperationListView);
}
