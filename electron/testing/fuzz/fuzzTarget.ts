// Something that takes input from others, and a property that holds whatever it is given. Cases are made by fast-check from a
// seed, and made smaller when one fails.

import fc from "fast-check";

export interface FuzzTarget {
  readonly name: string;
  /** Cases in a round. */
  readonly runs: number;
  /** Gives how many cases ran. Throws what was found, with its seed and the smallest case. */
  round(seed: number): Promise<number>;
  /** Ends what it has started. */
  close?(): Promise<void>;
}

export function fuzzTarget<Values>(
  name: string,
  runs: number,
  property: fc.IAsyncProperty<Values> | fc.IProperty<Values>,
  close?: () => Promise<void>,
): FuzzTarget {
  return {
    name,
    runs,
    round: async (seed) => {
      const details = await fc.check(property, { seed, numRuns: runs });
      if (details.failed) throw new Error(reportOf(name, details), { cause: details.errorInstance });
      return details.numRuns;
    },
    ...(close === undefined ? {} : { close }),
  };
}

/** A longer case is not for people to read; its seed and path bring it back. */
const shownCharacters = 3_000;

function reportOf<Values>(name: string, { seed, counterexamplePath, counterexample }: fc.RunDetails<Values>): string {
  const shown = fc.stringify(counterexample);
  return [
    `fast-check's seed ${seed}, path ${counterexamplePath}; the round again: npm run fuzz -- --minutes 0 --seed ${seed} --target "${name}"`,
    shown.length > shownCharacters ? `${shown.slice(0, shownCharacters)}…` : shown,
  ].join("\n");
}
