// A packed file as a spool of what it holds: all of it, or as it is now and then whatever is packed behind that.

import path from "node:path";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { openFile } from "../source/fileSource.ts";
import { type Packing, packingTitle, unpackedName } from "../source/packed/packing.ts";
import { bytesAt } from "../source/packed/piecesOf.ts";
import { type UnpackEnd, unpack } from "../source/packed/unpack.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { isWrittenWithin } from "../source/source.ts";
import { summedSource } from "../source/summedSource.ts";
import { GrowingSource } from "./growingSource.ts";
import { GrowingSpool } from "./growingSpool.ts";
import { plainFile, type ReadableFile } from "./plainFile.ts";
import { guarded, type SpoolOptions, spool } from "./spool.ts";
import { createSpoolFile } from "./spoolFile.ts";

/** A file that nobody has written to for so long, in ms, ends where it ends. */
const patienceMs = 3_000;

export async function unpackedFile(
  source: Source,
  packing: Packing,
  place: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(unpack(source, packing)), unpackedName(source.name), options);
  if (!spooled.ok) return spooled;
  const { file, end, failure } = spooled.value;
  if (isOnlyName(packing, file.bytes(), end, source)) {
    await file.remove();
    return succeed(plainFile(place));
  }
  const notice = end === undefined ? undefined : noticeOf(path.basename(place.original), packing, end);
  return succeed({ path: file.path, original: place.original, notice, failure, remove: file.remove });
}

/** The same, and goes on until it is removed. */
export async function followedFile(
  packing: Packing,
  place: FilePlace,
  { signal, onProgress }: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const opened = openFile(place);
  if (!opened.ok) return opened;
  const source = summedSource(opened.value);
  const created = await createSpoolFile(unpackedName(source.name));
  if (!created.ok) {
    source.close();
    return created;
  }
  const file = created.value;
  const growing = new GrowingSource<UnpackEnd>(source);
  const spooling = new GrowingSpool<UnpackEnd>(file, onProgress);
  const copied = spooling.copy(guarded(unpack(source, packing, growing.whenGrown)));
  const remove = async (): Promise<void> => {
    spooling.stop();
    growing.stop();
    await copied;
    source.close();
    await file.remove();
  };
  const stop = (): void => spooling.stop();
  signal?.addEventListener("abort", stop, { once: true });
  const end = await Promise.race([copied, growing.whenAtEnd]);
  signal?.removeEventListener("abort", stop);
  if (signal?.aborted === true || isOnlyName(packing, file.bytes(), end, source)) {
    await remove();
    signal?.throwIfAborted();
    return succeed(plainFile(place));
  }
  if (file.bytes() === 0 && spooling.failure !== undefined) {
    await remove();
    return { ok: false, failure: spooling.failure };
  }
  return succeed({
    path: file.path,
    original: place.original,
    origin: { currentIdentity: source.currentIdentity, change: growing.change },
    growing: spooling,
    get notice() {
      const now = spooling.end() ?? growing.end;
      // Somebody may be writing the member that is cut.
      const isAwaited = now?.is === "cut" && isWrittenWithin(patienceMs, source.currentIdentity());
      return now === undefined || isAwaited ? undefined : noticeOf(source.name, packing, now);
    },
    get failure() {
      return spooling.failure;
    },
    remove,
  });
}

/** Brotli has no mark of its own: where nothing is unpacked, of what is text or begins no stream, it was only a name. */
function isOnlyName(packing: Packing, bytes: number, end: UnpackEnd | undefined, source: Source): boolean {
  if (packing !== "brotli" || bytes > 0 || end === undefined || end.is === "whole") return false;
  return end.is !== "cut" || isText(bytesAt(source, 0, judgedBytes));
}

/** Bytes by which a text is told from a stream that is cut. */
const judgedBytes = 4096;

function isText(bytes: Uint8Array): boolean {
  // Tab, newline and carriage return are of a text, and so are bytes of UTF-8.
  if (bytes.some((byte) => byte === 0x7f || (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** What a person calls the parts that a packed file may have. */
const partWords: Readonly<Record<Packing, string>> = { gzip: "member", zstd: "frame", brotli: "stream" };

function noticeOf(name: string, packing: Packing, end: UnpackEnd): string | undefined {
  const before = "What was packed before is shown.";
  switch (end.is) {
    case "whole":
      return undefined;
    case "cut":
      return `“${name}” ends early, inside of the ${partWords[packing]} that begins at its byte ${end.at} (number ${end.member}). ${before}`;
    case "damaged":
      return `“${name}” is damaged at about its byte ${end.at}: ${end.detail}. ${before}`;
    case "foreign":
      return `“${name}” holds nothing packed with ${packingTitle(packing)} from its byte ${end.at} on. ${before}`;
  }
}
