// One sort of facet beside the kinds, its values with their counts. A click edits the filter as one on a kind does.

import type { FacetCount } from "../../shared/facets.ts";
import { mostFacetNames } from "../../shared/facets.ts";
import type { NameChoice } from "../../shared/filter/nameChoice.ts";
import type { Roving } from "../controls/useRoving.ts";
import { formatCount } from "../data/format.ts";
import { FacetHead } from "./FacetHead.tsx";
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import type { Measure } from "./facetGroups.ts";
import { measured } from "./facetGroups.ts";
import type { Choosing } from "./facetSorts.ts";

export interface NameFacetsProps {
  readonly title: string;
  /** Begins the key of each of its rows among all that arrows go through. */
  readonly sort: string;
  readonly values: readonly FacetCount[];
  /** How a value is called, where that is not its name. */
  readonly titleOf?: ((name: string) => string) | undefined;
  readonly colourOf: (name: string) => string;
  readonly measure: Measure;
  /** Of all records, not of those listed: many records have no tool, and one may have several flags. */
  readonly total: number;
  /** `all`: the filter lets everything pass; `waiting`: how much it lets pass is not known. */
  readonly matches: "all" | "waiting" | "known";
  readonly choiceOf: (name: string) => NameChoice;
  readonly onChoose: (name: string, to: Choosing) => void;
  readonly stop: Roving["stop"];
  readonly headStop: ReturnType<Roving["stop"]>;
  readonly isOpen: boolean;
  readonly onTurn: () => void;
}

/** Others are found by a search. */
export const mostListed = 100;

export function NameFacets(props: NameFacetsProps) {
  const { title, sort, values, titleOf, colourOf, measure, total, matches, choiceOf, onChoose, stop } = props;
  const { headStop, isOpen, onTurn } = props;
  if (values.length === 0) return undefined;
  const more = values.length - mostListed;
  const mayBeMore = values.length >= mostFacetNames;
  return (
    <section className={styles.group} aria-label={title} data-section={sort}>
      <FacetHead
        title={title}
        sort={title}
        values={`${mayBeMore ? "at least " : ""}${formatCount(values.length)}`}
        {...{ isOpen, onTurn }}
        stop={headStop}
      />
      <ul>
        {(isOpen ? values.slice(0, mostListed) : []).map((value) => {
          const { name, count, bytes, passing } = value;
          const choice = choiceOf(name);
          return (
            <FacetRow
              key={name}
              facet={{ kind: titleOf?.(name) ?? name, count, bytes }}
              colour={colourOf(name)}
              {...{ choice, measure }}
              share={total === 0 ? 0 : measured(value, measure) / total}
              matching={matches === "all" ? undefined : matches === "waiting" ? "waiting" : passing}
              stop={stop(nameKey(sort, name))}
              onToggle={() => onChoose(name, choice === "neutral" ? "include" : "neutral")}
              onExclude={() => onChoose(name, choice === "excluded" ? "neutral" : "exclude")}
              onOnly={() => onChoose(name, "only")}
            />
          );
        })}
      </ul>
      {more > 0 && isOpen ? (
        <p className={styles.note}>
          {mayBeMore ? "At least " : ""}
          {formatCount(more)} more: search for them{mayBeMore ? ", or name them in the filter" : ""}.
        </p>
      ) : undefined}
    </section>
  );
}

export function nameKey(sort: string, name: string): string {
  return `${sort} ${name}`;
}
