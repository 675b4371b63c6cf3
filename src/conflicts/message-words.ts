// A message as the cues read it: in lower case, without the names and addresses that could look like
// words of the sentence, and with one form for the many ways to say "cannot" and "not".

const charsMax = 1_500;

export function wordsOfMessage(message: string): string {
  let words = message.slice(0, charsMax).toLowerCase();
  if (words.includes("/")) words = words.replaceAll(/(?:https?:\/)?\/[^\s'"),]{8,}/g, "~");
  if (words.includes("’")) words = words.replaceAll("’", "'");
  if (words.includes("n't")) {
    words = words.replaceAll(/\bcan't\b/g, "cannot").replaceAll("n't", " not");
  }
  return words
    .replaceAll(
      /\b(?:can not|could not|unable to|not able to|not possible to|failed to)\b/g,
      "cannot",
    )
    .replaceAll(/\s{2,}|[\r\n\t]/g, " ");
}
