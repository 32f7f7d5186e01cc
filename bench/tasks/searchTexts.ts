// What to search for in a file that nobody has seen before: a text that few records hold and one that most hold.

export interface SearchTexts {
  readonly rare: string;
  readonly dense: string;
}

/** A word that every record holds would be too easy a case: none of them has to be left out. */
const densest = 0.95;

/** `heads` are the beginnings of records from all parts of the file. */
export function chooseTexts(heads: readonly string[]): SearchTexts {
  const holders = new Map<string, number>();
  for (const head of heads) {
    for (const word of new Set(head.match(/(?<![A-Za-z0-9_\\])[A-Za-z]{5,20}(?![A-Za-z0-9_])/g))) {
      holders.set(word, (holders.get(word) ?? 0) + 1);
    }
  }
  const words = [...holders].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const [dense] = words.find(([, count]) => count <= densest * heads.length) ?? words[0] ?? ["type"];
  // The record in the middle has an id, most likely; ids are long and have digits.
  const middle = heads[heads.length >> 1] ?? "";
  const ids = middle.match(/(?<![A-Za-z0-9_\\-])(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{12,40}(?![A-Za-z0-9_-])/g) ?? [];
  const rare = ids.toSorted((a, b) => holdersOf(heads, a) - holdersOf(heads, b) || b.length - a.length)[0];
  return { rare: rare ?? words.at(-1)?.[0] ?? "type", dense };
}

function holdersOf(heads: readonly string[], text: string): number {
  return heads.filter((head) => head.includes(text)).length;
}
