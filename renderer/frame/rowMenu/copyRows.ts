// The selected records on the clipboard. It is put together in the page, so it has a bound; above it, a sentence says what
// to do instead.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Row } from "../../../shared/rows.ts";
import { printCitationOf } from "../../data/citation.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatBytes, formatCount, formatCounted, formatTime } from "../../data/format.ts";
import { indentedJson } from "../../data/indentedJson.ts";
import { rowsPerPage } from "../../data/pageCache.ts";
import type { RowRanges } from "../../data/rowRanges.ts";
import { countRows } from "../../data/rowRanges.ts";
import type { Target } from "../../data/target.ts";
import type { ListedView } from "../../data/viewRows.ts";
import { viewRowsOf } from "../../data/viewRows.ts";
import type { CopyText } from "../../detail/copying.ts";
import { mostCopied } from "../../detail/copying.ts";
import { createRecordReader, readWhole } from "../../detail/recordReader.ts";

/**
 * `json`: as it stands in the file, a line each. `pretty`: indented. `rows`: what the list shows. `citation`: what
 * names each for good.
 */
export type CopiedAs = "json" | "pretty" | "rows" | "citation";

/** Rows that are copied at once. */
const mostRows = 20_000;
const sliceBytes = 256 * 1024;

/** Where the rows are from. `file` is the name of what is open, for citations. */
export interface Copying {
  readonly to: Target;
  readonly list: ListedView;
  readonly file: string;
  readonly copyText: CopyText;
}

/** Answers what happened, in a sentence. */
export async function copyRows(copying: Copying, ranges: RowRanges, as: CopiedAs): Promise<Result<string, string>> {
  const viewRanges = await viewRowsOf(copying.to, copying.list, ranges);
  if (viewRanges === undefined) return fail("The records cannot be found any more. Select them again.");
  const count = countRows(viewRanges);
  const advice = "Export them instead: filter for them, or choose fewer.";
  if (count > mostRows) return fail(`Up to ${formatCount(mostRows)} records can be copied. ${advice}`);
  const rows = await readRows(copying.to, copying.list.view, viewRanges, "single");
  if (!rows.ok) return rows;
  const bytes = rows.value.reduce((sum, { length }) => sum + length, 0);
  const needsAll = as === "json" || as === "pretty";
  if (needsAll && bytes > mostCopied)
    return fail(`These are ${formatBytes(bytes)}; up to ${formatBytes(mostCopied)} can be copied. ${advice}`);
  const lines: string[] = [];
  for (const row of rows.value) {
    const line = await lineOf(copying, row, as);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  const problem = await copying.copyText(lines.join("\n"));
  if (problem !== undefined) return fail(problem);
  return succeed(`${formatCounted(count, "record")} copied${asWords[as]}.`);
}

const asWords: Readonly<Record<CopiedAs, string>> = {
  json: "",
  pretty: " as indented JSON",
  rows: " as rows of text",
  citation: " as citation",
};

/** Rows of the list, or `single` ones of its view, page by page. */
export async function readRows(
  to: Target,
  view: string,
  ranges: RowRanges,
  of: "list" | "single" = "list",
): Promise<Result<readonly Row[], string>> {
  const rows: Row[] = [];
  for (const { first, last } of ranges) {
    for (let from = first; from <= last; from += rowsPerPage) {
      const count = Math.min(rowsPerPage, last + 1 - from);
      const page = await to.engine.request("rows", {
        transcript: to.transcript,
        view,
        from,
        count,
        single: of === "single",
      });
      if (!page.ok) return fail(failureSentence(page.failure));
      rows.push(...page.value.rows);
    }
  }
  return succeed(rows);
}

async function lineOf({ to, file }: Copying, row: Row, as: CopiedAs): Promise<Result<string, string>> {
  switch (as) {
    case "json":
    case "pretty": {
      const reader = createRecordReader(to.engine, to.transcript, row);
      const { signal } = new AbortController();
      const text = await readWhole((from) => reader.text(from, sliceBytes, signal), mostCopied);
      if (text.ok) return succeed(as === "json" ? text.value : indentedJson(text.value));
      return fail(text.failure.code === "too-long" ? "The record is too long." : failureSentence(text.failure));
    }
    case "rows": {
      const time = row.time === undefined ? "" : (formatTime(row.time)?.full ?? "");
      return succeed([row.record, time, row.kind, row.role ?? "", row.tool ?? "", row.preview].join("\t"));
    }
    case "citation": {
      const cited = await to.engine.request("cite", { transcript: to.transcript, record: row.record });
      return cited.ok ? succeed(printCitationOf(row, cited.value, file)) : fail(failureSentence(cited.failure));
    }
  }
}
