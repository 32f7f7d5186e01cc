// What an export has made: how much of how much, and what was not as it should be.

import { CircleCheck, GripVertical } from "lucide-react";
import type { ReactNode } from "react";
import type { GrantedTarget } from "../../../shared/desktop.ts";
import type { ExportRemarks, ExportSummary } from "../../../shared/exports.ts";
import { isOfMessages } from "../../../shared/exports.ts";
import { formatCount, formatDuration } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./FinishedExport.module.css";
import { secretWords } from "./secretWords.ts";
import { countWords, sizeWords } from "./summaryWords.ts";

export interface FinishedExportProps {
  readonly target: GrantedTarget;
  readonly summary: ExportSummary;
  readonly dragTarget: (target: string) => Promise<void>;
  readonly onGoToRecord: (record: number) => void;
}

export function FinishedExport({ target, summary, dragTarget, onGoToRecord }: FinishedExportProps) {
  const conversation = isOfMessages(summary.as);
  return (
    <div className={styles.finished}>
      <div className={styles.head}>
        <CircleCheck aria-hidden="true" />
        <div role="status" className={styles.result}>
          <p className={styles.counts}>{countWords(summary)}</p>
          <p>{sizeWords(summary)}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact name="File">
          {/* Main drags the file itself: the page has no path that it could give along. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a drag has no role, and who uses the keys has the buttons below. */}
          <span
            className={styles.file}
            draggable
            title="Drag it where it is needed: into a folder, a mail, another program"
            onDragStart={(event) => {
              event.preventDefault();
              void dragTarget(target.id);
            }}
          >
            <GripVertical aria-hidden="true" />
            {visibleText(target.name)}
          </span>
        </Fact>
        {conversation ? (
          <>
            <Fact name="Messages">{formatCount(summary.messages)}</Fact>
            <Fact name="Tool calls">{formatCount(summary.toolCalls)}</Fact>
          </>
        ) : undefined}
        {summary.redacted === undefined ? undefined : <Fact name="Redacted">{secretWords(summary.redacted)}</Fact>}
        <Fact name="Took">{formatDuration(summary.elapsedMs)}</Fact>
      </dl>
      {summary.notice === undefined ? undefined : <p className={styles.note}>{summary.notice}</p>}
      {summary.skipped.count + summary.mended.count + summary.lost.count === 0 ? (
        <p className={styles.note}>No record had to be skipped or mended.</p>
      ) : undefined}
      <Remarks
        title="Skipped"
        note="These records are not in the file, each for the reason that is given."
        remarks={summary.skipped}
        onGoToRecord={onGoToRecord}
      />
      <Remarks
        title="Mended"
        note="What these records say stands in the file in another way, or in part: each says how."
        remarks={summary.mended}
        onGoToRecord={onGoToRecord}
      />
      <Remarks
        title="Worth a look"
        note="Here the official client itself drops, moves or doubles something; the file means the same."
        remarks={summary.lost}
        onGoToRecord={onGoToRecord}
      />
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface RemarksProps {
  readonly title: string;
  readonly note: string;
  readonly remarks: ExportRemarks;
  readonly onGoToRecord: (record: number) => void;
}

function Remarks({ title, note, remarks, onGoToRecord }: RemarksProps) {
  if (remarks.count === 0) return undefined;
  const rest = remarks.count - remarks.sums.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className={styles.remarks}>
      <h3 className={styles.heading}>
        {title} {formatCount(remarks.count)}
      </h3>
      <p className={styles.note}>{note}</p>
      <ul className={styles.list}>
        {remarks.sums.map(({ record, line, reason, count }) => (
          <li key={reason}>
            <button type="button" className={styles.remark} onClick={() => onGoToRecord(record)}>
              <span className={styles.place}>
                Record {formatCount(record)}, line {formatCount(line)}
                {count > 1 ? ` and ${formatCount(count - 1)} more` : ""}
              </span>
              <span className={styles.reason}>{visibleText(reason)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className={styles.note}>And {formatCount(rest)} more, for other reasons.</p> : undefined}
    </section>
  );
}
