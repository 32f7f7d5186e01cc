// Conditions on names: of kinds, roles, tools and sources.

import type { NameField } from "../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { NumberCounts } from "../index/segmentSummary.ts";
import type { Source } from "../source/source.ts";
import { setBit } from "./bits.ts";
import type { CallTools } from "./callTools.ts";
import type { Predicate } from "./rowPredicate.ts";
import { bitsWhere, rowPredicate } from "./rowPredicate.ts";

export type NamedIndex = Pick<ReadIndex, "kinds" | "roles" | "tools" | "sources"> & {
  readonly source: Pick<Source, "name">;
};

/** All records of one transcript are of that one. To a group others may come. */
export function sourcePredicate({ source, sources }: NamedIndex, accepts: (name: string) => boolean): Predicate {
  if (sources === undefined) {
    const decided = accepts(source.name) ? "all" : "none";
    return { decide: () => decided, match: () => decided };
  }
  const accepted = acceptedNumbers(() => sources, 0, accepts);
  return rowPredicate(
    () => (accepted.some() ? (accepted.all() ? "all" : undefined) : "none"),
    ({ origins }) =>
      (row) =>
        accepted.has(origins?.sources[row] ?? -1),
  );
}

const nameColumns = { kind: "kinds", role: "roles", tool: "tools" } as const;
/** Number 0 stands for no role and no tool, which no pattern means. */
const firstNames = { kind: 0, role: 1, tool: 1 } as const;

/**
 * By number, which names are accepted, from the number `first` on. They are numbered as they turn up, so a wildcard must be asked
 * again for new ones.
 */
function acceptedNumbers(names: () => readonly string[], first: number, accepts: (name: string) => boolean) {
  const accepted: boolean[] = [];
  let count = 0;
  const learn = (): void => {
    const known = names();
    while (accepted.length < known.length) {
      const number = accepted.length;
      const isAccepted = number >= first && accepts(known[number] ?? "");
      accepted.push(isAccepted);
      if (isAccepted) count++;
    }
  };
  return {
    has: (number: number): boolean => accepted[number] === true,
    /** False: none of the names so far is. */
    some: (): boolean => {
      learn();
      return count > 0;
    },
    /** Whether each of the names so far is. */
    all: (): boolean => {
      learn();
      return count === accepted.length;
    },
  };
}

/** What the names that occur in a segment say of all of its records; undefined where they are not listed or differ. */
function decided(occurring: NumberCounts | undefined, has: (number: number) => boolean): "all" | "none" | undefined {
  if (occurring === undefined) return undefined;
  const passing = occurring.numbers.filter(has).length;
  return passing === 0 ? "none" : passing === occurring.numbers.length ? "all" : undefined;
}

export function namePredicate(
  type: Exclude<NameField, "source" | "tool">,
  index: NamedIndex,
  accepts: (name: string) => boolean,
): Predicate {
  const column = nameColumns[type];
  const accepted = acceptedNumbers(index[column], firstNames[type], accepts);
  return rowPredicate(
    ({ summary }) => (accepted.some() ? decided(summary[column], accepted.has) : "none"),
    (columns) => {
      const numbers = columns[column];
      return (row) => accepted.has(numbers[row] ?? 0);
    },
  );
}

/** Records that name the tool, and those of its calls that only have the call's id. */
export function toolPredicate(index: NamedIndex, callTools: CallTools, accepts: (name: string) => boolean): Predicate {
  const accepted = acceptedNumbers(index.tools, firstNames.tool, accepts);
  const decide: Predicate["decide"] = ({ number, summary }) => {
    if (!accepted.some()) return "none";
    const named = decided(summary.tools, accepted.has);
    return named === "none" && callTools.reaches(number, accepted.has) ? undefined : named;
  };
  return {
    decide,
    match: (segment) => {
      const known = decide(segment);
      if (known !== undefined) return known;
      const { tools, others } = callTools.of(segment.number);
      const bits = bitsWhere(segment.summary, (row) => accepted.has(tools[row] ?? 0));
      for (const { row, tool } of others) if (accepted.has(tool) && row < segment.summary.count) setBit(bits, row);
      return bits;
    },
  };
}
