// Conditions on names: of kinds, roles, tools and sources.

import type { NameField } from "../../../shared/filter/filterTree.ts";
import { kindLimit } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { NumberCounts } from "../index/segmentSummary.ts";
import type { Source } from "../source/source.ts";
import type { CallTools } from "./callTools.ts";
import type { Predicate } from "./rowPredicate.ts";
import { bitsWhere, rowPredicate } from "./rowPredicate.ts";

export type NamedIndex = Pick<ReadIndex, "kinds" | "roles" | "tools" | "sources"> & {
  readonly source: Pick<Source, "name">;
};

/** All records of one transcript are of that one. */
export function sourcePredicate({ source, sources }: NamedIndex, accepts: (name: string) => boolean): Predicate {
  if (sources === undefined) {
    const decided = accepts(source.name) ? "all" : "none";
    return { decide: () => decided, match: () => decided };
  }
  const accepted = sources.map(accepts);
  const decided = accepted.every((is) => is) ? "all" : accepted.some((is) => is) ? undefined : "none";
  return rowPredicate(
    () => decided,
    ({ origins }) =>
      (row) =>
        accepted[origins?.sources[row] ?? -1] === true,
  );
}

const nameColumns = { kind: "kinds", role: "roles", tool: "tools" } as const;
type Column = (typeof nameColumns)[keyof typeof nameColumns];

/** By number, which names are accepted. They are numbered as they turn up, so a wildcard must be asked again for new ones. */
function acceptedNumbers(index: NamedIndex, column: Column, accepts: (name: string) => boolean) {
  const accepted = new Uint8Array(kindLimit);
  let known = 0;
  let some = false;
  return {
    has: (number: number): boolean => accepted[number] === 1,
    /** False: none of the names so far is. */
    some: (): boolean => {
      const names = index[column]();
      for (; known < names.length; known++) {
        // Number 0 stands for no role and no tool, which no pattern means.
        const isName = column === "kinds" || known > 0;
        if (!isName || !accepts(names[known] ?? "")) continue;
        accepted[known] = 1;
        some = true;
      }
      return some;
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
  const accepted = acceptedNumbers(index, column, accepts);
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
  const accepted = acceptedNumbers(index, "tools", accepts);
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
      const tools = callTools.of(segment.number);
      return bitsWhere(segment.summary, (row) => accepted.has(tools[row] ?? 0));
    },
  };
}
