// Reads the segments of some entities in one go through the source: each record is handed to the entity it belongs to, in
// the order of the log. Segments that lie close together are read as one range; what is foreign in there is passed over,
// since at any place a stream belongs to one segment only.

import type { Stream } from "../formats/messageOperations.ts";
import type { FieldRecord, FieldScan } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import type { Pacer } from "./pacer.ts";
import type { Segment } from "./skeleton.ts";

/** Tells which stream a record is a piece of; a negative number when of none. */
export type StreamReader = (record: FieldRecord) => Stream;

/**
 * Takes one piece. `again`: there is no room now; wait, and hand it over once more. `stop`: it is taken, but wait before
 * the next one.
 */
export type PieceTaker = (segment: Segment, record: FieldRecord) => "taken" | "again" | "stop";

export interface SpanReader {
  readonly scan: FieldScan;
  readonly source: Source;
  readonly streamOf: StreamReader;
  readonly pacer: Pacer;
  /** Called with the bytes of every text that is written. */
  readonly onText: (bytes: number) => void;
}

/** Ranges that are not further apart are read as one. */
const closeBytes = 32 * 1024;

/** `wait` is called whenever the taker does not simply take a piece. */
export async function readSpans(
  reader: SpanReader,
  segments: readonly Segment[],
  take: PieceTaker,
  wait: () => Promise<void>,
): Promise<void> {
  const ordered = [...segments].sort((a, b) => a.from - b.from);
  const active = new Map<Stream, Segment>();
  let next = 0;
  while (next < ordered.length) {
    const first = ordered[next];
    if (first === undefined) return;
    let to = first.to;
    for (let i = next + 1; i < ordered.length; i++) {
      const segment = ordered[i];
      if (segment === undefined || segment.from - to > closeBytes) break;
      to = Math.max(to, segment.to);
    }
    for (let from = first.from; from < to; ) {
      let lastStream: Stream = -1;
      let last: Segment | undefined;
      let resumeAt: number | undefined;
      await reader.scan.read(
        reader.source,
        from,
        to,
        (record) => {
          const { offset } = record;
          for (
            let segment = ordered[next];
            segment !== undefined && segment.from <= offset;
            segment = ordered[++next]
          ) {
            active.set(segment.stream, segment);
            lastStream = -1;
          }
          const stream = reader.streamOf(record);
          if (stream !== lastStream) {
            lastStream = stream;
            last = active.get(stream);
          }
          if (last === undefined || offset >= last.to) return true;
          const taken = take(last, record);
          if (taken === "taken") return true;
          resumeAt = taken === "again" ? offset : offset + record.length;
          return false;
        },
        { signal: reader.pacer.signal },
      );
      if (resumeAt !== undefined) await wait();
      from = resumeAt ?? to;
    }
    // Only a log that has changed since has segments in which no record begins.
    for (let segment = ordered[next]; segment !== undefined && segment.from < to; segment = ordered[++next]);
  }
}
