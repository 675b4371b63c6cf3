// Makes text from outside safe for a terminal. Names, messages and notes come from Azure and from
// other callers; an escape sequence in one of them could rewrite the screen or hide a line.

/** Control characters, line breaks and marks that reorder text are shown as what they are. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
