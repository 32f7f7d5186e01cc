import type { TextRange } from "../../shared/hitFinder.ts";
import { classNames } from "./classNames.ts";
import styles from "./Marked.module.css";

/** `current`: the one that somebody has gone to. */
export interface Mark extends TextRange {
  readonly current?: boolean;
}

export interface MarkedProps {
  readonly text: string;
  /** In order, without overlaps. What lies outside of the text is left out. */
  readonly ranges: readonly Mark[];
}

/** Text in which what was looked for stands out. */
export function Marked({ text, ranges }: MarkedProps) {
  const shown = ranges.filter(({ from, to }) => to > Math.max(0, from) && from < text.length);
  if (shown.length === 0) return text;
  const last = shown.at(-1)?.to ?? 0;
  return (
    <>
      {shown.map(({ from, to, current }, index) => (
        <span key={from}>
          {text.slice(shown[index - 1]?.to ?? 0, Math.max(0, from))}
          <mark className={classNames(styles.mark, current && styles.current)}>
            {text.slice(Math.max(0, from), to)}
          </mark>
        </span>
      ))}
      {text.slice(last)}
    </>
  );
}
