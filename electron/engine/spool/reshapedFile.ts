// A file whose bytes are text of JSON in another shape (JSON over many lines, another encoding, other line ends, binary frames)
// as a spool of JSON lines in UTF-8, with a sentence that says so.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { returnsAsNewlines } from "../source/carriageReturns.ts";
import { linesOfDocuments } from "../source/documentLines.ts";
import type { Encoding } from "../source/encoding.ts";
import { eventsOnOneLine } from "../source/joinedEvents.ts";
import { type FramesEnd, jsonOfFrames } from "../source/protoFrames.ts";
import type { FilePlace, Source } from "../source/source.ts";
import type { TextEnd } from "../source/toUtf8.ts";
import type { ReadableFile } from "./plainFile.ts";
import { guarded, type SpoolOptions, spool } from "./spool.ts";

/** A JSON document over many lines as JSON Lines. */
export async function takenApart(
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
export async function endedByNewlines(
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

/** A capture of server-sent events, each on a line. */
export async function joined(
  source: Source,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(eventsOnOneLine(source)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, failure } = spooled.value;
  const notice = `“${source.name}” is a capture whose events stand over several lines, and is shown with blanks between the lines of one: offsets and sizes are those of the file.`;
  return succeed({ path: file.path, original, notice, failure, remove: file.remove });
}

/** AG-UI events in binary frames as lines of JSON. */
export async function decoded(
  source: Source,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
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
export async function converted(
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
