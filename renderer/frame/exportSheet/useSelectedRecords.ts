import { useEffect, useState } from "react";
import type { RowRanges } from "../../data/rowRanges.ts";
import { countRows } from "../../data/rowRanges.ts";
import type { SelectedIn, SelectedRecords } from "./selectedRecords.ts";
import { selectedRecords } from "./selectedRecords.ts";

export interface SelectionWanted extends Omit<SelectedIn, "engine" | "view"> {
  readonly engine: SelectedIn["engine"] | undefined;
  readonly view: string | undefined;
  readonly ranges: RowRanges;
  /** Asked for only while somebody chooses. */
  readonly wanted: boolean;
}

/** Which records are selected together; undefined until that is known, and when it is one or none. */
export function useSelectedRecords(selection: SelectionWanted): SelectedRecords | undefined {
  const { engine, transcript, view, filterText, ranges, wanted } = selection;
  const [known, setKnown] = useState<{ readonly ranges: RowRanges; readonly records: SelectedRecords }>();
  useEffect(() => {
    if (!wanted || engine === undefined || view === undefined || countRows(ranges) < 2) return undefined;
    const control = new AbortController();
    void selectedRecords({ engine, transcript, view, filterText }, ranges, control.signal).then((records) => {
      if (records !== undefined && !control.signal.aborted) setKnown({ ranges, records });
    });
    return () => control.abort();
  }, [engine, filterText, ranges, transcript, view, wanted]);
  return known?.ranges === ranges && wanted ? known.records : undefined;
}
