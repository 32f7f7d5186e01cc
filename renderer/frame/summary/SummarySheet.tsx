import type { ReactNode } from "react";
import { useState } from "react";
import { describeFailure } from "../../../shared/failure.ts";
import type { Summary, SummaryError } from "../../../shared/summary.ts";
import { formatTitle, hasConversation } from "../../../shared/transcript.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { formatBytes, formatCounted } from "../../data/format.ts";
import { useOpenTranscript, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import { RelatedFiles } from "./RelatedFiles.tsx";
import styles from "./SummarySheet.module.css";
import { summaryFacts } from "./summaryFacts.ts";
import { useSummary } from "./useSummary.ts";

export interface SummarySheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Errors that are listed; all of them are counted. */
const listedErrors = 50;

/** What happened in the open transcript, as its format tells it. */
export function SummarySheet({ open, onClose }: SummarySheetProps) {
  const transcript = useOpenTranscript((state) => state.id);
  const format = useOpenTranscript((state) => state.format);
  if (transcript === undefined || format === undefined) return undefined;
  return (
    <Dialog open={open} onClose={onClose} title="What happened" description={`Read as ${formatTitle(format.name)}.`}>
      {hasConversation(format) ? (
        <SummaryBody transcript={transcript} onClose={onClose} />
      ) : (
        <p>
          Nothing is known of conversations in plain JSON Lines. If another program wrote this file, choose its format
          in the bar above.
        </p>
      )}
    </Dialog>
  );
}

function SummaryBody({ transcript, onClose }: { readonly transcript: string; readonly onClose: () => void }) {
  const { connection, settings, ...workspace } = useWorkspace();
  const connected = useWhole(connection.state);
  const [related, setRelated] = useState(false);
  const state = useSummary(connected.phase === "ready" ? connected.engine : undefined, transcript, related);
  const goTo = (record: number) => {
    onClose();
    settings.setState({ detailOpen: true });
    void workspace.goToRecord(record);
  };
  switch (state.phase) {
    case "reading": {
      const { done = 0, total = 0 } = state.progress ?? {};
      return (
        <div className={styles.reading}>
          <p role="status">Reading the transcript…</p>
          <ProgressBar label="Reading the transcript" done={done} total={total} />
          <p>{total > 0 ? `${formatBytes(done)} of ${formatBytes(total)}` : "\u00a0"}</p>
        </div>
      );
    }
    case "failed":
      return <p role="alert">{describeFailure(state.failure)}</p>;
    case "known":
      return (
        <KnownSummary summary={state.summary} onGoToRecord={goTo}>
          {state.summary.sources.length === 0 ? undefined : (
            <RelatedFiles sources={state.summary.sources} added={related} onAdd={setRelated} />
          )}
        </KnownSummary>
      );
  }
}

interface KnownSummaryProps {
  readonly summary: Summary;
  readonly onGoToRecord: (record: number) => void;
  readonly children: ReactNode;
}

function KnownSummary({ summary, onGoToRecord, children }: KnownSummaryProps) {
  const { errors, errorCount, lost, lostCount, result } = summary;
  return (
    <div className={styles.summary}>
      <dl className={styles.facts}>
        {summaryFacts(summary).map(({ name, value, remark, tone }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <span className={tone === "bad" ? styles.bad : undefined}>{visibleText(value)}</span>
              {remark === undefined ? undefined : <span className={styles.remark}>{remark}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <NamedRecords title={formatCounted(errorCount, "error")} records={errors} onGoToRecord={onGoToRecord} />
      <NamedRecords
        title={`The official client loses, doubles or moves something in ${formatCounted(lostCount, "record")}`}
        records={lost}
        onGoToRecord={onGoToRecord}
      />
      {children}
      {result === null ? undefined : (
        <section className={styles.part}>
          <h3>Last answer</h3>
          <pre className={styles.answer}>{visibleText(result.text)}</pre>
          {result.cut ? <p className={styles.remark}>The first 64 KiB of {formatBytes(result.bytes)}.</p> : undefined}
        </section>
      )}
    </div>
  );
}

interface NamedRecordsProps {
  readonly title: string;
  readonly records: readonly SummaryError[];
  readonly onGoToRecord: (record: number) => void;
}

/** Records with what is to be said of each; nothing, when there are none. */
function NamedRecords({ title, records, onGoToRecord }: NamedRecordsProps) {
  if (records.length === 0) return undefined;
  const all = [...distinct(records)];
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {all.length > listedErrors ? <p className={styles.remark}>The first {listedErrors} of them.</p> : undefined}
      <ul className={styles.errors}>
        {all.slice(0, listedErrors).map(([key, { record, message, source }]) => (
          <li key={key}>
            {source === undefined ? (
              <Button tone="quiet" onClick={() => onGoToRecord(record)}>
                Record {record}
              </Button>
            ) : (
              <span className={styles.remark}>{visibleText(source)}</span>
            )}
            <span>{visibleText(message)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By record and message: one record may say the same twice. */
function distinct(records: readonly SummaryError[]): ReadonlyMap<string, SummaryError> {
  return new Map(records.map((one) => [`${one.source ?? ""} ${one.record} ${one.message}`, one]));
}
