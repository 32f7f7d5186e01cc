// Copies the matching records byte for byte, a line break behind each. Records that are neighbours in the source come as one
// range, with the line breaks that stand between them there, so a filter that lets everything through costs what a copy
// costs.

import type { RecordRange } from "../query/view.ts";
import type { ByteSink } from "../snapshot/byteSink.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import { RangeReader } from "./rangeReader.ts";

export interface RecordsCopied {
  readonly records: number;
  readonly bytesIn: number;
}

export interface CopyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes read so far. */
  readonly onProgress?: (bytes: number) => void;
}

const lineFeed = Uint8Array.of(0x0a);
/** Bytes and ranges after which other work gets its turn. */
const sliceBytes = 4 * maxReadBytes;
const sliceRanges = 8_192;

/** Throws ExportFailed, SourceError, or the signal's reason. */
export async function exportRecords(
  source: Source,
  ranges: Iterable<RecordRange> | AsyncIterable<RecordRange>,
  sink: ByteSink,
  { signal, onProgress }: CopyOptions = {},
): Promise<RecordsCopied> {
  const reader = new RangeReader(source);
  let records = 0;
  let bytesIn = 0;
  let sliceEnd = sliceBytes;
  let rangesLeft = sliceRanges;

  const pause = async () => {
    sliceEnd = bytesIn + sliceBytes;
    rangesLeft = sliceRanges;
    onProgress?.(bytesIn);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
  };

  const take = (bytes: Uint8Array): void | Promise<void> => {
    bytesIn += bytes.length;
    return sink.write(bytes);
  };

  const copyInParts = async (range: RecordRange, first: Uint8Array) => {
    await take(first);
    for (let done = first.length; done < range.length; ) {
      const bytes = reader.read(range.offset + done, range.length - done);
      done += bytes.length;
      await take(bytes);
      if (bytesIn >= sliceEnd) await pause();
    }
    await sink.write(lineFeed);
  };

  // No promise unless the sink is full: an `await` for each of some million records would cost more than copying them.
  const copy = (range: RecordRange): void | Promise<void> => {
    const first = reader.read(range.offset, range.length);
    if (first.length < range.length) return copyInParts(range, first);
    return take(first)?.then(() => sink.write(lineFeed)) ?? sink.write(lineFeed);
  };

  signal?.throwIfAborted();
  for await (const range of ranges) {
    const full = copy(range);
    if (full !== undefined) await full;
    records += range.records;
    rangesLeft -= 1;
    if (rangesLeft === 0 || bytesIn >= sliceEnd) await pause();
  }
  onProgress?.(bytesIn);
  return { records, bytesIn };
}
