// Which conversation of a log that holds several.

import type { ThreadList } from "../../../shared/threads.ts";
import { countThreads, shortened } from "../../../shared/threads.ts";
import { formatCount, formatCounted } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./ChooseExport.module.css";

export interface ThreadChoiceProps {
  readonly threads: ThreadList;
  readonly chosen: string | undefined;
  readonly onChoose: (thread: string) => void;
}

export function ThreadChoice({ threads, chosen, onChoose }: ThreadChoiceProps) {
  const left = threads.total - threads.first.length;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Which conversation</legend>
      <select
        className={styles.select}
        aria-label="Thread"
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
      >
        {threads.first.map(({ id, records, runs }) => (
          <option key={id} value={id}>
            {visibleText(shortened(id))} ({formatCounted(records, "record")}, {formatCounted(runs, "run")})
          </option>
        ))}
      </select>
      <p className={styles.note}>
        This log holds {countThreads(threads)}, each a conversation with a state of its own.
        {left > 0 ? ` The first ${formatCount(threads.first.length)} are listed; the command line takes any.` : ""}
      </p>
    </fieldset>
  );
}
