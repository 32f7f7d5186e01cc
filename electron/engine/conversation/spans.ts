// Reads the segments of some entities in one go through the source: each record is handed to the entity it belongs to, in
// the order of the log. Segments that lie close together are read as one range; what is foreign in there is passed over,
// since at any place a stream belongs to one segment only.

import type { Stream } from "../formats/messageOperations.ts";
import type { FieldRecord, FieldScan, RunSpec } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import type { Pacer } from "./pacer.ts";
import type { Segment } from "./skeleton.ts";

/** Tells which stream a record is a piece of; a negative number when of none. */
export type StreamReader = (record: FieldRecord) => Stream;

/** A segment, and whose it is. */
export interface Span<Owner> {
  readonly segment: Segment;
  readonly owner: Owner;
}

/**
 * Takes one piece. `again`: there is no room now; wait, and hand it over once more. `stop`: it is taken, but wait before
 * the next one.
 */
export type PieceTaker<Owner> = (owner: Owner, record: FieldRecord) => "taken" | "again" | "stop";

/**
 * What one going through the source needs. `scan` is used by nobody else meanwhile; an abort of the pacer's signal ends
 * it with that reason.
 */
export interface SpanReader {
  readonly scan: FieldScan;
  readonly source: Source;
  readonly streamOf: StreamReader;
  readonly pacer: Pacer;
  /** What may be taken as one piece. */
  readonly runs?: RunSpec | undefined;
  /** Called with the bytes of every text that is written. */
  readonly onText: (bytes: number) => void;
}

/** Ranges that are not further apart are read as one. */
const closeBytes = 32 * 1024;

/** `wait` is called whenever the taker does not simply take a piece. */
export async function readSpans<Owner>(
  reader: SpanReader,
  spans: Span<Owner>[],
  take: PieceTaker<Owner>,
  wait: () => Promise<void>,
): Promise<void> {
  spans.sort((a, b) => a.segment.from - b.segment.from);
  const active = new Map<Stream, Span<Owner>>();
  let next = 0;
  for (let first = spans[0]; first !== undefined; first = spans[next]) {
    const to = endOf(spans, next, first.segment.to);
    for (let from = first.segment.from; from < to; ) {
      let lastStream: Stream = -1;
      let last: Span<Owner> | undefined;
      let resumeAt: number | undefined;
      await reader.scan.read(
        reader.source,
        from,
        to,
        (record) => {
          const { offset } = record;
          for (let span = spans[next]; span !== undefined && span.segment.from <= offset; span = spans[++next]) {
            active.set(span.segment.stream, span);
            lastStream = -1;
          }
          const stream = reader.streamOf(record);
          if (stream !== lastStream) {
            lastStream = stream;
            last = active.get(stream);
          }
          if (last === undefined || offset >= last.segment.to) return true;
          const taken = take(last.owner, record);
          if (taken === "taken") return true;
          resumeAt = taken === "again" ? offset : offset + record.length;
          return false;
        },
        { signal: reader.pacer.signal, runs: reader.runs },
      );
      if (resumeAt !== undefined) await wait();
      from = resumeAt ?? to;
    }
    // Only a log that has changed since has segments in which no record begins.
    for (let span = spans[next]; span !== undefined && span.segment.from < to; ) span = spans[++next];
  }
}

/** Where the range ends that begins with the span `from` and ends at `to` or behind. */
function endOf<Owner>(spans: readonly Span<Owner>[], from: number, to: number): number {
  let end = to;
  for (let i = from + 1; ; i++) {
    const segment = spans[i]?.segment;
    if (segment === undefined || segment.from - end > closeBytes) return end;
    end = Math.max(end, segment.to);
  }
}
