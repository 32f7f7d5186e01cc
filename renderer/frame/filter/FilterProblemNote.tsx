import type { FilterProblem } from "../../../shared/filter/filter.ts";
import { Button } from "../../controls/Button.tsx";
import styles from "./FilterProblemNote.module.css";
import { mendedFilter } from "./mendedFilter.ts";

export interface FilterProblemNoteProps {
  readonly id: string;
  readonly text: string;
  readonly problem: FilterProblem;
  /** What was surely meant, if that is known. */
  readonly meant: string | undefined;
  /** The filter that the list goes on showing. */
  readonly shown: string;
  readonly onTake: (text: string) => void;
}

/** Why a filter cannot be read: the place, the reason, and what may have been meant. */
export function FilterProblemNote({ id, text, problem, meant, shown, onTake }: FilterProblemNoteProps) {
  const { at, message } = problem;
  const mended = meant ?? mendedFilter(text, problem);
  const end = Math.max(at + 1, text.slice(at).search(/\s|$/) + at);
  return (
    <div id={id} role="status" className={styles.note}>
      <code className={styles.text}>
        {text.slice(0, at)}
        <span className={styles.place}>{text.slice(at, end) || "\u00a0"}</span>
        {text.slice(end)}
      </code>
      <p className={styles.message} data-quotes={message.startsWith("“") ? "" : undefined}>
        {message}
      </p>
      {mended === undefined ? undefined : (
        <p className={styles.suggestion}>
          Did you mean{" "}
          <Button size="small" className={styles.take} onClick={() => onTake(mended)}>
            {mended}
          </Button>
        </p>
      )}
      <p className={styles.shown}>
        The list still shows {shown.trim() === "" ? "all records" : <code className={styles.filter}>{shown}</code>}
      </p>
    </div>
  );
}
