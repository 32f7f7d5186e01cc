// The kinds of the transcript with exact counts, and its flags, tools, roles and sizes. A click edits the filter text, which is
// the only truth: what is marked here is what the text says. Tab stops once, at one of them; arrows go from one to the next.

import { Search } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { kindChoice, onlyKinds, toggleKind } from "../../shared/filter/kindChoice.ts";
import { Button } from "../controls/Button.tsx";
import { Segments } from "../controls/Segments.tsx";
import { useRoving } from "../controls/useRoving.ts";
import type { Matches } from "../data/facetMatches.ts";
import { formatBytes, formatCount } from "../data/format.ts";
import { familyTitle } from "../data/kindFamily.ts";
import { useFacets, useSettings, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { FacetHead } from "./FacetHead.tsx";
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import type { FacetGroup, Measure } from "./facetGroups.ts";
import { groupKinds, measured, passingRecords } from "./facetGroups.ts";
import { choosesFacets, facetSorts, withoutFacets } from "./facetSorts.ts";
import { foundValues } from "./foundValues.ts";
import { mostListed, NameFacets, nameKey } from "./NameFacets.tsx";
import { SourceFacets, shownSources, sourceKey } from "./SourceFacets.tsx";
import { useSources } from "./useSources.ts";

/** From so many kinds, flags, tools, roles and sizes on, looking is slower than typing. */
const searchFrom = 12;

const measures = [
  { value: "records", title: "Count" },
  { value: "bytes", title: "Bytes" },
] as const;

export function FacetSidebar() {
  const { viewing, settings, facetMatches, facetCounts } = useWorkspace();
  const kinds = useFacets((facets) => facets.kinds);
  const complete = useFacets((facets) => facets.complete);
  const text = useView((view) => view.history.present);
  const measure = useSettings((known) => known.facetMeasure);
  const { matches } = useWhole(facetMatches.store);
  const [search, setSearch] = useState("");
  const { groups, hidden } = useMemo(() => groupKinds(kinds, search, measure), [kinds, search, measure]);
  const total = useMemo(() => kinds.reduce((sum, kind) => sum + measured(kind, measure), 0), [kinds, measure]);
  const all = useSources();
  const sources = useMemo(() => (search.trim() === "" ? all : []), [all, search]);
  const { counts, current } = useWhole(facetCounts.store);
  const sorted = useMemo(() => {
    if (counts === undefined) return [];
    return facetSorts.map((sort) => ({ ...sort, found: foundValues(sort.values(counts), search, sort.titleOf) }));
  }, [counts, search]);
  useEffect(() => {
    facetCounts.watch(true);
    return () => facetCounts.watch(false);
  }, [facetCounts]);
  const shownFilter = useView((view) => view.shown?.filter ?? "");
  const folded = useSettings((known) => known.facetsFolded);
  // What is sought is shown, wherever it is; what is folded of it is so for this search alone.
  const [foldedFound, setFoldedFound] = useState<readonly string[]>([]);
  const isSought = search.trim() !== "";
  const closed = isSought ? foldedFound : folded;
  const isOpen = (section: string) => !closed.includes(section);
  const turn = (section: string) => {
    const next = isOpen(section) ? [...closed, section] : closed.filter((other) => other !== section);
    if (isSought) setFoldedFound(next);
    else settings.setState({ facetsFolded: next });
  };
  const seek = (sought: string) => {
    setSearch(sought);
    setFoldedFound([]);
  };
  const keysIn = (section: string, rows: readonly string[]) => [headKey(section), ...(isOpen(section) ? rows : [])];
  const roving = useRoving([
    ...(sources.length === 0
      ? []
      : keysIn(
          "source",
          shownSources(sources).map(({ source }) => sourceKey(source.name)),
        )),
    ...groups.flatMap((group) =>
      keysIn(
        sectionOf(group),
        group.kinds.map(({ kind }) => kindKey(kind)),
      ),
    ),
    ...sorted.flatMap(({ sort, found: values }) =>
      values.length === 0
        ? []
        : keysIn(
            sort,
            values.slice(0, mostListed).map(({ name }) => nameKey(sort, name)),
          ),
    ),
  ]);
  const choose = (kind: string, to: "include" | "exclude" | "only" | "neutral") =>
    viewing.setText(toggleKind(text, kind, to), "choice");
  const count =
    kinds.length + all.length + sorted.reduce((sum, { values }) => sum + (counts ? values(counts).length : 0), 0);
  /** The kinds that are found; where there are none, the values of the first section that has some. */
  const showFound = () => {
    const found = groups.flatMap((group) => group.kinds.map(({ kind }) => kind));
    const first = sorted.find(({ found: values }) => values.length > 0);
    if (found.length > 0) viewing.setText(onlyKinds(text, found), "choice");
    else if (first !== undefined) {
      const chosen = first.found.reduce(
        (left, { name }, place) => first.choose(left, name, place === 0 ? "only" : "include"),
        text,
      );
      viewing.setText(chosen, "choice");
    }
  };

  return (
    <nav className={styles.sidebar} aria-label="Kinds">
      <header className={styles.header}>
        <h2 className={styles.title}>Kinds</h2>
        <span className={styles.number} title={complete ? undefined : "So far"}>
          {kinds.length === 0 ? "" : `${formatCount(kinds.length)}${complete ? "" : "…"}`}
        </span>
        <span className={styles.choices}>
          <Segments
            label="Counted in"
            value={measure}
            options={measures}
            onChoose={(facetMeasure) => settings.setState({ facetMeasure })}
          />
          <Button
            tone="quiet"
            size="small"
            idle={!choosesFacets(text)}
            title="Take back what is chosen here; the rest of the filter stays"
            onClick={() => viewing.setText(withoutFacets(text), "choice")}
          >
            Clear
          </Button>
        </span>
      </header>
      {/* A transcript that got shorter keeps the field that says why little of it is here. */}
      {count < searchFrom && search === "" ? undefined : (
        <label className={styles.search}>
          <Search aria-hidden="true" />
          <input
            type="search"
            value={search}
            placeholder="Find a kind, tool, role, size"
            aria-label="Find a kind, tool, role or size"
            title="Enter shows only what is found"
            onChange={(event) => seek(event.target.value)}
            onKeyDown={(event) => {
              if (search.trim() === "") return;
              if (event.key === "Escape") seek("");
              else if (event.key === "Enter") showFound();
              else return;
              event.stopPropagation();
            }}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus, and the keys come from them */}
      <div className={styles.scroll} onKeyDown={roving.onKeyDown}>
        {sources.length === 0 ? undefined : (
          <SourceFacets
            {...{ sources, measure }}
            stop={roving.stop}
            isOpen={isOpen("source")}
            onTurn={() => turn("source")}
          />
        )}
        {groups.map((group) => (
          <section key={group.family} className={styles.group} aria-label={familyTitle(group.family)}>
            <FacetHead
              title={familyTitle(group.family)}
              sort="Kinds"
              values={formatCount(group.kinds.length)}
              count={countOf(group, measure, matches)}
              isOpen={isOpen(sectionOf(group))}
              onTurn={() => turn(sectionOf(group))}
              stop={roving.stop(headKey(sectionOf(group)))}
              onOnly={() =>
                viewing.setText(
                  onlyKinds(
                    text,
                    group.kinds.map(({ kind }) => kind),
                  ),
                  "choice",
                )
              }
            />
            <ul>
              {(isOpen(sectionOf(group)) ? group.kinds : []).map((facet) => {
                const choice = kindChoice(text, facet.kind);
                return (
                  <FacetRow
                    key={facet.kind}
                    {...{ facet, choice, measure }}
                    share={total === 0 ? 0 : measured(facet, measure) / total}
                    matching={matchingOf(matches, facet.kind)}
                    stop={roving.stop(kindKey(facet.kind))}
                    onToggle={() => choose(facet.kind, choice === "neutral" ? "include" : "neutral")}
                    onExclude={() => choose(facet.kind, choice === "excluded" ? "neutral" : "exclude")}
                    onOnly={() => choose(facet.kind, "only")}
                  />
                );
              })}
            </ul>
          </section>
        ))}
        {search !== "" && groups.length === 0 && sorted.every(({ found }) => found.length === 0) ? (
          <p className={styles.note}>Nothing here is called that.</p>
        ) : undefined}
        {hidden > 0 ? <p className={styles.note}>{formatCount(hidden)} more: search for them.</p> : undefined}
        {sorted.map(({ sort, title, found: values, titleOf, colourOf, choiceOf, choose: chosen }) => (
          <NameFacets
            key={sort}
            {...{ sort, title, values, titleOf, colourOf, measure, total }}
            matches={shownFilter === "" ? "all" : current ? "known" : "waiting"}
            choiceOf={(name) => choiceOf(text, name)}
            onChoose={(name, to) => viewing.setText(chosen(text, name, to), "choice")}
            stop={roving.stop}
            headStop={roving.stop(headKey(sort))}
            isOpen={isOpen(sort)}
            onTurn={() => turn(sort)}
          />
        ))}
      </div>
    </nav>
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

/** A family may be called as another sort of facet is. */
function sectionOf({ family }: FacetGroup): string {
  return `family ${family}`;
}

function headKey(section: string): string {
  return `head ${section}`;
}

function kindKey(kind: string): string {
  return `kind ${kind}`;
}
