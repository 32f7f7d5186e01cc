import type { Finder, OnFound } from "./finder.ts";
import { knownKinds } from "./knownKinds.ts";
import type { PlainText } from "./plainText.ts";

/** The patterns of several kinds as one, with a group for each kind and pattern. */
export class KnownFinder implements Finder {
  readonly #pattern: RegExp;
  /** By group: the kind's number among all that are known. */
  readonly #kinds: ReadonlyMap<string, number>;

  constructor(wanted: readonly string[]) {
    const kinds = new Map<string, number>();
    const parts = knownKinds.flatMap(({ kind, patterns }, number) =>
      (wanted.includes(kind) ? patterns : []).map((pattern, index) => {
        const group = `${kind}${index}`;
        kinds.set(group, number);
        return pattern.includes("(?<value>") ? pattern.replace("(?<value>", `(?<${group}>`) : `(?<${group}>${pattern})`;
      }),
    );
    this.#kinds = kinds;
    // Of no pattern at all, one that finds nothing.
    this.#pattern = new RegExp(parts.length === 0 ? "(?!)" : parts.join("|"), "g");
  }

  find(text: PlainText, from: number, until: number, onFound: OnFound): number {
    const pattern = this.#pattern;
    const characters = text.bytes.toString("latin1", 0, text.length);
    pattern.lastIndex = from;
    for (let found = pattern.exec(characters); found !== null; found = pattern.exec(characters)) {
      if (found.index >= until) return until;
      for (const [group, value] of Object.entries(found.groups ?? {})) {
        const kind = this.#kinds.get(group);
        if (value !== undefined && kind !== undefined)
          onFound(kind, pattern.lastIndex - value.length, pattern.lastIndex);
      }
      if (pattern.lastIndex >= until) return pattern.lastIndex;
    }
    return until;
  }
}
