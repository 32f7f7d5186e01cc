// What is known of a record beside its value: where it stands, when, what it is called, its sum, and how to cite it.

import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { Cited, Row } from "../../../shared/rows.ts";
import type { Milliseconds } from "../../../shared/units.ts";
import { CopyButton } from "../../controls/CopyButton.tsx";
import { printCitationOf } from "../../data/citation.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes, formatCount, formatTime, zoneTitle } from "../../data/format.ts";
import { useZone } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { CopyText } from "../copying.ts";
import type { RecordReader } from "../recordReader.ts";
import { sinceFirst } from "../recordTime.ts";
import styles from "./InfoView.module.css";

export interface InfoViewProps {
  readonly row: Row;
  readonly reader: RecordReader;
  /** The transcript's, for citations. */
  readonly fileName: string;
  /** The least time of the transcript, if any record has one. */
  readonly firstTime: Milliseconds | undefined;
  readonly copyText: CopyText;
  readonly onProblem: (sentence: string | undefined) => void;
}

/**
 * Reads all of the record for its sum, in the engine, and stops when it goes. `onProblem` is told what could not be
 * copied, undefined when it could.
 */
export function InfoView({ row, reader, fileName, firstTime, copyText, onProblem }: InfoViewProps) {
  const cited = useCited(reader);
  const zone = useZone();
  const time = row.time === undefined ? undefined : formatTime(row.time);
  const { origin } = row;
  const offset = origin?.offset ?? row.offset;
  const copied = (name: string, text: string) => (
    <CopyButton label={name} onProblem={onProblem} copy={() => copyText(text)} />
  );
  const citation = cited?.ok === true ? printCitationOf(row, cited.value, fileName) : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.view} aria-label="What is known of the record" tabIndex={0} data-record-content="">
      <dl className={styles.facts}>
        {origin === undefined ? undefined : (
          <Fact name="Transcript">
            {visibleText(origin.name)}, its record {formatCount(origin.record)}
          </Fact>
        )}
        <Fact name="Record">{formatCount(row.record)}</Fact>
        <Fact name="Line">{formatCount(row.line)}</Fact>
        <Fact name="Bytes">
          {formatCount(offset)} to {formatCount(offset + Math.max(0, row.length - 1))}
        </Fact>
        <Fact name="Begins at">0x{offset.toString(16)}</Fact>
        <Fact name="Length">
          {row.length < 1000 ? formatBytes(row.length) : `${formatBytes(row.length)}, ${formatCount(row.length)} bytes`}
        </Fact>
        <Fact name="Kind">{visibleText(row.kind)}</Fact>
        {row.role === undefined ? undefined : <Fact name="Role">{visibleText(row.role)}</Fact>}
        {row.tool === undefined ? undefined : <Fact name="Tool">{visibleText(row.tool)}</Fact>}
        {row.flags.length === 0 ? undefined : <Fact name="Flags">{row.flags.join(", ")}</Fact>}
        {row.time === undefined || time === undefined ? (
          <Fact name="Time">none</Fact>
        ) : (
          <>
            <Fact name="Time">
              <span title={zoneTitle(zone)}>{time.full}</span>
            </Fact>
            <Fact name="In UTC">{time.utc}</Fact>
            <Fact name="Since 1970">{formatCount(row.time)} ms</Fact>
            {firstTime === undefined ? undefined : (
              <Fact name="In the transcript">{sinceFirst(row.time, firstTime)}</Fact>
            )}
          </>
        )}
        {cited === undefined ? <Fact name="SHA-256">reading {formatBytes(row.length)} …</Fact> : undefined}
        {cited?.ok === false ? <Fact name="SHA-256">{failureSentence(cited.failure)}</Fact> : undefined}
        {cited?.ok === true ? (
          <Fact name="SHA-256" action={copied("Copy sum", cited.value.sha256)}>
            {cited.value.sha256}
          </Fact>
        ) : undefined}
        {citation === undefined ? undefined : (
          <Fact name="Citation" action={copied("Copy citation", citation)}>
            {visibleText(citation)}
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** Undefined until all of the record has been read. */
function useCited(reader: RecordReader): Result<Cited, Failure> | undefined {
  const [known, setKnown] = useState<{ readonly of: RecordReader; readonly cited: Result<Cited, Failure> }>();
  useEffect(() => {
    const reading = new AbortController();
    void reader.cite(reading.signal).then((cited) => {
      if (!reading.signal.aborted) setKnown({ of: reader, cited });
    });
    return () => reading.abort();
  }, [reader]);
  return known?.of === reader ? known.cited : undefined;
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

function Fact({ name, children, action }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        {children}
        {action}
      </dd>
    </div>
  );
}
