// A record with a line for each value, character for character but for the blanks between them. Characters that hide are shown as
// their escapes, so what is copied means the same. It is drawn whole, so it has a bound.

import { useEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { markSought, rangesIn } from "../../controls/soughtMarks.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes } from "../../data/format.ts";
import { indentedJson } from "../../data/indentedJson.ts";
import { visibleJson } from "../../data/visibleText.ts";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { useCurrentHit } from "../hits/useHits.ts";
import type { RecordReader, TooLong } from "../recordReader.ts";
import { readWhole } from "../recordReader.ts";
import styles from "./IndentedText.module.css";
import { jsonSpans } from "./jsonSpans.ts";

/** Bytes of a record. */
export const mostIndented = 250_000;

export interface IndentedTextProps {
  readonly reader: RecordReader;
  readonly hits: SoughtHits | undefined;
}

/** Another record needs another key. */
export function IndentedText({ reader, hits }: IndentedTextProps) {
  const [read, setRead] = useState<Result<string, Failure | TooLong>>();
  useEffect(() => {
    const request = new AbortController();
    void readWhole((from) => reader.text(from, mostIndented, request.signal), mostIndented).then((text) => {
      if (!request.signal.aborted) setRead(text);
    });
    return () => request.abort();
  }, [reader]);
  const spans = useMemo(
    () => (read?.ok === true ? jsonSpans(visibleJson(indentedJson(read.value.trim()))) : []),
    [read],
  );
  const text = useRef<HTMLPreElement>(null);
  useMarks(text, hits, spans);
  return (
    <div className={styles.view}>
      {read?.ok === false ? (
        <p className={styles.said}>{problemOf(read.failure, reader.row.length)}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
        <pre
          ref={text}
          className={styles.text}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
          tabIndex={0}
          role="group"
          aria-label="Indented text of the record"
          aria-busy={read === undefined}
          data-record-content=""
        >
          {spans.map(({ sort, text: piece }, at) =>
            sort === "plain" ? (
              piece
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their place
              <span key={at} className={styles[sort]}>
                {piece}
              </span>
            ),
          )}
        </pre>
      )}
    </div>
  );
}

function problemOf(failure: Failure | TooLong, length: number): string {
  return failure.code === "too-long"
    ? `Records of up to ${formatBytes(mostIndented)} are indented; this one has ${formatBytes(length)}. The tree shows it value by value.`
    : failureSentence(failure);
}

/** What is found stands in the same order in the file and here. */
function useMarks(text: { readonly current: HTMLElement | null }, hits: SoughtHits | undefined, drawn: unknown): void {
  const current = useCurrentHit(hits);
  const marked = useRef<readonly Range[]>([]);
  const markedCurrent = useRef<readonly Range[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn has to be marked anew
  useEffect(() => {
    const ranges = text.current === null || hits === undefined ? [] : rangesIn(text.current, hits.finder);
    marked.current = markSought("sought", marked.current, ranges);
    const range = current === undefined ? undefined : ranges[current.index];
    markedCurrent.current = markSought("sought-current", markedCurrent.current, range === undefined ? [] : [range]);
    range?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return () => {
      marked.current = markSought("sought", marked.current, []);
      markedCurrent.current = markSought("sought-current", markedCurrent.current, []);
    };
  }, [text, hits, current, drawn]);
}
