// Pass 2 over the messages: puts together what writing them takes.

import type { Pacer } from "../conversation/pacer.ts";
import { eventRuns } from "../formats/agui/eventRuns.ts";
import { field } from "../formats/agui/fields.ts";
import type { Entity } from "../formats/messageOperations.ts";
import type { FieldRecord } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import { MessageWriter } from "./messageWriter.ts";
import type { JsonOutput } from "./output.ts";
import type { ReadConversation } from "./readConversation.ts";

export interface MessagePassInput {
  readonly source: Source;
  /** Bytes of a call's result that are kept; undefined: all. */
  readonly clipTools?: number | undefined;
  readonly onProgress: (stage: string, done: number, total: number) => void;
}

/** Text between two reports of progress. */
const reportedBytes = 1024 * 1024;

/** For one writing of all messages. */
export function createMessageWriter(
  { source, clipTools, onProgress }: MessagePassInput,
  read: ReadConversation,
  output: JsonOutput,
  pacer: Pacer,
  only?: Entity,
): MessageWriter {
  const { scan, window, ids, events, assembler } = read;
  const { skeleton, conversation } = assembler;
  const selection = read.select();
  const streamOf = (record: FieldRecord): number => {
    // What is no JSON may tell its kind and its text all the same, and was left out when the log was read first.
    if (record.malformed || selection.namesAnother(record)) return -1;
    const kind = events.kindOf(record);
    const isPiece = kind === "ACTIVITY_DELTA" || record.type(field.delta) === "string";
    return isPiece ? events.streamOf(record, kind) : -1;
  };
  let done = 0;
  let reported = 0;
  const onText = (bytes: number): void => {
    done += bytes;
    if (done - reported < reportedBytes && done < skeleton.allTextBytes) return;
    reported = done;
    onProgress("writing messages", done, skeleton.allTextBytes);
  };
  const runs = read.isFiltered ? undefined : eventRuns;
  const reader = { scan, source, streamOf, pacer, runs, onText };
  return new MessageWriter({
    reader,
    texts: read.texts,
    skeleton,
    conversation,
    only,
    ids,
    window,
    output,
    textField: field.delta,
    clipTools,
  });
}
