// Takes from a text what tools and pipelines put around the words: colours, times at the beginning of
// each line, group markers, the bars of boxes. Lines stay lines.

/** What moves a cursor or colours: a control character, parameters, and the letter that ends it. */
const sequences = /(?:[^\P{Cc}\s]|\^\[)\[[0-?]{0,60}[ -/]{0,10}[@-~]/gu;
/** Titles and links, up to the control character that ends them. */
const strings = /[^\P{Cc}\s]\][^\p{Cc}]{0,2000}(?:[^\P{Cc}\s]\\?)?/gu;
/** Colours whose control character was lost when the text was copied. */
const bareColours = /\[[0-9]{1,2}(?:;[0-9]{1,3}){0,4}m/g;
/** Everything else that controls a terminal or turns the direction of writing. */
const controls = /[^\P{Cc}\t]|\p{Cf}/gu;

const time =
  /^[[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?[\])]?[ \t]*/;
const marker =
  /^##\[(?:error|warning|debug|section|command|group|endgroup)\]|^::(?:error|warning|group|debug|notice|endgroup)[^:]{0,300}::/;
const errorMarker =
  /^##\[error\](?=[A-Za-z(])(?!error:)|^::error[^:]{0,300}::(?=[A-Za-z(])(?!error:)/i;
/** What the Azure CLI's and Python's loggers put before a line. */
const logger = /^(?:DEBUG|INFO|VERBOSE): ?|^(?:cli|azure|urllib3|msrest)\.[\w.]{1,80} ?: /;
const bar = /^[ \t]*[│|╷╵┃]+ ?/;

/** More than one empty line says no more than one does. */
const emptyLines = /\n{3,1000}/g;

export function cleanedText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(emptyLines, "\n\n")
    .replaceAll(sequences, "")
    .replaceAll(strings, "")
    .replaceAll(bareColours, "")
    .split(/[\n\r\u2028\u2029]/)
    .map(cleanedLine)
    .join("\n");
}

function cleanedLine(line: string): string {
  if (line === "") return line;
  // A pipeline's own time may stand before that of the tool which runs in it.
  let rest = line.replace(time, "").replace(time, "");
  // What a pipeline marks as an error is one, also where the words do not say so.
  rest = rest.replace(errorMarker, "Error: ");
  for (const part of [marker, time, logger, bar]) rest = rest.replace(part, "");
  return rest.replaceAll(controls, "");
}
