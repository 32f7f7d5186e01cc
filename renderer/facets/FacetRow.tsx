import { Crosshair, EyeOff } from "lucide-react";
import type { KindChoice } from "../../shared/filter/kindChoice.ts";
import type { KindCount } from "../../shared/transcript.ts";
import { IconButton } from "../controls/IconButton.tsx";
import { formatBytes, formatCount, formatCounted, formatShare } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./FacetRow.module.css";
import type { Measure } from "./facetGroups.ts";

export interface FacetRowProps {
  readonly facet: KindCount;
  readonly choice: KindChoice;
  readonly measure: Measure;
  /** Of all records or bytes, from 0 to 1. */
  readonly share: number;
  readonly onToggle: () => void;
  readonly onExclude: () => void;
  readonly onOnly: () => void;
}

const choiceWords: Readonly<Record<KindChoice, string>> = {
  included: "shown",
  excluded: "hidden",
  neutral: "not chosen",
};

export function FacetRow({ facet, choice, measure, share, onToggle, onExclude, onOnly }: FacetRowProps) {
  const { count, bytes } = facet;
  const kind = visibleText(facet.kind);
  const records = measure === "records";
  const facts = `${formatCounted(count, "record")}, ${formatBytes(bytes)}, ${formatShare(share)} of all ${measure}`;
  return (
    <li className={styles.facet} data-choice={choice} data-family={familyOf(facet.kind)}>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={choice === "included"}
        aria-label={`${kind}, ${choiceWords[choice]}, ${facts}`}
        title={`${kind}\n${facts}\nClick to show only what is chosen, Alt-click to hide`}
        onClick={(event) => (event.altKey ? onExclude() : onToggle())}
      >
        <span className={styles.share} style={{ transform: `scaleX(${share === 0 ? 0 : Math.max(share, 0.006)})` }} />
        <span className={styles.kind}>{kind}</span>
      </button>
      <span className={styles.main} aria-hidden="true">
        {records ? formatCount(count) : formatBytes(bytes)}
      </span>
      <span className={styles.second} aria-hidden="true">
        {records ? formatBytes(bytes) : formatCount(count)}
      </span>
      <span className={styles.actions}>
        <IconButton icon={Crosshair} size="small" label={`Show only ${kind}`} onClick={onOnly} />
        <IconButton
          icon={EyeOff}
          size="small"
          label={choice === "excluded" ? `Stop hiding ${kind}` : `Hide ${kind}`}
          aria-pressed={choice === "excluded"}
          onClick={onExclude}
        />
      </span>
    </li>
  );
}
