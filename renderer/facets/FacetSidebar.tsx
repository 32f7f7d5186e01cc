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
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import type { FacetGroup, Measure } from "./facetGroups.ts";
import { groupKinds, measured, passingRecords } from "./facetGroups.ts";
import { choosesFacets, facetSorts, withoutFacets } from "./facetSorts.ts";
import { mostListed, NameFacets, nameKey } from "./NameFacets.tsx";
import { SourceFacets, shownSources, sourceKey } from "./SourceFacets.tsx";
import { useSources } from "./useSources.ts";

/** From this number of kinds on, looking is slower than typing. */
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
  const sources = useSources();
  const { counts, current } = useWhole(facetCounts.store);
  // Who looks for a kind sees kinds alone.
  const sorted = useMemo(
    () =>
      counts === undefined || search !== "" ? [] : facetSorts.map((sort) => ({ ...sort, found: sort.values(counts) })),
    [counts, search],
  );
  useEffect(() => {
    facetCounts.watch(true);
    return () => facetCounts.watch(false);
  }, [facetCounts]);
  const shownFilter = useView((view) => view.shown?.filter ?? "");
  const keys = useMemo(
    () => [
      ...shownSources(sources).map(({ source }) => sourceKey(source.name)),
      ...groups.flatMap(keysOf),
      ...sorted.flatMap(({ sort, found }) => found.slice(0, mostListed).map(({ name }) => nameKey(sort, name))),
    ],
    [sources, groups, sorted],
  );
  const roving = useRoving(keys);
  const choose = (kind: string, to: "include" | "exclude" | "only" | "neutral") =>
    viewing.setText(toggleKind(text, kind, to), "choice");
  const found = groups.flatMap((group) => group.kinds);

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
      {kinds.length < searchFrom ? undefined : (
        <label className={styles.search}>
          <Search aria-hidden="true" />
          <input
            type="search"
            value={search}
            placeholder="Find a kind"
            aria-label="Find a kind"
            title="Enter shows only the kinds that are found"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (search.trim() === "") return;
              if (event.key === "Escape") setSearch("");
              else if (event.key === "Enter" && found.length > 0)
                viewing.setText(
                  onlyKinds(
                    text,
                    found.map(({ kind }) => kind),
                  ),
                  "choice",
                );
              else return;
              event.stopPropagation();
            }}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus, and the keys come from them */}
      <div className={styles.scroll} onKeyDown={roving.onKeyDown}>
        {sources.length === 0 ? undefined : <SourceFacets {...{ sources, measure }} stop={roving.stop} />}
        {groups.map((group) => (
          <section key={group.family} className={styles.group} aria-label={familyTitle(group.family)}>
            <h3>
              <GroupHead
                {...{ group, measure, matches }}
                stop={roving.stop(headKey(group))}
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
            </h3>
            <ul>
              {group.kinds.map((facet) => {
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
        {groups.length === 0 && search !== "" ? <p className={styles.note}>No kind is called that.</p> : undefined}
        {hidden > 0 ? <p className={styles.note}>{formatCount(hidden)} more: search for them.</p> : undefined}
        {sorted.map(({ sort, title, found: values, titleOf, colourOf, choiceOf, choose: chosen }) => (
          <NameFacets
            key={sort}
            {...{ sort, title, values, titleOf, colourOf, measure, total }}
            matches={shownFilter === "" ? "all" : current ? "known" : "waiting"}
            choiceOf={(name) => choiceOf(text, name)}
            onChoose={(name, to) => viewing.setText(chosen(text, name, to), "choice")}
            stop={roving.stop}
          />
        ))}
      </div>
    </nav>
  );
}

interface GroupHeadProps {
  readonly group: FacetGroup;
  readonly measure: Measure;
  readonly matches: Matches;
  readonly stop: ReturnType<ReturnType<typeof useRoving>["stop"]>;
  readonly onOnly: () => void;
}

function GroupHead({ group, measure, matches, stop, onOnly }: GroupHeadProps) {
  const { family, total, kinds } = group;
  const title = familyTitle(family);
  const passing = matches.phase === "known" ? passingRecords(group, matches.counts) : undefined;
  const count =
    passing !== undefined
      ? `${formatCount(passing.matching)} / ${formatCount(passing.of)}`
      : measure === "records"
        ? formatCount(total)
        : formatBytes(total);
  return (
    <button type="button" className={styles.family} title={`Show only ${title}`} onClick={onOnly} {...stop}>
      <span>{title} </span>
      {kinds.length > 1 ? <span>{count}</span> : undefined}
    </button>
  );
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

function headKey({ family }: FacetGroup): string {
  return `group ${family}`;
}

function kindKey(kind: string): string {
  return `kind ${kind}`;
}

function keysOf(group: FacetGroup): readonly string[] {
  return [headKey(group), ...group.kinds.map(({ kind }) => kindKey(kind))];
}
