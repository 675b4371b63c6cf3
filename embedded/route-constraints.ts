/** Inline constraints of route templates: `{id:int:min(1)}`. Unknown ones are refused at load. */
export interface Constraint {
  readonly name: string;
  readonly args: readonly string[];
}

type Check = (value: string, args: readonly string[]) => boolean;

const checks: Readonly<Record<string, Check>> = {
  int: (value) => isInteger(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: (value) => isInteger(value, -(2n ** 63n), 2n ** 63n - 1n),
  bool: (value) => /^(true|false)$/i.test(value),
  guid: (value) => /^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  decimal: isNumber,
  double: isNumber,
  float: isNumber,
  datetime: (value) => !Number.isNaN(Date.parse(value)),
  required: (value) => value !== "",
  minlength: (value, [least]) => value.length >= Number(least),
  maxlength: (value, [most]) => value.length <= Number(most),
  length: (value, [least, most]) =>
    value.length >= Number(least) && value.length <= Number(most ?? least),
  min: (value, [least]) => isInteger(value, BigInt(least ?? 0), 2n ** 63n - 1n),
  max: (value, [most]) => isInteger(value, -(2n ** 63n), BigInt(most ?? 0)),
  range: (value, [least, most]) => isInteger(value, BigInt(least ?? 0), BigInt(most ?? 0)),
  regex: (value, [pattern]) => new RegExp(pattern ?? "", "i").test(value),
};

/** Reads `:int:min(1)`; `template` is only for the message. */
export function parseConstraints(text: string, template: string): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const match of text.matchAll(/:([a-z]+)(?:\((.*?)\)(?=:|$))?/gi)) {
    const name = (match[1] ?? "").toLowerCase();
    if (!(name in checks)) {
      throw new Error(`The route ${template} uses the constraint ${name}, which is not known.`);
    }
    const given = match[2];
    const args =
      given === undefined ? [] : name === "regex" ? [unescapeBraces(given)] : given.split(",");
    constraints.push({ name, args });
  }
  return constraints;
}

export function matchesConstraint(constraint: Constraint, value: string): boolean {
  return checks[constraint.name]?.(value, constraint.args) ?? false;
}

/** In a template braces of a regular expression are doubled. */
function unescapeBraces(pattern: string): string {
  return pattern.replaceAll("{{", "{").replaceAll("}}", "}");
}

function isInteger(value: string, least: bigint, most: bigint): boolean {
  if (!/^[+-]?\d{1,19}$/.test(value)) return false;
  const number = BigInt(value.replace(/^\+/, ""));
  return number >= least && number <= most;
}

function isNumber(value: string): boolean {
  return value.trim() !== "" && Number.isFinite(Number(value));
}
