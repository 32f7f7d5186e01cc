// The head of a section: its arrow folds it, as the left and right arrow keys do.

import { ChevronDown, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Roving } from "../controls/useRoving.ts";
import styles from "./FacetHead.module.css";

export interface FacetHeadProps {
  readonly title: string;
  /** How many values stand below it, beside the title: `5`, `at least 500`. */
  readonly values: string;
  /** What these are: `Kinds`. */
  readonly sort: string;
  /** What is counted of them together, above their own counts; undefined where they overlap, or where one says the same. */
  readonly count?: string | undefined;
  readonly isOpen: boolean;
  readonly onTurn: () => void;
  /** A click shows only what stands below it; without it, a click folds. */
  readonly onOnly?: (() => void) | undefined;
  readonly stop: ReturnType<Roving["stop"]>;
}

export function FacetHead({ title, values, sort, count, isOpen, onTurn, onOnly, stop }: FacetHeadProps) {
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== (isOpen ? "ArrowLeft" : "ArrowRight")) return;
    event.preventDefault();
    onTurn();
  };
  return (
    <h3 className={styles.head}>
      <button
        type="button"
        className={styles.arrow}
        tabIndex={-1}
        aria-label={`${isOpen ? "Fold" : "Unfold"} ${title}`}
        onClick={onTurn}
      >
        <Arrow aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.title}
        aria-expanded={isOpen}
        title={`${onOnly === undefined ? "" : `Show only ${title}\n`}${sort}: ${values}\n← folds, → unfolds`}
        onClick={onOnly ?? onTurn}
        onKeyDown={onKeyDown}
        {...stop}
      >
        <span>
          {title} <span className={styles.values}>{values}</span>
        </span>
        {count === undefined ? undefined : <span> {count}</span>}
      </button>
    </h3>
  );
}
