// The sorts of facets beside the kinds: which values they have, and what a click on one does to the filter text.

import type { FacetCount, FacetCounts } from "../../shared/facets.ts";
import { sizeClasses, sizeRange, stateConditions } from "../../shared/facets.ts";
import { chooseCondition, conditionChoice, withoutConditions } from "../../shared/filter/conditionChoice.ts";
import type { RecordState } from "../../shared/filter/filterTree.ts";
import { withoutKinds } from "../../shared/filter/kindChoice.ts";
import type { NameChoice } from "../../shared/filter/nameChoice.ts";
import { nameChoice, toggleName, withoutNames } from "../../shared/filter/nameChoice.ts";
import { formatBytes } from "../data/format.ts";

/** What a click asks for. */
export type Choosing = "include" | "exclude" | "only" | "neutral";

/**
 * A sort of facets: what its values are, and the filter text before and after a click on one. `name` is a value's own
 * name, such as `role`'s `user`.
 */
export interface FacetSort {
  readonly sort: string;
  readonly title: string;
  readonly values: (counts: FacetCounts) => readonly FacetCount[];
  readonly titleOf?: (name: string) => string;
  /** A colour of the theme. */
  readonly colourOf: (name: string) => string;
  readonly choiceOf: (text: string, name: string) => NameChoice;
  readonly choose: (text: string, name: string, to: Choosing) => string;
  /** The text without what it says of them. */
  readonly clear: (text: string) => string;
}

const named = (sort: "role" | "tool", title: string, colour: string): FacetSort => ({
  sort,
  title,
  values: (counts) => (sort === "role" ? counts.roles : counts.tools),
  colourOf: () => colour,
  choiceOf: (text, name) => nameChoice(text, sort, name),
  choose: (text, name, to) => toggleName(text, sort, name, to),
  clear: (text) => withoutNames(text, sort),
});

const stateColours: Readonly<Partial<Record<string, string>>> = {
  error: "var(--kind-error)",
  malformed: "var(--kind-error)",
  torn: "var(--kind-error)",
} satisfies Partial<Record<RecordState, string>>;

const conditionOfState = (name: string): string => `is:${name}`;

/** In the order in which the sidebar has them; kinds and sources have parts of their own. */
export const facetSorts: readonly FacetSort[] = [
  {
    sort: "state",
    title: "Flags",
    values: (counts) => counts.states,
    colourOf: (name) => stateColours[name] ?? "var(--kind-other)",
    choiceOf: (text, name) => conditionChoice(text, conditionOfState(name)),
    choose: (text, name, to) => chooseCondition(text, conditionOfState(name), to, stateConditions),
    clear: (text) => withoutConditions(text, stateConditions),
  },
  named("tool", "Tools", "var(--kind-tool)"),
  named("role", "Roles", "var(--kind-text)"),
  {
    sort: "size",
    title: "Sizes",
    values: (counts) => counts.sizes,
    titleOf: titleOfSize,
    colourOf: () => "var(--kind-other)",
    choiceOf: (text, name) => conditionChoice(text, name),
    // No record has two sizes: another one gives way.
    choose: (text, name, to) => chooseCondition(text, name, to === "include" ? "only" : to, sizeClasses),
    clear: (text) => withoutConditions(text, sizeClasses),
  },
];

/** The filter text without what is chosen in the sidebar; the rest of it stays. */
export function withoutFacets(text: string): string {
  return facetSorts.reduce((left, { clear }) => clear(left), withoutNames(withoutKinds(text), "source"));
}

/** Whether there is anything to take back. */
export function choosesFacets(text: string): boolean {
  return withoutFacets(text) !== withoutConditions(text, []);
}

function titleOfSize(condition: string): string {
  const { from, to } = sizeRange(sizeClasses.indexOf(condition));
  if (to === undefined) return `from ${round(from)} on`;
  return from === 0 ? `below ${round(to)}` : `${round(from)} to ${round(to)}`;
}

/** The bounds are round: `10 kB`, not `10.0 kB`. */
function round(bytes: number): string {
  return formatBytes(bytes).replace(/\.0+(?=\s)/, "");
}
