/**
 * The first characters of a text, in at most `most` UTF-16 units: one less than those where they would end between the halves of
 * a surrogate pair, which would be shown as no character at all.
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, isBetweenHalves(text, most) ? most - 1 : most);
}

/** The same with an ellipsis where that is not all, which comes on top of `most`. */
export function shortenedTo(text: string, most: number): string {
  return text.length <= most ? text : `${beginningOf(text, most)}…`;
}

function isBetweenHalves(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));
}
