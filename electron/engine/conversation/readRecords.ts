// Reads a source from its beginning, record by record, as values: what conversations, summaries and checks are made of. One
// pass, in slices, and no more memory for a long record than for a short one.

import { timeOf } from "../../../shared/time.ts";
import { Condenser } from "../formats/condense.ts";
import type { CutText } from "../formats/condensedValue.ts";
import { cutText, numberAt, textAt } from "../formats/condensedValue.ts";
import type { FormatRecord, ReadingContext } from "../formats/format.ts";
import { createFieldScan } from "../scanner/fieldScan.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import type { BytePieces } from "../source/readAhead.ts";
import type { Source } from "../source/source.ts";

/** A record that is no JSON. */
export interface DamagedRecord {
  readonly number: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  /** The source ends inside it. */
  readonly torn: boolean;
}

export interface RecordVisitor {
  take(record: FormatRecord, complete: boolean): void;
  damaged(record: DamagedRecord): void;
}

export interface ReadingOptions {
  /** Where records keep their time; the first that is there counts. */
  readonly time: readonly FieldPath[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
}

/** `pieces` gives the source's bytes in the order of its records. */
export async function readRecords(
  source: Source,
  pieces: BytePieces,
  visitor: RecordVisitor,
  options: ReadingOptions,
): Promise<void> {
  const condenser = new Condenser();
  const scan = createFieldScan([]);
  let number = 0;
  try {
    await scan.read(
      source,
      0,
      source.size,
      (record) => {
        const { offset, length, line } = record;
        const damaged = { number, line, offset, length, torn: record.torn };
        if (record.malformed) visitor.damaged(damaged);
        else {
          const { value, complete } = condenser.read(pieces, { offset, length });
          if (value === undefined) visitor.damaged(damaged);
          else visitor.take({ number, line, offset, length, time: timeIn(value, options.time), value }, complete);
        }
        number++;
        return true;
      },
      {
        ...(options.signal && { signal: options.signal }),
        ...(options.onProgress && { onProgress: options.onProgress }),
      },
    );
  } finally {
    scan.dispose();
  }
}

function timeIn(value: unknown, paths: readonly FieldPath[]): number | undefined {
  for (const path of paths) {
    const time = numberAt(value, ...path) ?? textAt(value, ...path);
    const found = time === undefined ? undefined : timeOf(String(time));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What readers of a conversation may ask of the source beside its records. */
export function readingContext(source: BytePieces, fileName: string, isWrapped = false): ReadingContext {
  return {
    fileName,
    isWrapped,
    textOf: (value, bytes, fromEnd = false) => {
      if (typeof value === "string") return value;
      const cut = cutText(value);
      return cut === undefined ? undefined : partOf(source, cut, bytes, fromEnd);
    },
  };
}

function partOf(source: BytePieces, { range }: CutText, bytes: number, fromEnd: boolean): string {
  const length = Math.min(bytes, range.length);
  const buffer = Buffer.alloc(length);
  const from = fromEnd ? range.offset + range.length - length : range.offset;
  const read = source.readInto(buffer, 0, length, from);
  return decodeStringText(buffer.subarray(0, read));
}
