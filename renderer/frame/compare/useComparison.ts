import { useEffect, useState } from "react";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Row } from "../../../shared/rows.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { countRows } from "../../data/rowRanges.ts";
import type { Workspace } from "../../data/workspace.ts";
import type { RecordReader } from "../../detail/recordReader.ts";
import { createRecordReader } from "../../detail/recordReader.ts";
import { readRows } from "../rowMenu/copyRows.ts";
import type { Comparison } from "./compareTexts.ts";
import { compareTexts, mostComparedBytes } from "./compareTexts.ts";

/** Two rows with their texts compared; `isCut`: of one of them only the first `mostComparedBytes`. */
export interface ComparedRecords {
  readonly rows: readonly [Row, Row];
  readonly comparison: Comparison;
  /** One of them is longer than what is compared. */
  readonly isCut: boolean;
}

const sliceBytes = 256 * 1024;

/** The two records that are selected, compared; undefined until they are read. */
export function useComparison(workspace: Workspace, open: boolean): Result<ComparedRecords, string> | undefined {
  const [known, setKnown] = useState<Result<ComparedRecords, string>>();
  useEffect(() => {
    setKnown(undefined);
    if (!open) return;
    const stop = new AbortController();
    void compareSelected(workspace, stop.signal).then((compared) => {
      if (!stop.signal.aborted) setKnown(compared);
    });
    return () => stop.abort();
  }, [workspace, open]);
  return known;
}

async function compareSelected(workspace: Workspace, signal: AbortSignal): Promise<Result<ComparedRecords, string>> {
  const { shown } = workspace.viewing.store.getState();
  const open = workspace.transcript.getState();
  const connected = workspace.connection.state.getState();
  if (shown === undefined || open.phase !== "open" || connected.phase !== "ready") {
    return fail(failureSentence({ code: "engine-stopped" }));
  }
  const selected = workspace.selecting.selected();
  if (countRows(selected) !== 2) return fail("Two records are compared. Select them: Ctrl Click takes a second one.");
  const rows = await readRows({ engine: connected.engine, transcript: open.id }, shown.state.view, selected);
  if (!rows.ok) return rows;
  const [first, second] = rows.value;
  if (first === undefined || second === undefined)
    return fail("The records cannot be found any more. Select them again.");
  const texts: string[] = [];
  for (const row of [first, second]) {
    const text = await readBeginning(createRecordReader(connected.engine, open.id, row), signal);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  const isCut = [first, second].some(({ length }) => length > mostComparedBytes);
  return succeed({ rows: [first, second], comparison: compareTexts(texts[0] ?? "", texts[1] ?? ""), isCut });
}

async function readBeginning(reader: RecordReader, signal: AbortSignal): Promise<Result<string, string>> {
  let text = "";
  for (let at = 0; at < Math.min(reader.row.length, mostComparedBytes); ) {
    const slice = await reader.text(at, Math.min(sliceBytes, mostComparedBytes - at), signal);
    if (!slice.ok) return fail(failureSentence(slice.failure));
    text += slice.value.text;
    if (slice.value.next <= at || slice.value.next >= slice.value.end) break;
    at = slice.value.next;
  }
  return succeed(text);
}
