import { useEffect, useState } from "react";
import type { RowRanges } from "../../data/rowRanges.ts";
import { countRows } from "../../data/rowRanges.ts";
import type { SelectedIn, SelectedRecords } from "./selectedRecords.ts";
import { selectedRecords } from "./selectedRecords.ts";

export interface SelectionWanted extends Omit<SelectedIn, "engine" | "list"> {
  readonly engine: SelectedIn["engine"] | undefined;
  readonly list: SelectedIn["list"] | undefined;
  readonly ranges: RowRanges;
  /** Asked for only while somebody chooses. */
  readonly wanted: boolean;
}

/** Which records are selected together; undefined until that is known, and when it is one or none. */
export function useSelectedRecords(selection: SelectionWanted): SelectedRecords | undefined {
  const { engine, transcript, list, filterText, ranges, wanted } = selection;
  const [known, setKnown] = useState<{ readonly ranges: RowRanges; readonly records: SelectedRecords }>();
  useEffect(() => {
    if (!wanted || engine === undefined || list === undefined || (countRows(ranges) < 2 && list.folded !== true))
      return undefined;
    const control = new AbortController();
    void selectedRecords({ engine, transcript, list, filterText }, ranges, control.signal).then((records) => {
      if (records !== undefined && !control.signal.aborted) setKnown({ ranges, records });
    });
    return () => control.abort();
  }, [engine, filterText, ranges, transcript, list, wanted]);
  return known?.ranges === ranges && wanted ? known.records : undefined;
}
