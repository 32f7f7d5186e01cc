// Where the text of a JSON string may be cut.

import { backslash } from "../scanner/jsonBytes.ts";

const letterU = 0x75;
/** A pair of surrogates as escapes: what comes behind a limit until the next place to cut, at most. */
export const longestCharacter = 12;

/** A place at `limit` or just behind it that lies inside of no character and no escape; `bytes` begin with a character. */
export function cutInString(bytes: Buffer, limit: number): number {
  let at = 0;
  let lastEscape = -1;
  while (at < limit) {
    const next = bytes.indexOf(backslash, at);
    if (next < 0 || next >= limit) at = limit;
    else {
      lastEscape = next;
      at = next + (bytes[next + 1] === letterU ? 6 : 2);
    }
  }
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  const isFirstHalf = lastEscape === at - 6 && /^\\u[dD][89abAB]/.test(bytes.toString("latin1", lastEscape, at));
  return isFirstHalf && /^\\u[dD][c-fC-F]/.test(bytes.toString("latin1", at, at + 6)) ? at + 6 : at;
}
