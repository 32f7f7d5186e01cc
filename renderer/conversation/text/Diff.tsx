import { useState } from "react";
import { Button } from "../../controls/Button.tsx";
import { formatCount } from "../../data/format.ts";
import styles from "./Diff.module.css";
import type { Edit } from "./diff.ts";

/** Lines that are shown before somebody asks for all. */
const shownAtFirst = 24;

export interface DiffProps {
  readonly edit: Edit;
  /** What stands above it: a file of this name is not named again. */
  readonly said: string;
}

/** An edit: what goes is struck with a minus, what comes has a plus, both said in words to who cannot see them. */
export function Diff({ edit, said }: DiffProps) {
  const [all, setAll] = useState(false);
  const lines = all ? edit.lines : edit.lines.slice(0, shownAtFirst);
  const rest = edit.lines.length - lines.length;
  return (
    <div className={styles.diff}>
      {edit.file === undefined || edit.file === said ? undefined : <p className={styles.file}>{edit.file}</p>}
      <div className={styles.lines}>
        {lines.map(({ sign, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never change places
          <div key={index} className={styles.line} data-sign={sign}>
            <span
              className={styles.sign}
              role="img"
              aria-label={sign === "+" ? "added" : sign === "-" ? "removed" : "kept"}
            >
              {sign}
            </span>
            <span>{text === "" ? " " : text}</span>
          </div>
        ))}
      </div>
      {rest === 0 ? undefined : (
        <Button size="small" tone="quiet" onClick={() => setAll(true)}>
          {formatCount(rest)} more lines
        </Button>
      )}
    </div>
  );
}
