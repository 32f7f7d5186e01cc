// What is looked for, by the filter or inside the record, and where it stands in the record that is shown.

import type { Sought } from "../../../shared/findText.ts";
import type { HitFinder } from "../../../shared/hitFinder.ts";
import type { RecordReader } from "../recordReader.ts";
import type { HitsManner, ReadHits, RecordHits } from "./recordHits.ts";
import { createRecordHits } from "./recordHits.ts";
import type { TextHits } from "./textHits.ts";
import { createTextHits } from "./textHits.ts";

/** Of one record; `dispose` stops both searches, and whoever opened it has to call it. */
export interface SoughtHits {
  readonly finder: HitFinder;
  readonly by: Sought["by"];
  /** To go from one to the next. */
  readonly record: RecordHits;
  /** To be marked in the raw text. */
  readonly text: TextHits;
  dispose(): void;
}

/** The search for the first hits begins at once. */
export function openSoughtHits(
  { filter, finder, by }: Sought,
  { row, hits }: Pick<RecordReader, "row" | "hits">,
  manner: Pick<HitsManner, "landing" | "asked">,
): SoughtHits {
  const read: ReadHits = (from, length, signal) => hits(filter, from, length, signal);
  const record = createRecordHits(read, row.length, { ...manner, inside: by === "find" });
  const text = createTextHits(read, row.length);
  return {
    finder,
    by,
    record,
    text,
    dispose: () => {
      record.dispose();
      text.dispose();
    },
  };
}
