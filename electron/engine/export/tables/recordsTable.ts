// The index as a table: a row for each record that passes, in file order.

import { collectGarbage } from "../../environment/collectGarbage.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { ExportJob } from "../exportJob.ts";
import { allWritten, isConversation } from "../exportJob.ts";
import { pairIdsOf } from "./pairIds.ts";
import { readTableEntries } from "./readTableEntries.ts";
import { RecordMessages } from "./recordMessages.ts";
import type { Batch, Cell, Column, Table } from "./table.ts";
import { Turns } from "./turns.ts";

/** Rows that are read together: few enough that they are garbage before they are old. */
const batchRows = 256;

/** Told in docs/exports.md, too. `message` and `turn` are empty where the format has no conversation. */
export const recordColumns: readonly Column[] = [
  { name: "source", type: "text" },
  { name: "record", type: "whole" },
  { name: "offset", type: "whole" },
  { name: "length", type: "whole" },
  { name: "line", type: "whole" },
  { name: "time", type: "time" },
  { name: "kind", type: "text" },
  { name: "role", type: "text" },
  { name: "tool", type: "text" },
  { name: "pair", type: "text" },
  { name: "error", type: "truth" },
  { name: "malformed", type: "truth" },
  { name: "message", type: "whole" },
  { name: "turn", type: "whole" },
];

export function recordsTable(job: ExportJob): Table {
  return {
    columns: recordColumns,
    batches: () => batchesOf(job),
    written: () => allWritten(job.view.rows(), job.view.bytes()),
  };
}

async function* batchesOf(job: ExportJob): AsyncGenerator<Batch, void, undefined> {
  const { transcript, view, signal, report } = job;
  const conversation = await conversationOf(job);
  const labels = transcript.labels(view);
  const areErrors = labels.kinds.map(labels.isErrorKind);
  const pairIds = pairIdsOf(transcript.source, labels);
  const rows = view.rows();
  for (let from = 0; from < rows; from += batchRows) {
    report("writing rows", from, rows);
    const cells: Cell[][] = recordColumns.map(() => []);
    const places: { offset: number; length: number }[] = [];
    view.visit(from, batchRows, (record, index, row) => {
      const kind = index.kinds[row] ?? 0;
      const bits = index.flags[row] ?? 0;
      const time = index.times[row] ?? Number.NaN;
      const place = { offset: index.offsets[row] ?? 0, length: index.lengths[row] ?? 0 };
      places.push(place);
      const values: readonly Cell[] = [
        transcript.name,
        record,
        place.offset,
        place.length,
        index.lines[row] ?? 0,
        Number.isNaN(time) ? undefined : time,
        labels.kinds[kind],
        labelled(labels.roles, index.roles[row]),
        labelled(labels.tools, index.tools[row]),
        undefined,
        areErrors[kind] === true || (bits & flagBit.error) !== 0,
        (bits & flagBit.malformed) !== 0,
        conversation?.entries.entryOfRecord(record) || undefined,
        conversation?.turns.ofRecord(record),
      ];
      values.forEach((value, column) => {
        cells[column]?.push(value);
      });
    });
    const ids = await pairIds(places, signal);
    yield {
      rows: places.length,
      columns: cells.map((list, column) => (recordColumns[column]?.name === "pair" ? ids : list)),
    };
  }
  report("writing rows", rows, rows);
}

/** Bytes of a transcript that leave enough behind: a group may have a thousand shorter ones. */
const worthCollecting = 4 * 1024 * 1024;

/** All of it, whatever the filter lets through: a record's turn is that of the transcript. Undefined where there is none. */
async function conversationOf(job: ExportJob) {
  if (!isConversation(job.transcript)) return undefined;
  const entries = new RecordMessages();
  await readTableEntries(job, entries, undefined);
  // What it was read with, before the rows are read with as much again. Of a short one that is less than a look takes.
  if (job.transcript.source.size >= worthCollecting) collectGarbage();
  return { entries, turns: new Turns(entries) };
}

function labelled(names: readonly string[], number: number | undefined): string | undefined {
  return number === undefined || number === 0 ? undefined : names[number];
}
