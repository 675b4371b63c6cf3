// A value written as JSON, for what is looked for or compared in it.

/** Nothing where it is nested deeper than can be written. */
export function textOfJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
