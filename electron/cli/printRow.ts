import type { Row } from "../../shared/rows.ts";

/** A row as one line of JSON: of a record, or of a run of them by its first one. */
export function printRow(row: Row): string {
  return `${JSON.stringify({
    record: row.record,
    line: row.line,
    offset: row.offset,
    length: row.length,
    time: row.time ?? null,
    kind: row.kind,
    role: row.role ?? null,
    tool: row.tool ?? null,
    flags: row.flags,
    ...(row.run === undefined ? {} : { records: row.run.records, lastRecord: row.run.last, bytes: row.run.bytes }),
    preview: row.preview,
  })}\n`;
}
