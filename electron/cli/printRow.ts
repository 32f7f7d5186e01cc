import { printJson } from "../../shared/printText.ts";
import type { Row } from "../../shared/rows.ts";

/** A row as one line of JSON: of a record, or of a run of them by its first one; of a group, with the transcript and the place there. */
export function printRow(row: Row): string {
  const { origin, run } = row;
  return `${printJson({
    // What is undefined is left out.
    source: origin?.name,
    record: origin?.record ?? row.record,
    line: row.line,
    offset: origin?.offset ?? row.offset,
    length: row.length,
    time: row.time ?? null,
    kind: row.kind,
    role: row.role ?? null,
    tool: row.tool ?? null,
    flags: row.flags,
    records: run?.records,
    lastRecord: run?.last,
    bytes: run?.bytes,
    preview: row.preview,
  })}\n`;
}
