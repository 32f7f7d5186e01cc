import type { PlainText } from "./plainText.ts";

/** The most bytes of plain text that one finding takes; what is longer is found in parts. */
export const longestFinding = 20 * 1024;

/** Told what was found: a kind's number, and where in the plain text. */
export type OnFound = (kind: number, from: number, to: number) => void;

/** Looks for secrets in a text that comes in windows. */
export interface Finder {
  /**
   * Finds what begins from `from` on and before `until`; gives where to go on. The text reaches `longestFinding` beyond
   * `until`, or ends before, and one character in front of `from` is there to be looked back at, unless it is the first.
   */
  find(text: PlainText, from: number, until: number, onFound: OnFound): number;
}
