// What is told of a lease that a problem is about.

import { expect, it } from "vitest";
import { leaseProblems } from "../../../../src/triggers/http/lease-problems.ts";
import { aLease } from "../../../support/lease-service.ts";

it.each([
  ["eve broke the lease on api-01: it hangs", "api-01: it hangs. Nothing may"],
  ["eve broke the lease on api-01: it hangs!", "api-01: it hangs! Nothing may"],
  ["It was given back.", "It was given back. Nothing may"],
])("after %j the next sentence begins as one", (sentence, said) => {
  const { detail } = leaseProblems.ended(aLease({ status: "lost", sentence }));
  expect(detail).toContain(said);
});
