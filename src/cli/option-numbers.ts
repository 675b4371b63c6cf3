// Numbers as options take them; anything else is bad input before anything is done.

import { InvalidArgumentError } from "commander";

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError("A whole number from 0 is needed.");
  }
  return value;
}

export function factor(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new InvalidArgumentError("A number above 0 is needed.");
  }
  return value;
}
