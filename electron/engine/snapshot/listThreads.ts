// The threads of a log, for choosing one.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { ThreadList } from "../../../shared/threads.ts";
import { AguiEvents } from "../formats/agui/events.ts";
import { aguiFields } from "../formats/agui/fields.ts";
import { createEventScan } from "../formats/wrappedScan.ts";
import { GrowingBytes } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { FieldPath, FieldRecord } from "../scanner/fields.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import type { Choice } from "./selection.ts";
import { findFirstThread, Selection } from "./selection.ts";

export interface ThreadInput extends Choice {
  readonly source: Source;
  readonly size: number;
  /** Where the log's records hold the events. */
  readonly prefix: FieldPath;
  readonly signal: AbortSignal;
}

/**
 * Which records of a log are read, those of the chosen thread alone: a byte for each record tells. Fails when there are several
 * threads and none was chosen, and when there is none of that name.
 */
export async function chooseThread(input: ThreadInput): Promise<Result<Choice["accepts"]>> {
  const { source, size, prefix, accepts, thread, signal } = input;
  const scan = createEventScan(aguiFields, prefix);
  try {
    const first = thread === undefined ? undefined : await findFirstThread(scan, source, size, signal);
    const events = new AguiEvents(new TextIds(), (scanned) => scan.internedText(scanned));
    const selection = new Selection(events, { accepts, thread }, first);
    const taken = new GrowingBytes();
    let number = 0;
    const take = (record: FieldRecord): boolean => {
      if (selection.takes(record, number)) taken.set(number, 1);
      number++;
      return true;
    };
    await scan.read(source, 0, size, take, { signal });
    const { threads } = selection;
    if (selection.isAmbiguous) return fail({ code: "several-threads", threads });
    if (thread === undefined) return succeed(accepts);
    if (!selection.hasTaken) return fail({ code: "no-such-thread", thread, threads });
    return succeed((record) => taken.get(record) === 1);
  } finally {
    scan.dispose();
  }
}

/** Reads the whole log once. `prefix`: where its records hold the events. */
export async function listThreads(
  source: Source,
  size: number,
  prefix: FieldPath,
  signal: AbortSignal,
): Promise<Result<ThreadList>> {
  const scan = createEventScan(aguiFields, prefix);
  const events = new AguiEvents(new TextIds(), (scanned) => scan.internedText(scanned));
  const selection = new Selection(events, { accepts: undefined, thread: undefined }, undefined);
  let number = 0;
  const count = (record: Parameters<Selection["takes"]>[0]): boolean => {
    selection.takes(record, number++);
    return true;
  };
  try {
    await scan.read(source, 0, size, count, { signal });
    return succeed(selection.threads);
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    scan.dispose();
  }
}
