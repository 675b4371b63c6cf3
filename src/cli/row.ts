// A line of two columns: a name and what belongs to it; colours do not count towards the width.

import { stripVTControlCharacters } from "node:util";

export function row(name: string, value: string): string {
  const missing = Math.max(0, 10 - stripVTControlCharacters(name).length);
  return `  ${name}${" ".repeat(missing)} ${value}`;
}
