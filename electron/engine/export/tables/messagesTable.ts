// The conversation as a table: a row for each message, call, result without a call, and ruler, whatever its marks are, in the
// order in which they were begun.

import type { EntrySort } from "../../conversation/entryColumns.ts";
import { marksOfEntry } from "../../conversation/markNames.ts";
import { MeasuredEntries } from "../../conversation/measuredEntries.ts";
import { Pacer } from "../../conversation/pacer.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import { ByteWindow } from "../../scanner/byteWindow.ts";
import { callId, piecesOf, trueOutputs } from "../../snapshot/entryParts.ts";
import { DecodedText } from "../decodedText.ts";
import type { ExportJob, Written } from "../exportJob.ts";
import { allWritten } from "../exportJob.ts";
import { readTableEntries } from "./readTableEntries.ts";
import type { Batch, Cell, Column, Table } from "./table.ts";
import { Turns } from "./turns.ts";

/** Rows that are read together, and characters of arguments in them. */
const batchRows = 1_024;
const batchCharacters = 128 * 1024;
/** Characters of a call's arguments that stand in the table. */
const inputLength = 2_000;

/** What each holds, and when it is empty, is told in docs/exports.md. Readers go by their names and their order. */
export const messageColumns: readonly Column[] = [
  { name: "source", type: "text" },
  { name: "message", type: "whole" },
  { name: "id", type: "text" },
  { name: "turn", type: "whole" },
  { name: "role", type: "text" },
  { name: "live", type: "truth" },
  { name: "marks", type: "text" },
  { name: "first_record", type: "whole" },
  { name: "last_record", type: "whole" },
  { name: "first_time", type: "time" },
  { name: "last_time", type: "time" },
  { name: "text_bytes", type: "whole" },
  { name: "attachments", type: "whole" },
  { name: "model", type: "text" },
  { name: "input_tokens", type: "whole" },
  { name: "cached_input_tokens", type: "whole" },
  { name: "cache_write_tokens", type: "whole" },
  { name: "output_tokens", type: "whole" },
  { name: "reasoning_tokens", type: "whole" },
  { name: "parent", type: "whole" },
  { name: "tool", type: "text" },
  { name: "call", type: "text" },
  { name: "input", type: "text" },
  { name: "input_bytes", type: "whole" },
  { name: "error", type: "truth" },
  { name: "exit_code", type: "whole" },
];

export function messagesTable(job: ExportJob): Table {
  const written = { messages: 0, toolCalls: 0, recordsIn: 0 };
  return {
    columns: messageColumns,
    batches: () => batchesOf(job, written),
    written: (): Written => ({ ...allWritten(0, job.transcript.source.size), ...written }),
  };
}

async function* batchesOf(
  job: ExportJob,
  written: { messages: number; toolCalls: number; recordsIn: number },
): AsyncGenerator<Batch, void, undefined> {
  const { transcript, signal, report } = job;
  const entries = new MeasuredEntries();
  const accepts = job.filter.type === "all" ? undefined : (record: number) => job.view.accepts(record);
  written.recordsIn = await readTableEntries(job, entries, accepts);
  entries.settle();
  const pacer = new Pacer(signal);
  const text = new DecodedText(new ByteWindow(transcript.source), transcript.source, pacer);
  const turns = new Turns(entries);
  let cells: Cell[][] = messageColumns.map(() => []);
  let rows = 0;
  let characters = 0;
  for (let entry: Entry = 1; entry <= entries.count; entry++) {
    const sort = entries.sort(entry);
    if (sort === "message") written.messages++;
    else if (sort === "call") written.toolCalls++;
    if (sort !== "replaced") {
      const row = await rowOf(entry, { name: transcript.name, entries, turns, text, pacer });
      row.forEach((value, column) => {
        cells[column]?.push(value);
        if (typeof value === "string") characters += value.length;
      });
      rows++;
    }
    if (rows < batchRows && characters < batchCharacters && entry < entries.count) continue;
    report("writing rows", entry, entries.count);
    yield { rows, columns: cells };
    cells = messageColumns.map(() => []);
    rows = 0;
    characters = 0;
  }
}

/** Entries that are no message, call or result. */
const textless: ReadonlySet<EntrySort> = new Set(["compaction", "notice", "error"]);

interface Reading {
  readonly name: string;
  readonly entries: MeasuredEntries;
  readonly turns: Turns;
  readonly text: DecodedText;
  readonly pacer: Pacer;
}

async function rowOf(entry: Entry, { name, entries, turns, text, pacer }: Reading): Promise<readonly Cell[]> {
  const sort = entries.sort(entry);
  const isCall = sort === "call";
  const hasResult = sort === "orphan" || entries.hasResult(entry) || entries.hasMadeUpResult(entry);
  let textBytes = 0;
  const texts = isCall || sort === "orphan" ? trueOutputs(entries, entry) : piecesOf(entries, entry, "text");
  await pacer.run(
    text.read(texts, (part) => {
      textBytes += Buffer.byteLength(part);
    }),
  );
  let input = "";
  let inputBytes = 0;
  const inputs = isCall ? piecesOf(entries, entry, "input") : [];
  await pacer.run(
    text.readArguments(inputs, (part) => {
      inputBytes += Buffer.byteLength(part);
      if (input.length < inputLength) input += part.slice(0, inputLength - input.length);
    }),
  );
  return [
    name,
    entry,
    sort === "message" ? entries.idOf(entry) || undefined : undefined,
    turns.ofEntry(entry),
    sort === "message" ? entries.speaker(entry) : isCall || sort === "orphan" ? "tool" : sort,
    entries.isLive(entry),
    marksOfEntry(entries, entry).join(", "),
    entries.recordOf(entry),
    entries.lastRecordOf(entry),
    entries.timeOf(entry),
    entries.lastTimeOf(entry),
    (isCall && !hasResult) || textless.has(sort) ? undefined : textBytes,
    sort === "message" ? piecesOf(entries, entry, "attachment").length : undefined,
    entries.modelOf(entry),
    entries.tokensOf(entry, "input"),
    entries.tokensOf(entry, "cachedInput"),
    entries.tokensOf(entry, "cacheWrite"),
    entries.tokensOf(entry, "output"),
    entries.tokensOf(entry, "reasoning"),
    entries.ownerOf(entry) || undefined,
    isCall ? entries.nameOf(entry) : undefined,
    isCall ? callId(entries, entry) : sort === "orphan" ? entries.idOf(entry) : undefined,
    // A character that is cut in two is none.
    inputs.length === 0 ? undefined : input.toWellFormed(),
    inputs.length === 0 ? undefined : inputBytes,
    isCall && entries.hasResult(entry) ? entries.outcomeOf(entry) === "failed" : undefined,
    isCall ? entries.exitCodeOf(entry) : undefined,
  ];
}
