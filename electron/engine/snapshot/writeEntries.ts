// The conversation of any family as AG-UI has it: its messages, or a log that the official client replays to them: one run
// with one list of messages. Pass 1 folds the records, pass 2 reads again what is written; neither holds text.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { Entries } from "../conversation/entries.ts";
import { Pacer } from "../conversation/pacer.ts";
import { readEntries } from "../conversation/readEntries.ts";
import type { Format } from "../formats/format.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Extras } from "./chosenEntries.ts";
import { ChosenEntries } from "./chosenEntries.ts";
import { EntryWriter } from "./entryWriter.ts";
import { JsonOutput } from "./output.ts";
import { createPrettySink } from "./prettySink.ts";
import { Remarks } from "./remarks.ts";
import type { SnapshotInput, SnapshotSummary } from "./writeSnapshot.ts";

export interface EntriesExport extends SnapshotInput {
  readonly as: "snapshot" | "messages";
  readonly format: Format;
  readonly extras: Extras;
  readonly pretty: boolean;
}

export async function writeEntries(input: EntriesExport): Promise<Result<SnapshotSummary>> {
  const { source, format, prefix, accepts, signal, onProgress, as } = input;
  try {
    signal.throwIfAborted();
    const entries = new Entries();
    const remarks = new Remarks();
    let records = 0;
    await readEntries(source, { format, time: format.plan([]).time, prefix, accepts }, entries, {
      signal,
      onProgress: (offset) => onProgress("reading", offset, input.size),
      onRecord: () => {
        records++;
      },
      onDamaged: ({ number, line, torn }) => {
        records++;
        remarks.at(number, line);
        remarks.skipped(torn ? "the file ends inside it" : "it is not JSON");
      },
    });
    remarks.beginPass();
    const pacer = new Pacer(signal);
    const sink = input.pretty && as === "messages" ? createPrettySink(input.sink) : input.sink;
    const output = new JsonOutput(sink, source, pacer);
    const writer = new EntryWriter({
      entries,
      chosen: new ChosenEntries(entries, input.extras),
      extras: input.extras,
      window: new ByteWindow(source),
      output,
      remarks,
      onEntry: (entry) => onProgress("writing messages", entry, entries.count),
    });
    if (as === "messages") {
      await pacer.run(writer.writeAll());
      output.endLine();
    } else await writeRun(source.name, writer, output, pacer);
    await pacer.run(output.flush());
    const { messages, toolCalls } = writer;
    const written = { recordsIn: records, recordsOut: output.lines, bytesOut: output.bytesWritten };
    return succeed({ ...written, messages, toolCalls, ...remarks.all });
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  }
}

/** A list of messages has to lie inside a run. The same file always gives the same ids. */
async function writeRun(name: string, writer: EntryWriter, output: JsonOutput, pacer: Pacer): Promise<void> {
  const ids = `"threadId":${JSON.stringify(name)},"runId":"run-1"`;
  output.put(`{"type":"RUN_STARTED",${ids}}`);
  output.endLine();
  output.put('{"type":"MESSAGES_SNAPSHOT","messages":');
  await pacer.run(writer.writeAll());
  output.put("}");
  output.endLine();
  output.put(`{"type":"RUN_FINISHED",${ids}}`);
  output.endLine();
}
