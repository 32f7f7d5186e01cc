// The kinds of one family with their counts. A click edits the filter text.

import { kindChoice, onlyKinds, toggleKind } from "../../shared/filter/kindChoice.ts";
import type { Roving } from "../controls/useRoving.ts";
import type { Matches } from "../data/facetMatches.ts";
import { formatBytes, formatCount } from "../data/format.ts";
import { familyTitle } from "../data/kindFamily.ts";
import { useView, useWorkspace } from "../data/useWorkspace.ts";
import { FacetHead } from "./FacetHead.tsx";
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import type { FacetGroup, Measure } from "./facetGroups.ts";
import { measured, passingRecords } from "./facetGroups.ts";

export interface KindFacetsProps {
  readonly group: FacetGroup;
  /** Its name among all sections. */
  readonly section: string;
  readonly measure: Measure;
  /** Of all kinds. */
  readonly total: number;
  readonly matches: Matches;
  readonly stop: Roving["stop"];
  readonly isOpen: boolean;
  readonly onTurn: () => void;
}

export function KindFacets({ group, section, measure, total, matches, stop, isOpen, onTurn }: KindFacetsProps) {
  const { viewing } = useWorkspace();
  const text = useView((view) => view.history.present);
  const choose = (kind: string, to: "include" | "exclude" | "only" | "neutral") =>
    viewing.setText(toggleKind(text, kind, to), "choice");
  const all = group.kinds.map(({ kind }) => kind);
  return (
    <section className={styles.group} aria-label={familyTitle(group.family)} data-section={section}>
      <FacetHead
        title={familyTitle(group.family)}
        sort="Kinds"
        values={formatCount(group.kinds.length)}
        count={countOf(group, measure, matches)}
        {...{ isOpen, onTurn }}
        stop={stop(headKey(section))}
        onOnly={() => viewing.setText(onlyKinds(text, all), "choice")}
      />
      <ul>
        {(isOpen ? group.kinds : []).map((facet) => {
          const choice = kindChoice(text, facet.kind);
          return (
            <FacetRow
              key={facet.kind}
              {...{ facet, choice, measure }}
              share={total === 0 ? 0 : measured(facet, measure) / total}
              matching={matchingOf(matches, facet.kind)}
              stop={stop(kindKey(facet.kind))}
              onToggle={() => choose(facet.kind, choice === "neutral" ? "include" : "neutral")}
              onExclude={() => choose(facet.kind, choice === "excluded" ? "neutral" : "exclude")}
              onOnly={() => choose(facet.kind, "only")}
            />
          );
        })}
      </ul>
    </section>
  );
}

/** What stands beside the head of a group; nothing where its one kind says the same. */
function countOf(group: FacetGroup, measure: Measure, matches: Matches): string | undefined {
  if (group.kinds.length < 2) return undefined;
  const passing = matches.phase === "known" ? passingRecords(group, matches.counts) : undefined;
  if (passing !== undefined) return `${formatCount(passing.matching)} / ${formatCount(passing.of)}`;
  return measure === "records" ? formatCount(group.total) : formatBytes(group.total);
}

function matchingOf(matches: Matches, kind: string): number | "waiting" | undefined {
  switch (matches.phase) {
    case "all":
      return undefined;
    case "waiting":
      return "waiting";
    case "known":
      return matches.counts.get(kind) ?? 0;
  }
}

export function headKey(section: string): string {
  return `head ${section}`;
}

export function kindKey(kind: string): string {
  return `kind ${kind}`;
}
