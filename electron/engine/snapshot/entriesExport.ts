// What every export of a conversation has in common: pass 1 folds the records, pass 2 reads again what is written; neither
// holds text.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { MeasuredEntries } from "../conversation/measuredEntries.ts";
import { Pacer } from "../conversation/pacer.ts";
import { readEntries } from "../conversation/readEntries.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { Format } from "../formats/format.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Extras } from "./chosenEntries.ts";
import { ChosenEntries } from "./chosenEntries.ts";
import { chooseThread } from "./listThreads.ts";
import { JsonOutput } from "./output.ts";
import { Remarks } from "./remarks.ts";
import type { SnapshotInput, SnapshotSummary } from "./writeSnapshot.ts";

/**
 * `extras` are all false where nothing is asked for; `format` is the family's own, not the choice that the user sees.
 */
export interface EntriesInput extends SnapshotInput {
  readonly format: Format;
  readonly extras: Extras;
}

/** What the second pass works with. */
export interface EntriesParts {
  readonly entries: MeasuredEntries;
  readonly chosen: ChosenEntries;
  /** The least time that any record has, in milliseconds since 1970; undefined: none has one. */
  readonly started: number | undefined;
  readonly extras: Extras;
  /** Bytes of a call's result that are kept; undefined: all. */
  readonly clipTools: number | undefined;
  readonly window: ByteWindow;
  readonly output: JsonOutput;
  readonly remarks: Remarks;
  readonly pacer: Pacer;
  /** Told how many entries are behind. */
  readonly onEntry: (entry: Entry) => void;
}

/** How many messages and calls were written. */
export interface WrittenEntries {
  readonly messages: number;
  readonly toolCalls: number;
  /** What is to be known about all of it, in a sentence. */
  readonly notice?: string | undefined;
}

/** Fails for a log of several threads, when it is cancelled, and when the source changes meanwhile. */
export async function exportEntries(
  input: EntriesInput,
  write: (parts: EntriesParts) => Promise<WrittenEntries>,
): Promise<Result<SnapshotSummary>> {
  const { source, format, prefix, signal, onProgress } = input;
  try {
    signal.throwIfAborted();
    const choice = format.name === "ag-ui" ? await chooseThread(input) : succeed(input.accepts);
    if (!choice.ok) return choice;
    const accepts = choice.value;
    const remarks = new Remarks();
    const entries = new MeasuredEntries((record, line) => {
      remarks.at(record, line);
      remarks.skipped("there is no message or call that it belongs to");
    });
    const reading = { format, time: timePathsOf(format, prefix), prefix, accepts, withMessages: true };
    const { records, started } = await readEntries(source, reading, entries, {
      signal,
      onProgress: (offset) => onProgress("reading", offset, input.size),
      onDamaged: ({ number, line, torn }) => {
        remarks.at(number, line);
        remarks.skipped(torn ? "the file ends inside it" : "it is not JSON");
      },
    });
    entries.settle();
    remarks.beginPass();
    const pacer = new Pacer(signal);
    const output = new JsonOutput(input.sink, source, pacer);
    const { messages, toolCalls, notice } = await write({
      entries,
      chosen: new ChosenEntries(entries, input.extras),
      started,
      extras: input.extras,
      clipTools: input.clipTools,
      window: new ByteWindow(source),
      output,
      remarks,
      pacer,
      onEntry: (entry) => onProgress("writing messages", entry, entries.count),
    });
    await pacer.run(output.flush());
    const written = { recordsIn: records, recordsOut: output.lines, bytesOut: output.bytesWritten };
    return succeed({ ...written, messages, toolCalls, notice, ...remarks.all });
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  }
}
