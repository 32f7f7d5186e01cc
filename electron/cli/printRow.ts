import type { Row } from "../../shared/rows.ts";

/** A row as one line of JSON. */
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
    preview: row.preview,
  })}\n`;
}
