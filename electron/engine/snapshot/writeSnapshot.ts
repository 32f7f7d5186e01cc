// The two ways out of a log: as a compacted log, or as the messages alone. Both read the log once for the skeleton and then
// only the parts that they write; neither holds text.

import type { ExportRemarks } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { KeptTexts } from "../conversation/keptTexts.ts";
import { Pacer } from "../conversation/pacer.ts";
import { aguiFields } from "../formats/agui/fields.ts";
import { createEventScan } from "../formats/wrappedScan.ts";
import type { FieldPath, FieldScan } from "../scanner/fields.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import type { ByteSink } from "./byteSink.ts";
import { createMessageWriter } from "./messagePass.ts";
import { JsonOutput } from "./output.ts";
import { createPrettySink } from "./prettySink.ts";
import type { ReadConversation } from "./readConversation.ts";
import { readConversation } from "./readConversation.ts";
import { Remarks } from "./remarks.ts";
import type { Choice } from "./selection.ts";
import { writeLog } from "./writeLog.ts";

/** What of a log is written, and where to. The sink is not ended here; records from `size` on are not looked at. */
export interface SnapshotInput extends Choice {
  readonly source: Source;
  /** Bytes to read, from the start. */
  readonly size: number;
  /** The keys down to the event, where records hold one; else empty. */
  readonly prefix: FieldPath;
  readonly sink: ByteSink;
  /** Bytes of a call's result that are kept; undefined: all. */
  readonly clipTools?: number | undefined;
  readonly signal: AbortSignal;
  /** Stages are "reading", "writing messages" and "writing events"; `done` and `total` are bytes of the log. */
  readonly onProgress: (stage: string, done: number, total: number) => void;
}

/** `skipped`, `mended` and `lost` list the first of such records and count them all, by reason. */
export interface SnapshotSummary {
  /** Records of the log. */
  readonly recordsIn: number;
  /** Lines written. */
  readonly recordsOut: number;
  readonly bytesOut: number;
  readonly messages: number;
  readonly toolCalls: number;
  readonly skipped: ExportRemarks;
  readonly mended: ExportRemarks;
  readonly lost: ExportRemarks;
  /** What is to be known about all of it, in a sentence. */
  readonly notice?: string | undefined;
}

/** Events that change neither messages nor state, and may be left out. */
export interface Dropped {
  readonly dropRaw: boolean;
  readonly dropCustom?: boolean | undefined;
}

/** Writes the compacted log. What the sink throws goes on to the caller. */
export function writeSnapshot(input: SnapshotInput & Dropped): Promise<Result<SnapshotSummary>> {
  return guarded(input, async ({ scan, pacer, remarks, texts }) => {
    const conversation = await read(input, { scan, pacer, remarks, texts });
    if (!conversation.ok) return conversation;
    const output = new JsonOutput(input.sink, input.source, pacer);
    await writeLog(input, conversation.value, output, pacer, remarks);
    return succeed(summarise(conversation.value, output, remarks));
  });
}

/** Writes the messages as one JSON document, an array. */
export function writeMessages(input: SnapshotInput & { readonly pretty: boolean }): Promise<Result<SnapshotSummary>> {
  return guarded(input, async ({ scan, pacer, remarks, texts }) => {
    const conversation = await read(input, { scan, pacer, remarks, texts });
    if (!conversation.ok) return conversation;
    const sink = input.pretty ? createPrettySink(input.sink) : input.sink;
    const output = new JsonOutput(sink, input.source, pacer);
    await pacer.run(createMessageWriter(input, conversation.value, output, pacer).writeAll());
    output.endLine();
    await pacer.run(output.flush());
    return succeed(summarise(conversation.value, output, remarks));
  });
}

/** What a pass over the log works with, and what is let go behind it, however it ends. */
interface Tools {
  readonly scan: FieldScan;
  readonly pacer: Pacer;
  readonly remarks: Remarks;
  readonly texts: KeptTexts;
}

async function guarded(
  { signal, source, size, prefix }: SnapshotInput,
  write: (tools: Tools) => Promise<Result<SnapshotSummary>>,
): Promise<Result<SnapshotSummary>> {
  const scan = createEventScan(aguiFields, prefix);
  const texts = new KeptTexts();
  try {
    signal.throwIfAborted();
    const written = await write({ scan, pacer: new Pacer(signal), remarks: new Remarks(), texts });
    signal.throwIfAborted();
    return isShorter(source, size) ? fail(shrunk(source)) : written;
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    if (error instanceof SourceError) return fail(error.failure);
    // Half of a value is no value: what that led to is of no interest.
    if (isShorter(source, size)) return fail(shrunk(source));
    throw error;
  } finally {
    scan.dispose();
    texts.close();
  }
}

/** A source that was cut off while it was read looks like one that ends there. */
function isShorter(source: Source, size: number): boolean {
  return size > 0 && source.readInto(new Uint8Array(1), 0, 1, size - 1) === 0;
}

function shrunk({ name }: Source): Failure {
  return { code: "source-changed", name, change: "shrunk" };
}

function read(input: SnapshotInput, tools: Tools): Promise<Result<ReadConversation>> {
  const { source, size, accepts, thread } = input;
  const onProgress = (offset: number): void => input.onProgress("reading", offset, size);
  return readConversation({ source, size, choice: { accepts, thread }, ...tools, onProgress });
}

function summarise(read: ReadConversation, output: JsonOutput, remarks: Remarks): SnapshotSummary {
  return {
    recordsIn: read.records,
    recordsOut: output.lines,
    bytesOut: output.bytesWritten,
    messages: read.assembler.conversation.length,
    toolCalls: countCalls(read),
    ...remarks.all,
  };
}

function countCalls({ assembler: { skeleton, conversation } }: ReadConversation): number {
  let calls = 0;
  for (const message of conversation.messages())
    if (skeleton.hasCalls(message)) calls += skeleton.callsOf(message).length;
  return calls;
}
