// The kinds of the transcript with exact counts, and its flags, tools, roles and sizes. A click edits the filter text, which is
// the only truth: what is marked here is what the text says. Flags stand first, and each part is a click away, however many kinds there are. Tab stops once, at one of them; arrows go from one to the next.

import { Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { FacetCount } from "../../shared/facets.ts";
import { onlyKinds } from "../../shared/filter/kindChoice.ts";
import { Button } from "../controls/Button.tsx";
import { Segments } from "../controls/Segments.tsx";
import { useRoving } from "../controls/useRoving.ts";
import { formatCount } from "../data/format.ts";
import { useFacets, useOpenTranscript, useSettings, useView, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { FacetJumps } from "./FacetJumps.tsx";
import styles from "./FacetSidebar.module.css";
import type { FacetGroup } from "./facetGroups.ts";
import { groupKinds, measured } from "./facetGroups.ts";
import { choosesFacets, type FacetSort, facetSorts, withoutFacets } from "./facetSorts.ts";
import { foundValues } from "./foundValues.ts";
import { headKey, KindFacets, kindKey } from "./KindFacets.tsx";
import { mostListed, NameFacets, nameKey } from "./NameFacets.tsx";
import { SourceFacets, shownSources, sourceKey } from "./SourceFacets.tsx";
import { useSources } from "./useSources.ts";

/** From so many kinds, flags, tools, roles and sizes on, looking is slower than typing. */
const searchFrom = 12;

const measures = [
  { value: "records", title: "Count" },
  { value: "bytes", title: "Bytes" },
] as const;

/**
 * Needs a workspace with an open transcript around it, and the engine counts for it only while it is drawn. Its parent
 * gives it width and height.
 */
export function FacetSidebar() {
  const { viewing, settings, facetMatches, facetCounts } = useWorkspace();
  const kinds = useFacets((facets) => facets.kinds);
  const complete = useFacets((facets) => facets.complete);
  const text = useView((view) => view.history.present);
  const measure = useSettings((known) => known.facetMeasure);
  const { matches } = useWhole(facetMatches.store);
  const hasOthers = useOpenTranscript(({ progress }) => progress.kindsOverflowed) ?? false;
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
  const keysOf = (some: readonly SortedFacets[]) =>
    some.flatMap(({ sort, found: values }) =>
      values.length === 0
        ? []
        : keysIn(
            sort,
            values.slice(0, mostListed).map(({ name }) => nameKey(sort, name)),
          ),
    );
  const scroller = useRef<HTMLDivElement>(null);
  const roving = useRoving([
    ...(sources.length === 0
      ? []
      : keysIn(
          "source",
          shownSources(sources).map(({ source }) => sourceKey(source.name)),
        )),
    ...keysOf(sorted.filter(isOfFlags)),
    ...groups.flatMap((group) =>
      keysIn(
        sectionOf(group),
        group.kinds.map(({ kind }) => kindKey(kind)),
      ),
    ),
    ...keysOf(sorted.filter((one) => !isOfFlags(one))),
  ]);
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

  const facetsOf = ({ sort, title, found: values, titleOf, colourOf, choiceOf, choose: chosen }: SortedFacets) => (
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
  );
  const listed = sorted.filter(({ found }) => found.length > 0);
  const [firstGroup] = groups;
  const parts = [
    ...(sources.length === 0 ? [] : [{ section: "source", title: "Sources" }]),
    ...listed.filter(isOfFlags),
    ...(firstGroup === undefined ? [] : [{ section: sectionOf(firstGroup), title: "Kinds" }]),
    ...listed.filter((one) => !isOfFlags(one)),
  ].map((part) => ("sort" in part ? { section: part.sort, title: part.title } : part));
  const goTo = (section: string) => {
    // Drawn at once, so that it can be gone to.
    if (!isOpen(section)) flushSync(() => turn(section));
    const head = [...(scroller.current?.querySelectorAll("section") ?? [])].find(
      ({ dataset }) => dataset.section === section,
    );
    head?.scrollIntoView({ block: "start" });
    head?.querySelector<HTMLElement>("[data-roving]")?.focus({ preventScroll: true });
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
      <FacetJumps parts={parts} onGo={goTo} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus, and the keys come from them */}
      <div ref={scroller} className={styles.scroll} onKeyDown={roving.onKeyDown}>
        {sources.length === 0 ? undefined : (
          <SourceFacets
            {...{ sources, measure }}
            stop={roving.stop}
            isOpen={isOpen("source")}
            onTurn={() => turn("source")}
          />
        )}
        {sorted.filter(isOfFlags).map(facetsOf)}
        {groups.map((group) => (
          <KindFacets
            key={group.family}
            {...{ group, measure, total, matches }}
            section={sectionOf(group)}
            stop={roving.stop}
            isOpen={isOpen(sectionOf(group))}
            onTurn={() => turn(sectionOf(group))}
          />
        ))}
        {search !== "" && groups.length === 0 && sorted.every(({ found }) => found.length === 0) ? (
          <p className={styles.note}>
            Nothing here is called that.
            {hasOthers ? " Kinds that count as (other) are found by the filter: write the name there." : ""}
          </p>
        ) : undefined}
        {hidden > 0 ? <p className={styles.note}>{formatCount(hidden)} more: search for them.</p> : undefined}
        {sorted.filter((one) => !isOfFlags(one)).map(facetsOf)}
      </div>
    </nav>
  );
}

interface SortedFacets extends FacetSort {
  /** Those of its values that are found. */
  readonly found: readonly FacetCount[];
}

/** Few and asked for most, they stand above the kinds. */
function isOfFlags({ sort }: FacetSort): boolean {
  return sort === "state";
}

/** A family may be called as another sort of facet is. */
function sectionOf({ family }: FacetGroup): string {
  return `family ${family}`;
}
