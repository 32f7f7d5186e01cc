// Kinds in groups of a family each, the largest first, and what a search leaves of them.

import type { KindCount } from "../../shared/transcript.ts";
import type { KindFamily } from "../data/kindFamily.ts";
import { familyOf, kindFamilies } from "../data/kindFamily.ts";

/** What the sidebar counts by. */
export type Measure = "records" | "bytes";

/** The kinds of a family, most first; none is without a kind. */
export interface FacetGroup {
  readonly family: KindFamily;
  /** Of all kinds listed in it. */
  readonly total: number;
  readonly kinds: readonly KindCount[];
}

/** Groups in the order of `kindFamilies`. */
export interface FacetList {
  readonly groups: readonly FacetGroup[];
  /** Kinds that match the search but are not listed, since a list of thousands helps nobody. */
  readonly hidden: number;
}

/** A hostile transcript can have thousands of kinds; the search finds the others. */
export const mostListed = 300;

/** The number that is shown beside a facet, and by which facets are ordered. */
export function measured({ count, bytes }: Pick<KindCount, "count" | "bytes">, by: Measure): number {
  return by === "records" ? count : bytes;
}

/** `search` is looked for in the names, whatever the case of letters; "" and blanks find all. */
export function groupKinds(kinds: readonly KindCount[], search: string, by: Measure): FacetList {
  const wanted = search.trim().toLowerCase();
  const matching = wanted === "" ? kinds : kinds.filter(({ kind }) => kind.toLowerCase().includes(wanted));
  const listed = matching.toSorted((a, b) => measured(b, by) - measured(a, by)).slice(0, mostListed);
  const groups = kindFamilies.flatMap((family): readonly FacetGroup[] => {
    const members = listed.filter(({ kind }) => familyOf(kind) === family);
    if (members.length === 0) return [];
    return [{ family, total: members.reduce((sum, kind) => sum + measured(kind, by), 0), kinds: members }];
  });
  return { groups, hidden: matching.length - listed.length };
}

/**
 * How many of a group's records the rest of the filter lets pass, as its kinds say it: in records, whatever is measured.
 * Undefined where all of them pass.
 */
export function passingRecords(
  { kinds }: FacetGroup,
  counts: ReadonlyMap<string, number>,
): { readonly matching: number; readonly of: number } | undefined {
  const of = kinds.reduce((sum, { count }) => sum + count, 0);
  const matching = kinds.reduce((sum, { kind }) => sum + (counts.get(kind) ?? 0), 0);
  return matching === of ? undefined : { matching, of };
}
