// How many places of the record the filter looks for, which one is shown, and the way to the others.

import { ChevronDown, ChevronUp } from "lucide-react";
import { useStore } from "zustand";
import { IconButton } from "../../controls/IconButton.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes, formatCount, formatCounted } from "../../data/format.ts";
import styles from "./HitBar.module.css";
import type { Direction, RecordHits, RecordHitsState } from "./recordHits.ts";
import { isWhole } from "./recordHits.ts";

export interface HitBarProps {
  readonly hits: RecordHits;
  /** Beyond the last hit of the record, it goes on to the next record. */
  readonly onStep: (direction: Direction) => void;
}

/** Nothing is drawn where the record holds no hit. Its words are announced as they change. */
export function HitBar({ hits, onStep }: HitBarProps) {
  const state = useStore(hits.store);
  const words = hitWords(state, hits.length);
  if (words === undefined) return undefined;
  return (
    <div className={styles.bar}>
      <output className={styles.words}>{words}</output>
      <IconButton
        icon={ChevronUp}
        size="small"
        label="Previous hit"
        keys="Shift F3"
        onClick={() => onStep("previous")}
      />
      <IconButton icon={ChevronDown} size="small" label="Next hit" keys="F3" onClick={() => onStep("next")} />
    </div>
  );
}

/** The same where somebody looks inside the record: that there is none is said, too. */
export function FoundWords({ hits }: { readonly hits: RecordHits }) {
  const state = useStore(hits.store);
  return hitWords(state, hits.length) ?? (state.known >= hits.length ? "No hits" : "");
}

/** Undefined when there is nothing to say: the record holds nothing that the filter looks for. */
export function hitWords(state: RecordHitsState, length: number): string | undefined {
  const { hits, known, current, searching, failure } = state;
  if (failure !== undefined) return failureSentence(failure);
  const whole = isWhole(state, length) && known >= length;
  const more = whole ? "" : "+";
  const progress = `Searching… ${formatBytes(known)} of ${formatBytes(length)}`;
  if (hits.length === 0) {
    if (whole || known === 0) return undefined;
    return searching ? progress : `No hit in the first ${formatBytes(known)}`;
  }
  if (searching && current?.index === hits.length - 1) return progress;
  if (current === undefined) return `${formatCounted(hits.length, "hit")}${more}`;
  return `Hit ${formatCount(current.index + 1)} of ${formatCount(hits.length)}${more}`;
}
