// Words that go on over several lines: up to an empty line, or to a line with which something else
// begins.

const linesMax = 40;
const charsMax = 6_000;

/** With what a line begins that is of something else: a field of the same error, the place in a
 * configuration, a stack, the next error. */
const another = [
  /^\s*(?:Error: |ERROR|Warning: |WARNING|Traceback|File "|Headers:|Content:|Stack\b|-{5,}|\^|\+ )/,
  /^\s*(?:Exception Details:|Inner Errors:|Code: |Message: |Target: |Activity Id: |CategoryInfo)/,
  /^\s*(?:ErrorCode: |ErrorMessage: |ErrorTarget: |StatusCode: |Status: |At line|At [/A-Z]:?)/,
  /^\s*(?:with [\w.]+\.\w|on [\w./-]+ line \d|at [\w.<>$]+ ?[(/]|\d+: resource ")/,
  /^[\w.["\]-]+: (?:Still |Creat|Modif|Destr|Refresh|Read)/,
  /^(?:Releasing state|Operation failed|Process completed|Finishing: |Starting: )/,
] as const;

export interface Paragraph {
  /** In one line. */
  readonly words: string;
  readonly end: number;
}

export function paragraphAt(text: string, at: number): Paragraph {
  const lines: string[] = [];
  let end = at;
  for (const line of text.slice(at, at + charsMax).split("\n", linesMax)) {
    const isFirst = lines.length === 0;
    if (!isFirst && (line.trim() === "" || beginsAnother(line))) break;
    lines.push(line.trim());
    end += line.length + 1;
  }
  return { words: lines.join(" ").trim(), end: Math.min(end, text.length) };
}

export function beginsAnother(line: string): boolean {
  return another.some((pattern) => pattern.test(line.slice(0, 400)));
}
