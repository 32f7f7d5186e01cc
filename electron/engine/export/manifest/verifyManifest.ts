// Proves that what was exported still stands in the source: every range is read again and held against its sum, and all of
// them together against that of the export.

import { createHash } from "node:crypto";
import path from "node:path";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { openFile, SourceError } from "../../source/fileSource.ts";
import type { FilePlace, Source } from "../../source/source.ts";
import { maxReadBytes } from "../../source/source.ts";
import { readableFile } from "../../spool/readableFile.ts";
import type { ManifestEnd, ManifestRange } from "./manifestLines.ts";
import type { ReadManifest } from "./readManifest.ts";
import { readManifest } from "./readManifest.ts";

export interface VerifyOptions {
  /** Where the source is now; undefined: where the manifest says. */
  readonly source?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

export interface Verified extends ManifestEnd {
  /** The source's name. */
  readonly source: string;
}

/**
 * Reads the exported ranges only. Fails with `range-differs` at the first that is another now, with `not-a-manifest`
 * for a file that is none or does not add up, and with `no-such-source` when the transcript is not where it says.
 * Throws the signal's reason.
 */
export async function verifyManifest(file: string, options: VerifyOptions): Promise<Result<Verified>> {
  try {
    const { head, ranges } = await readManifest(file);
    const place = options.source ?? path.resolve(path.dirname(file), head.source.path);
    const readable = await readableFile({ path: place, original: place }, { signal: options.signal });
    if (!readable.ok && readable.failure.code === "not-found" && options.source === undefined) {
      return fail({ code: "no-such-source", name: readable.failure.name });
    }
    if (!readable.ok) return readable;
    try {
      return await verifyFile(path.basename(file), readable.value, ranges, options);
    } finally {
      await readable.value.remove();
    }
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  }
}

async function verifyFile(
  manifest: string,
  place: FilePlace,
  ranges: ReadManifest["ranges"],
  options: VerifyOptions,
): Promise<Result<Verified>> {
  const opened = openFile(place);
  if (!opened.ok) return opened;
  try {
    return await verifyRanges(manifest, opened.value, ranges, options);
  } finally {
    opened.value.close();
  }
}

async function verifyRanges(
  manifest: string,
  source: Source,
  ranges: ReadManifest["ranges"],
  { signal, onProgress }: VerifyOptions,
): Promise<Result<Verified>> {
  const whole = createHash("sha256");
  const buffer = Buffer.allocUnsafeSlow(maxReadBytes);
  const sum = { ranges: 0, records: 0, bytes: 0 };
  let unreported = 0;
  for (;;) {
    const next = await ranges.next();
    if (next.done === true) {
      const end = next.value;
      const isWhole = sum.ranges === end.ranges && sum.records === end.records && sum.bytes === end.bytes;
      if (isWhole && whole.digest("hex") === end.sha256) return succeed({ source: source.name, ...end });
      return fail({ code: "not-a-manifest", name: manifest, detail: "its lines do not add up to its end" });
    }
    const { offset, length, records, sha256, masks } = next.value;
    const own = createHash("sha256");
    for (let done = 0; done < length; ) {
      signal.throwIfAborted();
      const read = source.readInto(buffer, 0, Math.min(length - done, maxReadBytes), offset + done);
      if (read === 0)
        return fail({ code: "range-differs", ...placeOf(source, sum.ranges, next.value), isMissing: true });
      masks?.apply(buffer, 0, read, offset + done);
      own.update(buffer.subarray(0, read));
      whole.update(buffer.subarray(0, read));
      done += read;
      unreported += read;
      if (unreported >= 4 * maxReadBytes) {
        unreported = 0;
        onProgress?.(sum.bytes + done);
        await new Promise(setImmediate);
      }
    }
    if (own.digest("hex") !== sha256) {
      return fail({ code: "range-differs", ...placeOf(source, sum.ranges, next.value), isMissing: false });
    }
    whole.update("\n");
    sum.ranges++;
    sum.records += records;
    sum.bytes += length;
  }
}

function placeOf({ name }: Source, range: number, { offset, length }: ManifestRange) {
  return { name, range: range + 1, offset, length };
}
