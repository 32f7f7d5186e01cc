import type { Finder, OnFound } from "./finder.ts";
import { knownKinds } from "./knownKinds.ts";
import type { PlainText } from "./plainText.ts";

/** The patterns of several kinds as one, with a group for each kind and pattern. */
export class KnownFinder implements Finder {
  readonly #pattern: RegExp;
  /** By group, less one: the kind's number among all that are known. */
  readonly #kinds: readonly number[];

  constructor(wanted: readonly string[]) {
    const parts = knownKinds.flatMap(({ kind, patterns }, number) =>
      (wanted.includes(kind) ? patterns : []).map((pattern) => ({ number, pattern })),
    );
    this.#kinds = parts.map(({ number }) => number);
    const groups = parts.map(({ pattern }) =>
      pattern.includes("(?<value>") ? pattern.replace("(?<value>", "(") : `(${pattern})`,
    );
    // Of no pattern at all, one that finds nothing.
    this.#pattern = new RegExp(groups.length === 0 ? "(?!)" : groups.join("|"), "g");
  }

  find(text: PlainText, from: number, until: number, onFound: OnFound): number {
    const pattern = this.#pattern;
    const characters = text.bytes.toString("latin1", 0, text.length);
    pattern.lastIndex = from;
    for (let found = pattern.exec(characters); found !== null; found = pattern.exec(characters)) {
      const end = pattern.lastIndex;
      if (found.index >= until) return until;
      const group = found.findIndex((value, index) => index > 0 && value !== undefined);
      onFound(this.#kinds[group - 1] ?? 0, end - (found[group]?.length ?? 0), end);
      if (end >= until) return end;
    }
    return until;
  }
}
