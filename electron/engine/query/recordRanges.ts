import type { Columns } from "../scanner/indexScan.ts";
import type { RecordRange } from "./view.ts";

/** Neighbours with exactly one newline between them are one run. The list is made at once, since columns are reused. */
export function recordRanges(
  { count, offsets, lengths, lines }: Columns,
  passes: (row: number) => boolean,
): readonly RecordRange[] {
  const found: RecordRange[] = [];
  let offset = -1;
  let end = -1;
  let line = 0;
  let records = 0;
  for (let row = 0; row < count; row++) {
    if (!passes(row)) continue;
    const start = offsets[row] ?? 0;
    const thisLine = lines[row] ?? 0;
    if (records > 0 && start === end + 1 && thisLine === line + 1) records++;
    else {
      if (records > 0) found.push({ offset, length: end - offset, records });
      offset = start;
      records = 1;
    }
    end = start + (lengths[row] ?? 0);
    line = thisLine;
  }
  if (records > 0) found.push({ offset, length: end - offset, records });
  return found;
}
