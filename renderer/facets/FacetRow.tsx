import { Crosshair, EyeOff } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { KindChoice } from "../../shared/filter/kindChoice.ts";
import type { KindCount } from "../../shared/transcript.ts";
import { IconButton } from "../controls/IconButton.tsx";
import { MiddleCut } from "../controls/MiddleCut.tsx";
import { usePointMenu } from "../controls/usePointMenu.ts";
import type { Roving } from "../controls/useRoving.ts";
import { formatBytes, formatCount, formatCounted, formatShare } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { visibleText } from "../data/visibleText.ts";
import { FacetMenu } from "./FacetMenu.tsx";
import styles from "./FacetRow.module.css";
import type { Measure } from "./facetGroups.ts";

export interface FacetRowProps {
  readonly facet: KindCount;
  readonly choice: KindChoice;
  readonly measure: Measure;
  /** Of all records or bytes, from 0 to 1. */
  readonly share: number;
  /**
   * Records of it that the filter lets pass, and of a kind those that it would let pass if it said nothing of kinds; undefined
   * while that are all.
   */
  readonly matching: number | "waiting" | undefined;
  /** Of its bar; without it, that of the kind's family. */
  readonly colour?: string;
  /** How many stand above it in a tree. */
  readonly depth?: number;
  /** What stands above it there. */
  readonly parent?: string | undefined;
  readonly stop: ReturnType<Roving["stop"]>;
  readonly onToggle: () => void;
  readonly onExclude: () => void;
  readonly onOnly: () => void;
}

/** Deeper ones stand no further in. */
const deepestShown = 5;

const choiceWords: Readonly<Record<KindChoice, string>> = {
  included: "shown",
  excluded: "hidden",
  neutral: "not chosen",
};

/** Its keys: Space shows it, Enter shows it alone, Delete hides it. What the pointer finds at its end does the same. */
export function FacetRow({
  facet,
  choice,
  measure,
  share,
  matching,
  colour,
  depth = 0,
  parent,
  stop,
  onToggle,
  onExclude,
  onOnly,
}: FacetRowProps) {
  const { count, bytes } = facet;
  const { menu, open, close } = usePointMenu<void>();
  const kind = visibleText(facet.kind);
  const records = measure === "records";
  const passing = typeof matching === "number" ? `${formatCount(matching)} of ` : "";
  const from = parent === undefined ? "" : `from ${visibleText(parent)}, `;
  const facts = `${from}${passing}${formatCounted(count, "record")}, ${formatBytes(bytes)}, ${formatShare(share)} of all ${measure}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onOnly();
    else if (event.key === "Delete" || event.key === "Backspace") onExclude();
    else return;
    event.preventDefault();
  };
  return (
    <li
      className={styles.facet}
      data-choice={choice}
      data-none={matching === 0 ? "" : undefined}
      data-family={colour === undefined ? familyOf(facet.kind) : undefined}
      style={colour === undefined ? undefined : { "--family": colour }}
    >
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={choice === "included"}
        aria-label={`${kind}, ${choiceWords[choice]}, ${facts}`}
        title={`${kind}\n${facts}\nClick or Space: show what is chosen · Enter: only this · Alt-click or Delete: hide`}
        onClick={(event) => (event.altKey ? onExclude() : onToggle())}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => open(event)}
        {...stop}
      >
        <span className={styles.share} style={{ transform: `scaleX(${share === 0 ? 0 : Math.max(share, 0.006)})` }} />
        <span className={styles.kind} style={{ marginInlineStart: `${Math.min(depth, deepestShown)}em` }}>
          <MiddleCut text={kind} />
        </span>
      </button>
      <span className={styles.main} aria-hidden="true">
        {matching === undefined || matching === count ? undefined : (
          <span className={styles.matching}>{matching === "waiting" ? "…" : formatCount(matching)} / </span>
        )}
        {records || matching !== undefined ? formatCount(count) : formatBytes(bytes)}
      </span>
      <span className={styles.second} aria-hidden="true">
        {records || matching !== undefined ? formatBytes(bytes) : formatCount(count)}
      </span>
      <span className={styles.actions}>
        <IconButton icon={Crosshair} size="small" tabIndex={-1} label={`Show only ${kind}`} onClick={onOnly} />
        <IconButton
          icon={EyeOff}
          size="small"
          tabIndex={-1}
          label={choice === "excluded" ? `Stop hiding ${kind}` : `Hide ${kind}`}
          aria-pressed={choice === "excluded"}
          onClick={onExclude}
        />
      </span>
      {menu === undefined ? undefined : (
        <FacetMenu name={facet.kind} at={menu.at} onClose={close} {...{ choice, onToggle, onExclude, onOnly }} />
      )}
    </li>
  );
}
