// POST /api/v1/classify: what an error of Azure's means, as JSON or as any text that holds it. Nothing is
// read from Azure and nothing is kept, so anybody who may ask anything may ask this.

import { classifyJson, classifyRow, classifyText } from "../../conflicts/text/classification.ts";
import { classifyBytesMax, errorRowSchema, isErrorRow } from "../../contracts/classify-shapes.ts";
import type { ClassifyView } from "../../contracts/classify-shapes.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import { jsonAnswer, problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import { problems } from "./problems.ts";
import type { FieldError } from "./problems.ts";
import { jsonOf, readTextBody } from "./request-body.ts";

export async function classify(question: HttpQuestion): Promise<HttpAnswer> {
  const types = ["application/json", "text/plain"];
  const body = await readTextBody(question, { types, bytesMax: classifyBytesMax });
  if (!body.ok) return problemAnswer(body.problem);
  if (body.type === "text/plain") return answerOf(classifyText(body.text));
  const json = jsonOf(body.text);
  if (!json.ok) return problemAnswer(json.problem);
  if (!isErrorRow(json.value)) return answerOf(classifyJson(json.value));
  const row = errorRowSchema.safeParse(json.value);
  return row.success ? answerOf(classifyRow(row.data)) : refused(fieldErrorsOf(row.error.issues));
}

function answerOf(view: ClassifyView | null): HttpAnswer {
  if (view !== null) return jsonAnswer(200, view);
  return refused([{ field: "body", problem: "There is no error of Azure's in it." }]);
}

function refused(errors: readonly FieldError[]): HttpAnswer {
  return problemAnswer(problems.invalidRequest("This cannot be classified.", errors));
}
