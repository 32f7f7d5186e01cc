import type { ByteSlice } from "../../../shared/rows.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";

/** Where a record lies in its source. */
export interface RecordPlace {
  readonly offset: number;
  readonly length: number;
}

/** Bytes [from, to) of a record, at most 1 MiB. Throws SourceError when the source has become too short. */
export function readRecordBytes(source: Source, record: RecordPlace, from: number, to: number): Buffer {
  const length = Math.min(to, record.length) - from;
  if (length > maxReadBytes) throw new RangeError(`a read of ${length} bytes is more than ${maxReadBytes}`);
  if (length <= 0) return Buffer.alloc(0);
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const read = source.readInto(bytes, done, length - done, record.offset + from + done);
    if (read === 0) throw new SourceError({ code: "source-changed", name: source.name, change: "shrunk" });
    done += read;
  }
  return bytes;
}

/** The same to be handed to another process, whose copy is to be of these bytes alone and not of the pool they lie in. */
export function readBytes(source: Source, record: RecordPlace, from: number, length: number): ByteSlice {
  const first = Math.min(from, record.length);
  return { bytes: new Uint8Array(readRecordBytes(source, record, first, first + length)), from: first };
}
