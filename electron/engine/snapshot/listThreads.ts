// The threads of a log, for choosing one.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { ThreadList } from "../../../shared/threads.ts";
import { AguiEvents } from "../formats/agui/events.ts";
import { aguiFields } from "../formats/agui/fields.ts";
import { createEventScan } from "../formats/wrappedScan.ts";
import { TextIds } from "../paging/textIds.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { Selection } from "./selection.ts";

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
