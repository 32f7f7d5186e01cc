// All records that share the record's id, in order, with the time from one to the next.

import type { RelatedRecord, Row } from "../../shared/rows.ts";
import { maxRelated } from "../../shared/rows.ts";
import { formatCount, formatDuration } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import type { Related } from "../data/relatedFeed.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./RelatedView.module.css";

export interface RelatedViewProps {
  readonly row: Row;
  /** Undefined when nothing shares its id, or it is not known yet. */
  readonly related: Related | undefined;
  readonly known: boolean;
  readonly onRecord: (record: number) => void;
}

export function RelatedView({ row, related, known, onRecord }: RelatedViewProps) {
  if (related === undefined) {
    return (
      <p className={styles.nothing} tabIndex={-1} data-record-content="">
        {known ? "No other record near this one has its id." : "Looking for records of its id …"}
      </p>
    );
  }
  const { before, after, whole } = related.records;
  const own: RelatedRecord = { record: row.record, kind: row.kind, time: row.time, tool: row.tool };
  const all = [...before, own, ...after];
  return (
    <div className={styles.view}>
      {whole ? undefined : (
        <p className={styles.note}>The nearest {formatCount(maxRelated)} on each side; there may be others.</p>
      )}
      <ol className={styles.list} aria-label="Records of the same id">
        {all.map((one, at) => (
          <li key={one.record}>
            <button
              type="button"
              className={styles.entry}
              aria-current={one === own}
              data-record-content={at === 0 ? "" : undefined}
              onClick={() => onRecord(one.record)}
            >
              <span className={styles.number}>{formatCount(one.record)}</span>
              <span className={styles.kind} style={{ color: `var(--kind-${familyOf(one.kind)})` }}>
                {visibleText(one.kind)}
                {one.tool === undefined ? "" : ` ${visibleText(one.tool)}`}
              </span>
              <span className={styles.time}>{sinceBefore(one, all[at - 1])}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function sinceBefore(one: RelatedRecord, before: RelatedRecord | undefined): string {
  if (one.time === undefined || before?.time === undefined || one.time < before.time) return "";
  return `+ ${formatDuration(one.time - before.time)}`;
}
