// What an error means, as text for a person: the class first, then why, what to do with commands to copy,
// what not to do, and what a support request needs. Pure; what came from the error is made printable.

import type {
  ClassificationView,
  ClassifyView,
  ErrorReadView,
} from "../contracts/classify-shapes.ts";
import { sayDuration } from "./duration.ts";
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { row } from "./row.ts";
import { typedCommand } from "./typed-command.ts";

export function classificationText(view: ClassifyView, paint: Paint): string {
  const { others, othersLeftOut } = view;
  const more = others.flatMap((other) => ["", ...otherLines(other, paint)]);
  const count = others.length + othersLeftOut;
  const errors = count === 1 ? "another error" : `${count} other errors`;
  return [
    ...mainLines(view, paint),
    ...(count === 0 ? [] : ["", paint.bold(`and ${errors} in it`), ...more.slice(1)]),
    ...(othersLeftOut === 0 ? [] : ["", `${othersLeftOut} more are not shown.`]),
  ].join("\n");
}

function mainLines(view: ClassificationView, paint: Paint): readonly string[] {
  const commands = view.nextCommands.map((command) => `    ${asTyped(command)}`);
  return [
    heading(view, paint),
    ...whyRows(view),
    row("what now", shortened(view.nextAction)),
    ...commands,
    row("do not", paint.warn(printable(withoutDoNot(view.avoid)))),
    row("again", sayAgain(view)),
    ...readRows(view.read),
  ];
}

/** Short: what it is and where, and the first command. */
function otherLines(view: ClassificationView, paint: Paint): readonly string[] {
  const [command] = view.nextCommands;
  return [
    heading(view, paint),
    ...whyRows(view),
    row("what now", shortened(view.nextAction)),
    ...(command === undefined ? [] : [`    ${asTyped(command)}`]),
  ];
}

function heading(view: ClassificationView, paint: Paint): string {
  const name = view.recovery === "stop" ? paint.bad(view.class) : paint.warn(view.class);
  const sure = { high: "sure", medium: "likely", low: "a guess" }[view.confidence];
  return `${paint.bold(name)} ${paint.dim(`(${sure}, row ${view.row})`)}`;
}

const saysCharsMax = 600;

/** The sentence, and beside it the whole of what Azure said. */
function whyRows({ why, read }: ClassificationView): readonly string[] {
  const quote = why.indexOf(' Azure says: "');
  if (quote < 0) return [row("why", shortened(why))];
  const said = shortened(read.message);
  const cut = said.length > saysCharsMax ? `${said.slice(0, saysCharsMax - 1)}…` : said;
  return [row("why", shortened(why.slice(0, quote))), row("Azure says", cut)];
}

/** IDs by their end: the whole ones stand in the commands and below. */
function shortened(text: string): string {
  const short = text.replaceAll(ids, (id) => `…/${id.split("/").slice(-2).join("/")}`);
  return printable(short.replaceAll(/\s+/g, " "));
}

const ids = /\/subscriptions\/[^\s'"`,;()]{1,2000}/gi;

function sayAgain({ class: name, recovery, delayMs, attempts }: ClassificationView): string {
  if (name === "capacity") return "later: room comes back in hours, if at all";
  const pause = delayMs === 0 ? "" : ` after ${sayDuration(delayMs)} at the least`;
  const times = attempts === 1 ? "once" : `${attempts} times at the most`;
  switch (recovery) {
    case "stop":
      return "not by itself: a person has to change something first";
    case "re-plan":
      return `${times}${pause}, after everything has been read anew`;
    case "follow-blocker":
      return `when the other operation has ended: ${times}${pause}`;
    case "back-off":
      return `${times}${pause}`;
    case "compare":
      return "no: what is there is compared with what was wanted";
    case "look":
      return `${times}${pause}, and only after a look at what has become of it`;
  }
}

function readRows(read: ErrorReadView): readonly string[] {
  const answer = [read.status, ...read.codes].filter((part) => part !== null).join(" ▸ ");
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    ["answer", answer === "" ? null : answer],
    ["resource", read.resourceId ?? read.resourceType],
    ["operation", read.operation],
    ["request ID", read.requestId],
    ["corr. ID", read.correlationId],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [row(name, printable(value))]));
}

function withoutDoNot(sentence: string): string {
  return sentence.startsWith("Do not ") ? sentence.slice("Do not ".length) : sentence;
}

function asTyped(command: string): string {
  const own = "interlock ";
  const typed = command.startsWith(own) ? typedCommand(command.slice(own.length)) : command;
  return printable(typed);
}
