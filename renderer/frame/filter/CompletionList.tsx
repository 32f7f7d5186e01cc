import type { KindCount } from "../../../shared/transcript.ts";
import { formatCount } from "../../data/format.ts";
import { classNames } from "../controls/classNames.ts";
import styles from "./CompletionList.module.css";

export interface CompletionListProps {
  readonly id: string;
  readonly kinds: readonly KindCount[];
  /** Which option the arrow keys have reached; -1 for none. */
  readonly active: number;
  readonly onTake: (kind: string) => void;
}

export function optionId(id: string, index: number): string {
  return `${id}-kind-${index}`;
}

/** Kinds under the filter field. The focus stays in the field, which names the active option. */
export function CompletionList({ id, kinds, active, onTake }: CompletionListProps) {
  return (
    <div id={`${id}-kinds`} role="listbox" aria-label="Kinds" className={styles.list}>
      {kinds.map(({ kind, count }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
        <div
          key={kind}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={classNames(styles.option, index === active && styles.active)}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            onTake(kind);
          }}
        >
          <span className={styles.kind}>{kind}</span>
          <span className={styles.count}>{formatCount(count)}</span>
        </div>
      ))}
    </div>
  );
}
