// A record as its bytes, in hexadecimal and as characters; those that are no UTF-8 stand out.

import { Fragment } from "react";
import { assertNever } from "../../../shared/assertNever.ts";
import { Marked } from "../../controls/Marked.tsx";
import { PlacedRow } from "../blocks/PlacedRow.tsx";
import type { PlacedShared } from "../blocks/PlacedRows.tsx";
import { PlacedRows } from "../blocks/PlacedRows.tsx";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { hitsBetween } from "../hits/textHits.ts";
import type { LongRowProps } from "../longList/LongList.tsx";
import styles from "./BytesView.module.css";
import type { ByteBlock, ByteBlocks } from "./byteBlocks.ts";
import { shownBytes } from "./byteBlocks.ts";
import type { ByteLook } from "./byteRows.ts";
import { byteColumnsFor, byteRuns, hexWidth } from "./byteRows.ts";

export interface BytesViewProps {
  readonly blocks: ByteBlocks;
  readonly hits: SoughtHits | undefined;
  /** Another number for another record. */
  readonly epoch: number;
  /** The record's, in bytes. */
  readonly length: number;
}

/** As `PlacedRows`: offset, hexadecimal, characters. The list takes the focus, and arrows scroll it. */
export function BytesView(props: BytesViewProps) {
  return <PlacedRows {...props} label="Bytes of the record" columnsFor={byteColumnsFor} rowComponent={ByteRow} />;
}

function ByteRow({ row, style, shared }: LongRowProps<PlacedShared<ByteBlock>>) {
  const { blocks, hits, current, length, columns, digits, target } = shared;
  const from = row * columns;
  const to = Math.min(length, from + columns);
  const bytes = shownBytes(blocks, from, to);
  const runs = bytes === undefined ? undefined : byteRuns(bytes, from, hitsBetween(hits, from, to), current);
  return (
    <PlacedRow {...{ row, style, columns, digits, target }}>
      {runs === undefined ? undefined : (
        <>
          <span className={styles.hex} style={{ width: `${hexWidth(columns)}ch` }}>
            {runs.map(({ at, look, gap, hex }) => (
              <Fragment key={at}>
                {gap}
                <Looking look={look} text={hex} />
              </Fragment>
            ))}
          </span>
          <span className={styles.characters}>
            {runs.map(({ at, look, characters }) => (
              <Looking key={at} look={look} text={characters} />
            ))}
          </span>
        </>
      )}
    </PlacedRow>
  );
}

function Looking({ look, text }: { readonly look: ByteLook; readonly text: string }) {
  switch (look) {
    case "plain":
      return text;
    case "hit":
    case "current":
      return <Marked text={text} ranges={[{ from: 0, to: text.length, current: look === "current" }]} />;
    case "invalid":
      return (
        <span className={styles.invalid} title="Not UTF-8">
          {text}
        </span>
      );
    case "other":
      return <span className={styles.other}>{text}</span>;
    default:
      return assertNever(look);
  }
}
