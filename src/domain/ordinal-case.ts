// Letter case as ARM ignores it: ordinally, letter by letter, in no language. Group names may have any
// letters, and the obvious `toLowerCase` gets three things wrong with them: it looks at neighbours (a
// final sigma), it turns one letter into several, and it makes ASCII letters of the Kelvin sign, so
// that two groups would be one. Taking the dotless i for an I is the same mistake the other way.

/** One text for all that differ in letter case only; ASCII letters come out small. */
export function foldCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : Array.from(text, foldLetter).join("");
}

function foldLetter(letter: string): string {
  if (isAscii(letter)) return letter.toLowerCase();
  const upper = letter.toUpperCase();
  if (isOneLetter(upper)) return isAscii(upper) ? letter : upper;
  // Some letters are written large as several, but have a large form of one letter all the same, which
  // only its small form tells.
  const lower = letter.toLowerCase();
  return isOneLetter(lower) ? lower : letter;
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range of ASCII begins with control characters
  return /^[\u0000-\u007f]*$/.test(text);
}

function isOneLetter(text: string): boolean {
  return Array.from(text).length === 1;
}
