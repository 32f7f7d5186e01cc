// Text as JSON spells it, read: `caf\u00e9 \"x\"` is `café "x"`. For pieces of records, which may begin and end anywhere
// and need not be JSON: what is no escape stays as it is.

/** A text with the way back from it. */
export interface ReadText {
  readonly text: string;
  /** For each character (UTF-16 unit) of `text`, and for its end: where it stands in what was read. */
  readonly places: (unit: number) => number;
}

const escapes = /\\(?:u[0-9A-Fa-f]{4}|["\\/bfnrt])/g;
const controls: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The text with its escapes read. `text` must not begin inside of one. */
export function readEscapes(text: string): ReadText {
  if (!text.includes("\\")) return { text, places: (unit) => unit };
  let read = "";
  /** Behind each escape: where it ends in the read text, and how many characters were saved so far. */
  const ends: number[] = [];
  const saved: number[] = [];
  let from = 0;
  for (const { 0: spelled, index } of text.matchAll(escapes)) {
    read += text.slice(from, index) + characterOf(spelled);
    from = index + spelled.length;
    ends.push(read.length);
    saved.push(from - read.length);
  }
  read += text.slice(from);
  return { text: read, places: (unit) => unit + (saved[countUpTo(ends, unit) - 1] ?? 0) };
}

function characterOf(spelled: string): string {
  const sign = spelled.charAt(1);
  if (sign === "u") return String.fromCharCode(Number.parseInt(spelled.slice(2), 16));
  return controls.get(sign) ?? sign;
}

/** How many of the numbers, which rise, are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
