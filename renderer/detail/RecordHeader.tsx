import type { ReactNode } from "react";
import type { Row } from "../../shared/rows.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { classNames } from "../controls/classNames.ts";
import { Remark } from "../controls/Remark.tsx";
import { formatBytes, formatCount, formatTime } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { visibleText } from "../data/visibleText.ts";
import { describeFlags } from "./flagWords.ts";
import styles from "./RecordHeader.module.css";
import { sinceFirst } from "./recordTime.ts";

export interface RecordHeaderProps {
  readonly row: Row;
  /** The least time of the transcript, if any record has one. */
  readonly firstTime: Milliseconds | undefined;
  /** What the engine found wrong when it read the record as JSON. */
  readonly problem?: string | undefined;
  readonly actions?: ReactNode;
}

export function RecordHeader({ row, firstTime, problem, actions }: RecordHeaderProps) {
  const kind = visibleText(row.kind);
  const remarks = describeFlags(row, problem);
  const time = row.time === undefined ? undefined : formatTime(row.time);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2 className={styles.number}>Record {formatCount(row.record)}</h2>
        <span className={styles.kind} style={{ color: `var(--kind-${familyOf(row.kind)})` }} title={kind}>
          {kind}
        </span>
      </div>
      <div className={styles.actions}>{actions}</div>
      <dl className={styles.facts}>
        {row.time === undefined || time === undefined ? undefined : (
          <>
            <Fact name="Time" line="own">
              <span title="Local time">{time.local}</span>
              {firstTime === undefined ? undefined : (
                <span className={styles.aside}> · {sinceFirst(row.time, firstTime)}</span>
              )}
            </Fact>
            <Fact name="UTC" line="if-narrow">
              {time.utc}
            </Fact>
          </>
        )}
        <Fact name="Line">{formatCount(row.line)}</Fact>
        <Fact name="Size">
          <span title={`${formatCount(row.length)} bytes`}>{formatBytes(row.length)}</span>
        </Fact>
        <Fact name="At byte">{formatCount(row.offset)}</Fact>
      </dl>
      {remarks.length === 0 ? undefined : (
        <div className={styles.flags}>
          {remarks.map(({ tone, sentence }) => (
            <Remark key={sentence} tone={tone}>
              {visibleText(sentence)}
            </Remark>
          ))}
        </div>
      )}
    </header>
  );
}

interface FactProps {
  readonly name: string;
  /** Whether it has a line of its own. */
  readonly line?: "own" | "if-narrow" | "shared";
  readonly children: ReactNode;
}

function Fact({ name, line = "shared", children }: FactProps) {
  return (
    <div className={classNames(styles.fact, line === "own" && styles.own, line === "if-narrow" && styles.ownIfNarrow)}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
