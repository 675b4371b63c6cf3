// A message as the cues read it: its words in lower case, the ends of its sentences marked, names and
// addresses reduced to one mark (nothing in them is a word of the sentence), and one form for the many
// ways to say "cannot". One pass over a bounded text.

const charsMax = 1_500;

/** Stands for an address, an ID or the like. */
export const nameMark = "~";
/** Stands between sentences; no phrase reaches over it. */
export const sentenceEnd = ".";

const plain = 0;
const other = 1;
const separator = 2;
/** White space, quotes, brackets, commas and semicolons separate; what is neither a letter nor a digit
 * is another sign. */
const kinds = new Uint8Array(128).fill(other);
kinds.fill(separator, 0, 33);
for (const char of '"(),;[]`{}') kinds[char.charCodeAt(0)] = separator;
for (const char of "abcdefghijklmnopqrstuvwxyz0123456789") kinds[char.charCodeAt(0)] = plain;

export function wordsOfMessage(message: string): readonly string[] {
  const text = message.slice(0, charsMax).toLowerCase();
  const words: string[] = [];
  let start = -1;
  let signs = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = at < text.length ? text.charCodeAt(at) : 32;
    const kind = char < 128 ? kinds[char] : other;
    if (kind === separator) {
      if (start >= 0) pushChunk(words, text.slice(start, at), signs);
      start = -1;
      signs = 0;
      if (char === 10) pushEnd(words);
      continue;
    }
    if (start < 0) start = at;
    if (kind === other) signs += 1;
  }
  return words;
}

const apostrophe = 39;
const slash = 47;

/** What stands between two blanks: one word, several with hyphens between them, or a name. */
function pushChunk(words: string[], chunk: string, signs: number): void {
  const end = chunk.length - 1;
  const last = chunk.charCodeAt(end);
  if (signs === 0) {
    pushWord(words, chunk);
    return;
  }
  const isLastSign = last >= 128 || kinds[last] === other;
  if (signs === 1 && isLastSign && last !== slash) {
    if (end > 0) pushWord(words, chunk.slice(0, end));
  } else if (signs === 2 && last === apostrophe && chunk.charCodeAt(0) === apostrophe) {
    if (end > 1) pushWord(words, chunk.slice(1, end));
  } else if (isName(chunk)) words.push(nameMark);
  else for (const word of chunk.split(/[^a-z0-9'’]+/)) pushPart(words, word);
  if (last === 46 || last === 33 || last === 63) pushEnd(words);
}

function isName(chunk: string): boolean {
  if (chunk.length > 12 && chunk.includes("/")) return true;
  // A path within a body, such as `sku.name`.
  if (/^[a-z0-9_]{1,60}\.[a-z_]/.test(chunk)) return true;
  return chunk.length > 6 && /\d/.test(chunk) && /[a-z0-9][-_.:][a-z0-9]/.test(chunk);
}

function pushPart(words: string[], part: string): void {
  const word = unquoted(part.replaceAll("’", "'"));
  if (word === "") return;
  if (word === "can't") pushWord(words, "cannot");
  else if (word.endsWith("n't")) {
    pushWord(words, word.slice(0, -3));
    pushWord(words, "not");
  } else if (word.endsWith("'s")) {
    pushWord(words, word.slice(0, -2));
    if (/^(?:it|there|that)'s$/.test(word)) words.push("is");
  } else pushWord(words, word);
}

/** Without the quotes around it. */
function unquoted(part: string): string {
  let start = 0;
  let end = part.length;
  while (start < end && part[start] === "'") start += 1;
  while (end > start && part[end - 1] === "'") end -= 1;
  return part.slice(start, end);
}

function pushWord(words: string[], word: string): void {
  const before = words[words.length - 1];
  if (word === "not" && (before === "can" || before === "could")) {
    words[words.length - 1] = "cannot";
  } else if (word === "to" && (before === "unable" || before === "failed")) {
    words[words.length - 1] = "cannot";
  } else if (word === "to" && before === "able" && words[words.length - 2] === "not") {
    words.length -= 1;
    words[words.length - 1] = "cannot";
  } else words.push(word);
}

function pushEnd(words: string[]): void {
  if (words.length > 0 && words[words.length - 1] !== sentenceEnd) words.push(sentenceEnd);
}
