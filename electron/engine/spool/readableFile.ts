// A transcript's file as one that can be read by position and has lines: itself, or a spool of what a packed one holds, of the
// text of one that is not in UTF-8, or of one whose lines are told apart in another way.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { endsLinesWithReturns, returnsAsNewlines } from "../source/carriageReturns.ts";
import { isDocument, linesOfDocuments } from "../source/documentLines.ts";
import { type Encoding, encodingOf } from "../source/encoding.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import { packingOf } from "../source/packed/packing.ts";
import { bytesAt } from "../source/packed/piecesOf.ts";
import { areProtoFrames, type FramesEnd, jsonOfFrames } from "../source/protoFrames.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { summedSource } from "../source/summedSource.ts";
import type { TextEnd } from "../source/toUtf8.ts";
import { plainFile, type ReadableFile } from "./plainFile.ts";
import { guarded, type SpoolOptions, spool } from "./spool.ts";
import type { SpoolFile } from "./spoolFile.ts";

/** Bytes that show how a file is packed. */
const judgedBytes = 4096;

export interface ReadOptions extends SpoolOptions {
  /** A packed file is unpacked on while it grows. */
  readonly follow?: boolean;
}

/** Throws the signal's reason. */
export async function readableFile(place: FilePlace, options: ReadOptions = {}): Promise<Result<ReadableFile>> {
  const opened = openFile(place);
  if (!opened.ok) return opened;
  const source = summedSource(opened.value);
  try {
    const file = await readAs(source, place, options);
    if (!file.ok || file.value.path === place.path || file.value.growing !== undefined) return file;
    const change = source.finalChange();
    if (change !== "shrunk" && change !== "rewritten") return file;
    // What was made is of no file that ever was.
    await file.value.remove();
    return fail({ code: "source-changed", name: source.name, change });
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, failure: error.failure };
    throw error;
  } finally {
    source.close();
  }
}

async function readAs(source: Source, place: FilePlace, options: ReadOptions): Promise<Result<ReadableFile>> {
  const beginning = bytesAt(source, 0, judgedBytes);
  const packing = packingOf(beginning, place.original);
  if (packing !== undefined) {
    const { followedFile, unpackedFile } = await import("./unpackedFile.ts");
    return options.follow === true
      ? await followedFile(packing, place, options)
      : await unpackedFile(source, packing, place, options);
  }
  if (areProtoFrames(beginning)) return await decoded(source, place, options);
  const encoding = encodingOf(beginning);
  if (encoding !== undefined) return await converted(source, encoding, place, options);
  if (endsLinesWithReturns(source)) return await endedByNewlines(source, place, options);
  return isDocument(source) ? await takenApart(source, place, options) : succeed(plainFile(place));
}

/** The same of a spool, which is removed when something was unpacked from it, and else with what is given. */
export async function spooledFile(
  file: SpoolFile,
  original: string,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const { remove } = file;
  try {
    const readable = await readableFile({ path: file.path, original }, options);
    const isItself = readable.ok && readable.value.path === file.path;
    if (isItself) return succeed({ ...readable.value, remove });
    await remove();
    return readable;
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A JSON document over many lines as JSON Lines. */
async function takenApart(
  source: Source,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(linesOfDocuments(source)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, failure } = spooled.value;
  const notice = `“${source.name}” is JSON over many lines and is shown with a line for each value, and for each member of its list: offsets and sizes are those of these lines.`;
  return succeed({ path: file.path, original, notice, failure, remove: file.remove });
}

/** A capture of server-sent events with newlines. */
async function endedByNewlines(
  source: Source,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(returnsAsNewlines(source)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, failure } = spooled.value;
  const notice = `“${source.name}” is a capture whose lines end in carriage returns, and is shown with newlines in their place: offsets and sizes are those of the file.`;
  return succeed({ path: file.path, original, notice, failure, remove: file.remove });
}

/** AG-UI events in binary frames as lines of JSON. */
async function decoded(source: Source, { original }: FilePlace, options: SpoolOptions): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(jsonOfFrames(source)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, end, failure } = spooled.value;
  const notice = `“${source.name}” holds AG-UI events in binary frames and is shown as JSON lines: offsets and sizes are those of these.${gapsOf(end)}`;
  return succeed({ path: file.path, original, notice, failure, remove: file.remove });
}

function gapsOf(
  { unread, firstUnread, rest }: FramesEnd = { unread: 0, firstUnread: undefined, rest: undefined },
): string {
  const frames = unread === 1 ? "1 frame" : `${unread} frames`;
  return [
    ...(unread === 0
      ? []
      : [` The official decoder cannot read ${frames}, the first at byte ${firstUnread}: left out.`]),
    ...(rest === undefined ? [] : [` From byte ${rest} on there is no whole frame.`]),
  ].join("");
}

/** A file in UTF-16 or UTF-32 as one in UTF-8. */
async function converted(
  source: Source,
  encoding: Encoding,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const { toUtf8 } = await import("../source/toUtf8.ts");
  const spooled = await spool(guarded(toUtf8(source, encoding)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, end, failure } = spooled.value;
  const notice = `“${source.name}” is ${encoding.title} and is shown as UTF-8: offsets and sizes are those of that.${lossOf(end)}`;
  return succeed({ path: file.path, original, notice, failure, remove: file.remove });
}

function lossOf({ torn, replaced }: TextEnd = { torn: 0, replaced: 0 }): string {
  const places = replaced === 1 ? "1 place holds" : `${replaced} places hold`;
  return [
    ...(replaced === 0 ? [] : [` ${places} no character, shown as �.`]),
    ...(torn === 0 ? [] : [" It ends inside of a character."]),
  ].join("");
}
