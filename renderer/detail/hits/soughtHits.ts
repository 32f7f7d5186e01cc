// What the filter looks for, and where it stands in the record that is shown.

import type { HitFinder } from "../../../shared/hitFinder.ts";
import type { RecordReader } from "../recordReader.ts";
import type { ReadHits, RecordHits } from "./recordHits.ts";
import { createRecordHits } from "./recordHits.ts";
import type { TextHits } from "./textHits.ts";
import { createTextHits } from "./textHits.ts";

export interface Sought {
  readonly filter: string;
  readonly finder: HitFinder;
}

export interface SoughtHits {
  readonly finder: HitFinder;
  /** To go from one to the next. */
  readonly record: RecordHits;
  /** To be marked in the raw text. */
  readonly text: TextHits;
  dispose(): void;
}

export function openSoughtHits(
  { filter, finder }: Sought,
  { row, hits }: Pick<RecordReader, "row" | "hits">,
  landing: "first" | "last",
): SoughtHits {
  const read: ReadHits = (from, length, signal) => hits(filter, from, length, signal);
  const record = createRecordHits(read, row.length, landing);
  const text = createTextHits(read, row.length);
  return {
    finder,
    record,
    text,
    dispose: () => {
      record.dispose();
      text.dispose();
    },
  };
}
