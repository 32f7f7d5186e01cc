// The transcripts of a group with their counts, above the kinds; a click edits the filter as one on a kind does.

import { nameChoice, toggleName } from "../../shared/filter/nameChoice.ts";
import type { Nested } from "../../shared/nesting.ts";
import { nested } from "../../shared/nesting.ts";
import type { SourceCount } from "../../shared/transcript.ts";
import type { Roving } from "../controls/useRoving.ts";
import { formatCount } from "../data/format.ts";
import { sourceColour } from "../data/sourceColour.ts";
import { useView, useWorkspace } from "../data/useWorkspace.ts";
import { FacetHead } from "./FacetHead.tsx";
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import type { Measure } from "./facetGroups.ts";
import { measured } from "./facetGroups.ts";

/** More are named by the filter alone. */
const mostSources = 100;

export interface SourceFacetsProps {
  readonly sources: readonly SourceCount[];
  readonly measure: Measure;
  readonly stop: Roving["stop"];
  readonly isOpen: boolean;
  readonly onTurn: () => void;
}

export function SourceFacets({ sources, measure, stop, isOpen, onTurn }: SourceFacetsProps) {
  const { viewing } = useWorkspace();
  const text = useView((view) => view.history.present);
  const total = sources.reduce((sum, source) => sum + measured(source, measure), 0);
  const choose = (name: string, to: Parameters<typeof toggleName>[3]) =>
    viewing.setText(toggleName(text, "source", name, to), "choice");
  const more = sources.length - mostSources;
  return (
    <section className={styles.group} aria-label="Sources" data-section="source">
      <FacetHead
        title="Sources"
        sort="Sources"
        values={formatCount(sources.length)}
        {...{ isOpen, onTurn }}
        stop={stop("head source")}
      />
      <ul>
        {(isOpen ? shownSources(sources) : []).map(({ source, number, depth }) => {
          const { name, count, bytes } = source;
          const choice = nameChoice(text, "source", name);
          return (
            <FacetRow
              key={name}
              facet={{ kind: name, count, bytes }}
              colour={sourceColour(number)}
              depth={depth}
              parent={source.parent === undefined ? undefined : sources[source.parent]?.name}
              {...{ choice, measure }}
              share={total === 0 ? 0 : measured(source, measure) / total}
              matching={undefined}
              stop={stop(sourceKey(name))}
              onToggle={() => choose(name, choice === "neutral" ? "include" : "neutral")}
              onExclude={() => choose(name, choice === "excluded" ? "neutral" : "exclude")}
              onOnly={() => choose(name, "only")}
            />
          );
        })}
      </ul>
      {more > 0 && isOpen ? (
        <p className={styles.note}>{formatCount(more)} more: write source: and a part of the name in the filter.</p>
      ) : undefined}
    </section>
  );
}

/** As a tree: sub-agents and forks below those that they come from. */
export function shownSources(sources: readonly SourceCount[]): readonly Nested<SourceCount>[] {
  return nested(sources).slice(0, mostSources);
}

export function sourceKey(name: string): string {
  return `source ${name}`;
}
