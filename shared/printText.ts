// Text that others wrote (file names, arguments, words of the system, kinds of a transcript) made harmless for a terminal,
// which obeys control characters: colours, titles, line breaks, and marks that turn the direction of writing.

/** Controls (Cc), invisible format characters with all marks of direction (Cf), line and paragraph separators (Zl, Zp). */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Most texts hold nothing else, and are looked through much faster for that. */
const plain = /^[\x20-\x7e]*$/;

/** The same text on one line, with every such character spelled out: `\u{1b}` for escape. */
export function printText(text: string): string {
  return plain.test(text)
    ? text
    : text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same of a text of many lines, which stay lines, with their tabs. */
export function printLines(text: string): string {
  return text.replace(/[^\n\t]+/g, printText);
}

/** A value as JSON for a terminal: still JSON, with every such character as an escape of JSON's own. */
export function printJson(value: unknown): string {
  const json = JSON.stringify(value);
  // By UTF-16 units, as JSON's escapes are.
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return plain.test(json) ? json : json.replace(hidden, (character) => character.split("").map(escaped).join(""));
}
