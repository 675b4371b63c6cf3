// Any path or method below /api/v1 that nothing else serves: a problem, where the host's own answer
// would be an empty 404.
//
// The Functions host tries routes in the order of the functions' names, however specific they are
// (https://github.com/Azure/azure-functions-host/issues/3153), so this function's name has to come
// after every other's; a test holds it to that.

import { problemAnswer } from "./http-answer.ts";
import type { HttpAnswer, HttpQuestion } from "./http-answer.ts";
import { problems } from "./problems.ts";

export function unknownRoute({ method }: HttpQuestion): Promise<HttpAnswer> {
  return Promise.resolve(problemAnswer(problems.nothingHere(method)));
}
