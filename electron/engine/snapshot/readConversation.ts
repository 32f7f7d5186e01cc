// Pass 1: reads the log once and keeps the skeleton of its conversation, where the records lie that stay, and the few
// facts about its runs that the second pass has to know beforehand.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { Assembler } from "../conversation/assembler.ts";
import type { KeptTexts } from "../conversation/keptTexts.ts";
import type { Pacer } from "../conversation/pacer.ts";
import { runNow } from "../conversation/pacer.ts";
import { eventRuns } from "../formats/agui/eventRuns.ts";
import { AguiEvents } from "../formats/agui/events.ts";
import { field } from "../formats/agui/fields.ts";
import { AguiMessages } from "../formats/agui/messages.ts";
import { reasons } from "../formats/agui/reasons.ts";
import type { Work } from "../formats/agui/values.ts";
import { judgeJson } from "../formats/jsonCheck.ts";
import { textOf } from "../formats/shape.ts";
import { TextIds } from "../paging/textIds.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import type { FieldScan } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import { KeptRecords } from "./keptRecords.ts";
import { shortRecord } from "./logWriter.ts";
import { describeQuirk } from "./quirkWords.ts";
import type { Remarks } from "./remarks.ts";
import type { Choice } from "./selection.ts";
import { findFirstThread, Selection } from "./selection.ts";
import { mayStay, tagOf } from "./stayingEvent.ts";

export interface ConversationInput {
  readonly source: Source;
  /** Bytes to read. */
  readonly size: number;
  /** Of the fields of AG-UI events. */
  readonly scan: FieldScan;
  readonly choice: Choice;
  readonly remarks: Remarks;
  readonly pacer: Pacer;
  /** Where texts will be written: those of many short pieces are kept here. */
  readonly texts?: KeptTexts | undefined;
  readonly onProgress: (offset: number) => void;
}

export interface ReadConversation {
  readonly scan: FieldScan;
  readonly window: ByteWindow;
  readonly ids: TextIds;
  readonly events: AguiEvents;
  readonly assembler: Assembler;
  readonly texts: KeptTexts | undefined;
  /** Chooses the same records in another pass over the log. */
  readonly select: () => Selection;
  /** Whether a filter chooses among the records: neighbours in the log may not both be read. */
  readonly isFiltered: boolean;
  readonly kept: KeptRecords;
  /** Records in the log. */
  readonly records: number;
  readonly runs: number;
  /** The first start of a run, when nothing ends a run before it. */
  readonly firstStart: ByteRange | undefined;
  /** The first end of a run, when no run has started before it. */
  readonly orphanEnd: ByteRange | undefined;
}

/** Fails when it is not clear which conversation is meant. */
export async function readConversation(input: ConversationInput): Promise<Result<ReadConversation>> {
  const { source, size, scan, choice, remarks, pacer } = input;
  const window = new ByteWindow(source, shortRecord);
  const ids = new TextIds();
  const events = new AguiEvents(ids, (scanned) => scan.internedText(scanned));
  const assembler = new Assembler(
    (range, types) => types.includes(textOf(window, { type: "string", ...range })),
    (quirk) => remarks.lost(describeQuirk(quirk, ids)),
  );
  const { texts } = input;
  const messages = new AguiMessages(events, assembler, window, remarks, texts);
  const firstThread = choice.thread === undefined ? undefined : await findFirstThread(scan, source, size, pacer.signal);
  const select = (): Selection => new Selection(events, choice, firstThread);
  const selection = select();
  const kept = new KeptRecords();
  // A filter is asked for each record.
  const joined = choice.accepts === undefined ? eventRuns : undefined;
  let records = 0;
  let line = 0;
  let firstStart: ByteRange | undefined;
  let orphanEnd: ByteRange | undefined;

  for (let from = 0; from < size; ) {
    let long: Work | undefined;
    let resumeAt = size;
    let lineHere = 0;
    const firstLine = line;
    await scan.read(
      source,
      from,
      size,
      (record) => {
        const number = records;
        records += record.count;
        const { offset, length } = record;
        lineHere = record.line;
        const isTaken = selection.takes(record, number);
        // From here on, all that matters is which threads there are.
        if (selection.isAmbiguous) return true;
        if (selection.isMixed) {
          remarks.at(number, firstLine + record.line);
          remarks.mended(reasons.mixed);
        }
        if (!isTaken) {
          // What names another thread is seen to be foreign in the second pass, too.
          if (!record.malformed && !selection.namesAnother(record)) messages.pass(record);
          return true;
        }
        remarks.at(number, firstLine + record.line, record.count);
        if (record.malformed) {
          if (record.torn || length <= shortRecord) {
            remarks.skipped(record.torn ? reasons.torn : reasons.notJson);
            return true;
          }
          long = sayWhy(window, { offset, length }, remarks);
          resumeAt = offset + length;
          return false;
        }
        const code = events.codeOf(record);
        if (mayStay(code)) {
          const kind = events.kindOf(record);
          kept.add(offset, offset + length, number, firstLine + record.line, tagOf(record, kind));
          if (firstStart === undefined && orphanEnd === undefined) {
            if (kind === "RUN_STARTED") firstStart = { offset, length };
            else if (kind === "RUN_FINISHED" || kind === "RUN_ERROR") orphanEnd = { offset, length };
          }
        }
        const work = messages.take(record, code, number);
        if (work === undefined) return true;
        if (length <= shortRecord) {
          // It was just read.
          const at = record.recordAddress(field.type);
          if (at !== 0) window.take(record.memory, at, length, offset);
          runNow(work);
          return true;
        }
        long = work;
        resumeAt = offset + length;
        return false;
      },
      { signal: pacer.signal, onProgress: input.onProgress, runs: joined },
    );
    from = resumeAt;
    // The rest of the line on which the scanner was stopped comes as line 1 again.
    line = firstLine + lineHere - 1;
    if (long !== undefined) await pacer.run(long);
  }
  if (selection.isAmbiguous) return fail({ code: "several-threads", threads: selection.threads });
  if (choice.thread !== undefined && !selection.hasTaken) {
    return fail({ code: "no-such-thread", thread: choice.thread, threads: selection.threads });
  }
  const { runs } = messages;
  const isFiltered = choice.accepts !== undefined;
  return succeed({
    scan,
    window,
    ids,
    events,
    assembler,
    texts,
    select,
    isFiltered,
    kept,
    records,
    runs,
    firstStart,
    orphanEnd,
  });
}

/** A long record that the scanner could not read may only be too deep for it. */
function* sayWhy(window: ByteWindow, range: ByteRange, remarks: Remarks): Work {
  const verdict = yield* judgeJson(window, range);
  remarks.skipped(verdict === "too deep" ? reasons.tooDeep : reasons.notJson);
}
