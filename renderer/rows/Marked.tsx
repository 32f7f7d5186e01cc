import type { Filter } from "../../shared/filter.ts";
import { findInText } from "../../shared/filterMarks.ts";
import styles from "./Marked.module.css";

export interface MarkedProps {
  readonly text: string;
  /** What the rows were found by. */
  readonly filter: Filter;
}

/** Text in which what the filter looked for stands out. */
export function Marked({ text, filter }: MarkedProps) {
  const ranges = findInText(filter, text);
  if (ranges.length === 0) return text;
  const last = ranges.at(-1)?.to ?? 0;
  return (
    <>
      {ranges.map(({ from, to }, index) => (
        <span key={from}>
          {text.slice(ranges[index - 1]?.to ?? 0, from)}
          <mark className={styles.mark}>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(last)}
    </>
  );
}
