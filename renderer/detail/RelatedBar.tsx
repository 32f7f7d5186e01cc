// What shares the record's id: where it began and where it ended, how long that took, and the way there. For a call that is
// its result, for a result its call, for a part of a message the first and the last one.

import type { RelatedRecord } from "../../shared/rows.ts";
import { Button } from "../controls/Button.tsx";
import { formatCount, formatCounted, formatDuration } from "../data/format.ts";
import type { Related } from "../data/relatedFeed.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./RelatedBar.module.css";
import { relatedSpan } from "./relatedSpan.ts";

export interface RelatedBarProps {
  readonly related: Related;
  readonly onRecord: (record: number) => void;
}

export function RelatedBar({ related: { row, records }, onRecord }: RelatedBarProps) {
  const { before, after, whole } = records;
  const first = before[0];
  const last = after.at(-1);
  const took = relatedSpan([...before, row, ...after]);
  const count = before.length + after.length + 1;
  return (
    <section className={styles.related} aria-label="Records of the same id">
      {first === undefined ? undefined : <Way to={first} word="Begins" onRecord={onRecord} />}
      {last === undefined ? undefined : <Way to={last} word="Ends" onRecord={onRecord} />}
      <span className={styles.facts}>
        {whole ? "" : "at least "}
        {formatCounted(count, "record")}
        {took === undefined ? "" : ` in ${formatDuration(took)}`}
      </span>
    </section>
  );
}

interface WayProps {
  readonly to: RelatedRecord;
  readonly word: string;
  readonly onRecord: (record: number) => void;
}

function Way({ to: { record, kind, tool }, word, onRecord }: WayProps) {
  const named = tool === undefined ? visibleText(kind) : `${visibleText(kind)} ${visibleText(tool)}`;
  return (
    <Button
      size="small"
      className={styles.way}
      title={`${named}\nP goes there from the list`}
      onClick={() => onRecord(record)}
    >
      {word}: {formatCount(record)} <span className={styles.kind}>{named}</span>
    </Button>
  );
}
