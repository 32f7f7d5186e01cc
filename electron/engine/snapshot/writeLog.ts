// Pass 2 over the events that stay: hands each to the log writer. Mostly pass 1 has noted where they are. In a log that
// holds too many of them the scanner looks for them again; it waits while something has to be waited for (a full sink, the
// messages, a record of any length).

import type { Pacer, Step, Steps } from "../conversation/pacer.ts";
import type { Segment } from "../conversation/skeleton.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import type { KeptPart } from "./keptRecords.ts";
import { LogWriter, shortRecord } from "./logWriter.ts";
import type { MessagePassInput } from "./messagePass.ts";
import { createMessageWriter } from "./messagePass.ts";
import type { JsonOutput } from "./output.ts";
import type { ReadConversation } from "./readConversation.ts";
import type { Remarks } from "./remarks.ts";
import type { Selection } from "./selection.ts";
import { StateFold } from "./stateFold.ts";
import type { RecordPlace } from "./stayingEvent.ts";
import { mayStay, tagOf } from "./stayingEvent.ts";

export interface LogPassInput extends MessagePassInput {
  readonly size: number;
  /** Whether a thread was chosen. */
  readonly thread: string | undefined;
  readonly dropRaw: boolean;
  readonly dropCustom?: boolean | undefined;
}

/** Noted records between two looks at the clock. */
const fewRecords = 64;

export async function writeLog(
  input: LogPassInput,
  read: ReadConversation,
  output: JsonOutput,
  pacer: Pacer,
  remarks: Remarks,
): Promise<void> {
  remarks.beginPass();
  const writer = createLogWriter(input, read, output, pacer, remarks);
  let records = 0;
  const selection = read.select();
  for (const part of partsOf(input, read)) {
    const { tag } = part;
    if (tag === undefined) await writePart(input, read, writer, part, selection, pacer);
    else {
      const range = { offset: part.from, length: part.to - part.from };
      const waits = takeUntilWait(writer, { range, record: part.record, line: part.line, tag });
      if (waits !== undefined) await finish(waits, pacer);
      if (++records % fewRecords !== 0 || !pacer.isDue) continue;
      input.onProgress("writing events", part.to, input.size);
      await pacer.pause();
    }
  }
  await pacer.run(writer.finish());
  input.onProgress("writing events", input.size, input.size);
}

/** Where to look. Which thread a record is of is only seen when all records before it are read too. */
function partsOf({ thread, size }: LogPassInput, { kept }: ReadConversation): Iterable<KeptPart> {
  const isWhole = thread !== undefined && !kept.areSingle;
  return isWhole ? [{ from: 0, to: size, record: 0, line: 1, tag: undefined }] : kept.all();
}

/** Finds the events that stay in a part of the log. */
async function writePart(
  { source, size, onProgress }: LogPassInput,
  read: ReadConversation,
  writer: LogWriter,
  part: KeptPart,
  selection: Selection,
  pacer: Pacer,
): Promise<void> {
  let number = part.record;
  let line = part.line - 1;
  for (let from = part.from; from < part.to; ) {
    const wait: { for: Waiting | undefined } = { for: undefined };
    let resumeAt = part.to;
    let lineHere = 1;
    await read.scan.read(
      source,
      from,
      part.to,
      (record) => {
        const here = number++;
        lineHere = record.line;
        if (!selection.takes(record, here)) return true;
        if (record.malformed || !mayStay(read.events.codeOf(record))) return true;
        const kind = read.events.kindOf(record);
        const range = { offset: record.offset, length: record.length };
        wait.for = takeUntilWait(writer, { range, record: here, line: line + record.line, tag: tagOf(record, kind) });
        if (wait.for === undefined) return true;
        resumeAt = record.offset + record.length;
        return false;
      },
      { signal: pacer.signal, onProgress: (offset) => onProgress("writing events", offset, size) },
    );
    from = resumeAt;
    line += lineHere - 1;
    if (wait.for !== undefined) await finish(wait.for, pacer);
  }
}

function createLogWriter(
  input: LogPassInput,
  read: ReadConversation,
  output: JsonOutput,
  pacer: Pacer,
  remarks: Remarks,
): LogWriter {
  const { skeleton, conversation, history } = read.assembler;
  const hasMessages = conversation.length > 0 || history.length > 0;
  let unfolded: readonly Segment[] = [];
  const plan = {
    dropRaw: input.dropRaw,
    dropCustom: input.dropCustom,
    snapshot: hasMessages ? history.place(skeleton, read.ids, () => conversation.messages()) : undefined,
    runs: read.runs,
    firstStart: read.firstStart,
    orphanEnd: read.orphanEnd,
    isUnfolded: ({ offset }: ByteRange, id: number) =>
      unfolded.some(({ from, to, entity }) => offset >= from && offset < to && skeleton.id(entity) === id),
  };
  const writeSnapshot = function* (): Steps {
    const messages = createMessageWriter(input, read, output, pacer);
    output.put('{"type":"MESSAGES_SNAPSHOT","messages":');
    yield* messages.writeAll();
    output.put("}");
    output.endLine();
    unfolded = messages.unfolded.flatMap((activity) => skeleton.segmentsOf(activity));
  };
  return new LogWriter(output, read.window, read.ids, remarks, new StateFold(input.source), plan, writeSnapshot);
}

/** Work on a record that has to wait: for a step of it, if that is one. */
interface Waiting {
  readonly step: Step;
  readonly rest: Steps;
}

/** Undefined when all is done. */
function takeUntilWait(writer: LogWriter, place: RecordPlace): Waiting | undefined {
  const steps = writer.take(place);
  if (steps === undefined) return undefined;
  for (;;) {
    const next = steps.next();
    if (next.done === true) return undefined;
    if (next.value !== undefined || place.range.length > shortRecord) return { step: next.value, rest: steps };
  }
}

async function finish({ step, rest }: Waiting, pacer: Pacer): Promise<void> {
  await step?.();
  await pacer.run(rest);
}
