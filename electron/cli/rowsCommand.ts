import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { Row } from "../../shared/rows.ts";
import type { RowsRequest } from "./args.ts";
import type { Session } from "./openInput.ts";
import { waitForIndex } from "./openInput.ts";

/** Rows that are read and printed at once. */
const pageRows = 500;

/** Prints rows as soon as they are indexed: the first ones of a long transcript come at once. */
export async function rowsCommand(request: RowsRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const view = transcript.query(request.filter);
  const end = request.count === undefined ? Number.POSITIVE_INFINITY : request.from + request.count;
  for (let next = request.from; next < end; ) {
    const wanted = Math.min(next + pageRows, end);
    const indexed = await waitForIndex(session, () => view.rows() >= wanted);
    if (!indexed.ok) return indexed;
    const page = transcript.rows(view, next, wanted - next);
    if (page.length === 0) break;
    await terminal.output.write(page.map(printRow).join(""));
    signal.throwIfAborted();
    next += page.length;
  }
  return succeed(undefined);
}

function printRow(row: Row): string {
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
