// Colour for those who see it: nothing is said by colour alone, and NO_COLOR and pipes switch it off.

import { styleText } from "node:util";
import type { Outcome } from "../domain/outcome.ts";

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  warn(text: string): string;
  bad(text: string): string;
}

export function paintFor(stream: NodeJS.WriteStream): Paint {
  const style =
    (format: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      styleText(format, text, { stream });
  return {
    bold: style("bold"),
    dim: style("dim"),
    good: style("green"),
    warn: style("yellow"),
    bad: style("red"),
  };
}

export function paintOutcome(outcome: Outcome, paint: Paint): string {
  switch (outcome) {
    case "succeeded":
    case "nothing-to-do":
    case "planned":
      return paint.good(outcome);
    case "refused":
    case "busy":
    case "conflict":
    case "timed-out":
    case "cancelled":
      return paint.warn(outcome);
    case "failed":
    case "stuck":
      return paint.bad(outcome);
  }
}
