import { VisuallyHidden } from "radix-ui";
import type { ReactNode } from "react";
import type { Row } from "../../shared/rows.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { Button } from "../controls/Button.tsx";
import { Remark } from "../controls/Remark.tsx";
import { formatBytes, formatCount, formatCounted, formatTime, zoneTitle } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { useZone } from "../data/useWorkspace.ts";
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
  /** What belongs to the record, such as the call of a result. */
  readonly related?: ReactNode;
  /** What a person wrote about it. */
  readonly note?: ReactNode;
  /** Given when the filter hides the record: shows it among the others again. */
  readonly onShowHidden?: (() => void) | undefined;
  readonly actions?: ReactNode;
}

export function RecordHeader({ row, firstTime, problem, onShowHidden, related, note, actions }: RecordHeaderProps) {
  const kind = visibleText(row.kind);
  const zone = useZone();
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
          <Fact name="time" unnamed>
            <span className={styles.exact} title={`${zoneTitle(zone)}\n${time.utc} in UTC`}>
              {time.full}
            </span>
            {firstTime === undefined ? undefined : (
              <span className={styles.aside}> · {sinceFirst(row.time, firstTime)}</span>
            )}
          </Fact>
        )}
        <Fact name="line">{formatCount(row.line)}</Fact>
        <Fact name="size" unnamed>
          <span title={`${formatCounted(row.length, "byte")}, at byte ${formatCount(row.offset)}`}>
            {formatBytes(row.length)}
          </span>
        </Fact>
        {row.run === undefined ? undefined : (
          <Fact name="first of">
            {formatCounted(row.run.records, "record")}, up to {formatCount(row.run.last)}
          </Fact>
        )}
        <Fact name="at byte" isLeast>
          {formatCount(row.offset)}
        </Fact>
      </dl>
      {related}
      {note}
      {remarks.length === 0 && onShowHidden === undefined ? undefined : (
        <div className={styles.flags}>
          {onShowHidden === undefined ? undefined : (
            <Remark
              tone="plain"
              actions={
                <Button size="small" onClick={onShowHidden}>
                  Show in context
                </Button>
              }
            >
              Hidden by the filter
            </Remark>
          )}
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
  /** What it is goes without saying. */
  readonly unnamed?: boolean;
  /** Seen only where there is room beside the others. */
  readonly isLeast?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, unnamed = false, isLeast = false, children }: FactProps) {
  return (
    <div className={isLeast ? styles.least : styles.fact}>
      {unnamed ? (
        <VisuallyHidden.Root asChild>
          <dt>{name}</dt>
        </VisuallyHidden.Root>
      ) : (
        <dt>{name}</dt>
      )}
      <dd>{children}</dd>
    </div>
  );
}
