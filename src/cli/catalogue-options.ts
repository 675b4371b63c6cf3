// Turns an operation of the catalogue into what a person types: one option per parameter, made from
// the operation's own schema, and the body of the request made from the options. So a new operation
// has its command and its help without a line here.

import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { startOperationSchema } from "../contracts/http-shapes.ts";
import type { StartOperationBody } from "../contracts/http-shapes.ts";
import { parseResourceId, resourceTypeOf } from "../domain/resource-id.ts";
import { isTargetOf, parseParameters } from "../operations/index.ts";
import type { Operation } from "../operations/index.ts";
import { isoDuration } from "./duration.ts";
import { printable } from "./printable.ts";
import { Trouble } from "./trouble.ts";

const parameterSchema = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
});
const objectSchema = z.looseObject({
  properties: z.record(z.string(), parameterSchema).default({}),
  required: z.array(z.string()).default([]),
});

interface Parameter {
  readonly name: string;
  readonly flag: string;
  readonly required: boolean;
  readonly type: string;
  readonly choices: readonly string[] | undefined;
  readonly description: string;
}

function parametersOf(operation: Operation): readonly Parameter[] {
  const options = { io: "input", unrepresentable: "any" } as const;
  const schema = objectSchema.parse(z.toJSONSchema(operation.parameters, options));
  return Object.entries(schema.properties).map(([name, each]) => ({
    name,
    flag: flagOf(name),
    required: schema.required.includes(name),
    type: each.type ?? "string",
    choices: each.enum,
    description: each.description ?? "",
  }));
}

function flagOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** One option for each parameter of the operation. */
export function parameterOptions(operation: Operation): readonly Option[] {
  return parametersOf(operation).map((parameter) => {
    const option = new Option(typedForm(parameter), parameter.description);
    if (parameter.choices !== undefined) option.choices(parameter.choices);
    if (parameter.type === "number" || parameter.type === "integer") option.argParser(toNumber);
    return parameter.required ? option.makeOptionMandatory() : option;
  });
}

/** `<RESOURCE_ID> --size <size> [options]`: what cannot be left out stands in the first line of help. */
export function usageOf(operation: Operation): string {
  const required = parametersOf(operation).filter((parameter) => parameter.required);
  return ["<RESOURCE_ID>", ...required.map(typedForm), "[options]"].join(" ");
}

/** `--size <size>`, as help and usage show it; where there are choices, help lists them. */
function typedForm({ flag, name, type, choices }: Parameter): string {
  if (type === "boolean") return `--${flag}`;
  return `--${flag} <${choices === undefined ? name : "choice"}>`;
}

function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new InvalidArgumentError("A number is needed.");
  }
  return value;
}

/** `--accept downtime,os-disk-loss`, or the option several times, or both. */
export function acceptOption(operation: Operation): Option {
  const names = operation.acceptances.join(", ");
  const description = `what it may cause, by name and separated by commas: ${names}`;
  const collect = (text: string, before: readonly string[] = []): readonly string[] => {
    const parts = text.split(",").map((part) => part.trim());
    return [...before, ...parts.filter((part) => part !== "")];
  };
  return new Option("--accept <list>", description).argParser(collect);
}

/** What is waited for that neither a lease nor a turn gives. */
export function waitingOptions(): readonly Option[] {
  return [
    new Option(
      "--on-lock <how>",
      "what to do about a management lock; wait: until a person has removed it, or the deadline (default: refuse)",
    ).choices(["refuse", "wait"]),
    new Option(
      "--on-no-capacity <how>",
      "what to do where Azure has no room; wait: try again until the deadline, with the machine down (default: go-back)",
    ).choices(["go-back", "wait"]),
  ];
}

/** What commander gives for the options that every operation has. */
export interface RequestOptions {
  readonly accept?: readonly string[] | undefined;
  readonly whenBusy?: string | undefined;
  readonly onLock?: string | undefined;
  readonly onNoCapacity?: string | undefined;
  readonly deadline?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly approvedPlan?: string | undefined;
}

/** The body of the request, judged as far as that is possible here: whatever is wrong with it is told
 * before anything is sent. */
export function requestBody(
  operation: Operation,
  given: { readonly target: string; readonly options: RequestOptions & Record<string, unknown> },
): StartOperationBody {
  const { target, options } = given;
  const resource = parseResourceId(target);
  if (!resource.ok) throw new Trouble("badInput", resource.problem);
  if (!isTargetOf(operation, resource.parts)) {
    const type = printable(resourceTypeOf(resource.parts));
    throw new Trouble(
      "badInput",
      `${operation.kind} takes a ${operation.targetType}, not a ${type}.`,
    );
  }
  const raw = Object.fromEntries(
    parametersOf(operation)
      .map(({ name }) => [name, options[name]] as const)
      .filter(([, value]) => value !== undefined),
  );
  const parameters = parseParameters(operation, raw);
  if (!parameters.ok) {
    const [first] = parameters.problems;
    const name = (first?.field ?? "").replace(/^parameters\.?/, "");
    throw new Trouble("badInput", `--${flagOf(name)}: ${printable(first?.problem ?? "not valid")}`);
  }
  const body = {
    kind: operation.kind,
    target: resource.parts.id,
    parameters: raw,
    ...(options.accept === undefined ? {} : { accept: options.accept }),
    ...(options.whenBusy === undefined ? {} : { whenBusy: options.whenBusy }),
    ...(options.onLock === undefined ? {} : { onLock: options.onLock }),
    ...(options.onNoCapacity === undefined ? {} : { onNoCapacity: options.onNoCapacity }),
    ...(options.deadline === undefined ? {} : { deadline: deadlineOption(options.deadline) }),
    ...(options.dryRun === true ? { dryRun: true } : {}),
    ...(options.approvedPlan === undefined ? {} : { approvedPlan: options.approvedPlan }),
  };
  const parsed = startOperationSchema.safeParse(body);
  // What passes the schema is what the schema takes in.
  if (parsed.success) return body as unknown as StartOperationBody;
  const [issue] = parsed.error.issues;
  const flag = optionNames[String(issue?.path[0])] ?? String(issue?.path[0]);
  throw new Trouble("badInput", `${flag}: ${printable(issue?.message ?? "not valid")}`);
}

const optionNames: Readonly<Record<string, string>> = {
  accept: "--accept",
  whenBusy: "--when-busy",
  onLock: "--on-lock",
  onNoCapacity: "--on-no-capacity",
  deadline: "--deadline",
  approvedPlan: "--approved-plan",
  target: "RESOURCE_ID",
};

/** An instant stays as it is; `2h` becomes PT2H, which means the same however often it is sent. */
export function deadlineOption(text: string): string {
  const duration = isoDuration(text);
  if (duration !== undefined) return duration;
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) || text.startsWith("P")) return text;
  throw new Trouble(
    "badInput",
    `--deadline: "${printable(text)}" is neither a time from now such as 2h or 90m nor an ISO 8601 instant.`,
  );
}
