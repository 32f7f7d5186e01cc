// Reads a transcript from where it was read to before, if there is such a place. What is before it is only summed, at the speed of
// memory: the entries are those of the same bytes, whatever the file's times say.

import type { Progress, ProgressPlace } from "../index/keptProgress.ts";
import { bringProgressBack, isProgress, keepProgress, progressAt } from "../index/keptProgress.ts";
import { PrefixSum } from "../scanner/prefixSum.ts";
import type { Source } from "../source/source.ts";
import type { Entries } from "./entries.ts";
import { Pacer } from "./pacer.ts";
import type { EntriesOptions, EntriesReading, RecordFacts } from "./readEntries.ts";
import { openEntries, readEntries } from "./readEntries.ts";

const sliceBytes = 256 * 1024;

export interface FurtherReading<Read extends Entries> {
  readonly entries: Read;
  readonly facts: RecordFacts;
}

/** `begin`: makes entries without anything in them. `place`: where it is kept how far the source was read; undefined: nowhere. */
export async function readFurther<Read extends Entries>(
  source: Source,
  reading: EntriesReading,
  begin: () => Read,
  place: ProgressPlace | undefined,
  options: EntriesOptions = {},
): Promise<FurtherReading<Read>> {
  if (place === undefined) {
    const entries = begin();
    return { entries, facts: await readEntries(source, reading, entries, options) };
  }
  const pacer = new Pacer(options.signal ?? new AbortController().signal);
  const opened = async (sum: PrefixSum) => {
    const entries = begin();
    const pass = await openEntries(source, reading, entries, { ...options, scanned: listened(source, sum) });
    return { entries, pass, sum };
  };
  let read = await opened(new PrefixSum());
  const kept = read.pass.isKeepable ? progressAt(place) : undefined;
  const sum = kept === undefined ? undefined : await sumOf(source, kept, pacer, options.onProgress);
  if (kept !== undefined && sum !== undefined) {
    read = await opened(sum);
    if (!(await pacer.finish(bringProgressBack(place, kept, read.pass)))) read = await opened(new PrefixSum());
  }
  const { entries, pass } = read;
  const known = pass.end;
  if (pass.isKeepable) {
    await pass.readLines();
    const isNew = isProgress(pass.end, known) && read.sum.end === pass.end;
    if (isNew) await pacer.finish(keepProgress(place, { end: pass.end, digest: read.sum.digest() }, pass));
  }
  await pass.readOn();
  return { entries, facts: pass.facts };
}

/** The sum of the bytes that were read; undefined when the source does not begin with them. */
async function sumOf(
  source: Source,
  { end, digest }: Progress,
  pacer: Pacer,
  onProgress: EntriesOptions["onProgress"],
): Promise<PrefixSum | undefined> {
  const sum = new PrefixSum();
  const room = Buffer.allocUnsafeSlow(sliceBytes);
  while (sum.end < end) {
    const length = source.readInto(room, 0, Math.min(sliceBytes, end - sum.end), sum.end);
    if (length === 0) return undefined;
    sum.take(room.subarray(0, length), sum.end);
    if (!pacer.isDue) continue;
    onProgress?.(sum.end);
    await pacer.pause();
  }
  return sum.digest() === digest ? sum : undefined;
}

/** The source, whose bytes are summed as they are read for the first time. */
function listened(source: Source, sum: PrefixSum): Source {
  return {
    ...source,
    get size() {
      return source.size;
    },
    readInto: (target, at, length, position) => {
      const read = source.readInto(target, at, length, position);
      if (position <= sum.end) sum.take(target.subarray(at, at + read), position);
      return read;
    },
  };
}
