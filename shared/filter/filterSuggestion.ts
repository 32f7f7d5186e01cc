// Names that a filter knows, and which of them a wrong one may have meant.

/** All names that may stand before a colon, in the order in which they are offered. */
export const fieldNames = [
  ...(["kind", "role", "tool", "source", "bytes", "record", "line"] as const),
  ...(["after", "before", "between", "is", "text", "case"] as const),
] as const;
/** One that a filter knows. What a person typed is `nearestField`'s. */
export type FieldName = (typeof fieldNames)[number];

/** What other tools call them. */
const otherNames: ReadonlyMap<string, FieldName> = new Map([
  ["type", "kind"],
  ["event", "kind"],
  ["file", "source"],
  ["size", "bytes"],
  ["length", "bytes"],
  ["since", "after"],
  ["from", "after"],
  ["until", "before"],
  ["to", "before"],
  ["number", "record"],
  ["flag", "is"],
  ["status", "is"],
  ["has", "is"],
]);

/**
 * The field that a wrong name was meant for: what other tools call it, or the nearest in letters. Undefined: none can
 * be meant.
 */
export function nearestField(name: string): FieldName | undefined {
  return otherNames.get(name.toLowerCase()) ?? nearest(name, fieldNames);
}

/** The candidate with the fewest typing errors in it, if it can be meant at all: at most one for three letters. */
export function nearest<Name extends string>(word: string, candidates: readonly Name[]): Name | undefined {
  let best: Name | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Letters to insert, remove, replace, or exchange with their neighbour. Long words are not compared. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 4 || a.length > 20) return Number.POSITIVE_INFINITY;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforeLast[j - 2] ?? 0) + 1 : i + j;
      row[j] = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same, swapped);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
