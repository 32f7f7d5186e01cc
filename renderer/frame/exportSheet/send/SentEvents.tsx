import type { SendSummary } from "../../../../shared/sending.ts";
import { formatBytes, formatCount, formatCounted } from "../../../data/format.ts";
import styles from "./Send.module.css";

export interface SentEventsProps {
  readonly summary: SendSummary;
  readonly onGoToRecord: (record: number) => void;
}

/** What the endpoint has, and what was too large for it. */
export function SentEvents({ summary, onGoToRecord }: SentEventsProps) {
  const { accepted, complete, retries, dropped, stream } = summary;
  const rest = dropped.count - dropped.first.length;
  return (
    <div className={styles.form}>
      <p role="status">
        {complete
          ? `The endpoint has all ${formatCounted(accepted, "event")}, each once and in order.`
          : `The endpoint has ${formatCounted(accepted, "event")}. Sending again goes on from there.`}
      </p>
      <p className={styles.note}>
        Stream {stream}
        {retries === 0 ? "" : ` · tried again ${formatCounted(retries, "time")}`}
      </p>
      {dropped.count === 0 ? (
        <p className={styles.note}>No record was left out.</p>
      ) : (
        <section className={styles.form}>
          <p>{formatCounted(dropped.count, "record")} not sent: larger than the 16 MiB that an event may take.</p>
          <ul className={styles.dropped}>
            {dropped.first.map(({ record, line, bytes }) => (
              <li key={record}>
                <button type="button" className={styles.record} onClick={() => onGoToRecord(record)}>
                  Record {formatCount(record)}, line {formatCount(line)}: {formatBytes(bytes)}
                </button>
              </li>
            ))}
          </ul>
          {rest > 0 ? <p className={styles.note}>And {formatCount(rest)} more.</p> : undefined}
        </section>
      )}
    </div>
  );
}
