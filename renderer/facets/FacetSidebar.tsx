// The kinds of the transcript with exact counts. A click edits the filter text, which is the only truth: what is marked
// here is what the text says.

import { ArrowDownWideNarrow, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { kindChoice, toggleKind } from "../../shared/filter/kindChoice.ts";
import { Button } from "../controls/Button.tsx";
import { formatBytes, formatCount } from "../data/format.ts";
import { familyTitle } from "../data/kindFamily.ts";
import { useFacets, useSettings, useView, useWorkspace } from "../data/useWorkspace.ts";
import { FacetRow } from "./FacetRow.tsx";
import styles from "./FacetSidebar.module.css";
import { groupKinds, measured } from "./facetGroups.ts";

/** From this number of kinds on, looking is slower than typing. */
const searchFrom = 12;

export function FacetSidebar() {
  const { viewing, settings } = useWorkspace();
  const kinds = useFacets((facets) => facets.kinds);
  const complete = useFacets((facets) => facets.complete);
  const text = useView((view) => view.history.present);
  const measure = useSettings((known) => known.facetMeasure);
  const [search, setSearch] = useState("");
  const { groups, hidden } = useMemo(() => groupKinds(kinds, search, measure), [kinds, search, measure]);
  const total = useMemo(() => kinds.reduce((sum, kind) => sum + measured(kind, measure), 0), [kinds, measure]);
  const other = measure === "records" ? "bytes" : "records";
  const format = measure === "records" ? formatCount : formatBytes;
  const choose = (kind: string, to: "include" | "exclude" | "only" | "neutral") =>
    viewing.setText(toggleKind(text, kind, to), "choice");

  return (
    <nav className={styles.sidebar} aria-label="Kinds">
      <header className={styles.header}>
        <h2 className={styles.title}>Kinds</h2>
        <span className={styles.number}>{kinds.length === 0 ? "" : formatCount(kinds.length)}</span>
        {complete || kinds.length === 0 ? undefined : <span className={styles.growing}>so far</span>}
        <Button
          tone="quiet"
          size="small"
          className={styles.measure}
          title={`Counted in ${measure}. Click for ${other}.`}
          onClick={() => settings.setState({ facetMeasure: other })}
        >
          <ArrowDownWideNarrow aria-hidden="true" />
          {measure === "records" ? "Records" : "Bytes"}
        </Button>
        <Button tone="quiet" size="small" disabled={text.trim() === ""} onClick={() => viewing.setText("", "choice")}>
          Clear
        </Button>
      </header>
      {kinds.length < searchFrom ? undefined : (
        <label className={styles.search}>
          <Search aria-hidden="true" />
          <input
            type="search"
            value={search}
            placeholder="Find a kind"
            aria-label="Find a kind"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape" || search === "") return;
              setSearch("");
              event.stopPropagation();
            }}
          />
        </label>
      )}
      <div className={styles.scroll}>
        {groups.map(({ family, total: subtotal, kinds: members }) => (
          <section key={family} className={styles.group} aria-label={familyTitle(family)}>
            <h3 className={styles.family}>
              <span>{familyTitle(family)}</span>
              {members.length > 1 ? <span>{format(subtotal)}</span> : undefined}
            </h3>
            <ul>
              {members.map((facet) => {
                const choice = kindChoice(text, facet.kind);
                return (
                  <FacetRow
                    key={facet.kind}
                    facet={facet}
                    choice={choice}
                    measure={measure}
                    share={total === 0 ? 0 : measured(facet, measure) / total}
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
      </div>
    </nav>
  );
}
