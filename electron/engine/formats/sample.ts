// What a transcript is recognised by: the objects on some of its lines, read tolerantly, and what the file is as a whole.
// Where records begin is the scanner's business; here a guess is enough, since a wrong one costs a head of a sample.

import type { Source } from "../source/source.ts";
import { isObject } from "./condensedValue.ts";
import type { Head } from "./format.ts";
import { headsOfLine } from "./recordHeads.ts";
import { beginningBytes, sampledLines } from "./sampledLines.ts";
import { spread } from "./spread.ts";
import type { JsonDocument } from "./wholeFile.ts";
import { documentNotice, documentOf, foreignNotice, noObjectsNotice } from "./wholeFile.ts";

/** The most heads: each costs every format a look. */
const mostHeads = 200;

/** At most 200 heads. Without one it may still hold other JSON values, or be nothing that is known. */
export interface Sample {
  /** Objects from all over the file, in its order; each as far as the first 64 KiB of its line hold it. */
  readonly heads: readonly Head[];
  /** Set when the file is no JSON Lines but one JSON document, or several: a format may know what its members are. */
  readonly document: JsonDocument | undefined;
  /** A sentence when the file does not look like JSON Lines at all. */
  readonly notice: string | undefined;
}

/**
 * Reads at most 1.2 MB, all at once. Throws a SourceError when the source cannot be read; a file of another sort gives
 * a `notice`.
 */
export function readSample(source: Source): Sample {
  const buffer = new Uint8Array(Math.min(beginningBytes, source.size));
  const bytes = buffer.subarray(0, source.readInto(buffer, 0, buffer.length, 0));
  const isItself = source.path === source.original;
  const beginning = { bytes, name: isItself ? source.name : undefined, whole: bytes.length === source.size };
  const foreign = foreignNotice(beginning);
  if (foreign !== undefined) return { heads: [], document: undefined, notice: foreign };
  const document = documentOf(beginning);
  const lines = sampledLines(source, bytes).map(headsOfLine);
  const heads = lines.flatMap((line) => line.heads);
  if (document !== undefined) {
    const members = spread(membersOf(document, heads), mostHeads);
    return { heads: members, document, notice: documentNotice(document, beginning) };
  }
  const hasOthers = lines.some(({ isOther }) => isOther);
  const notice = heads.length > 0 ? undefined : noObjectsNotice(beginning, hasOthers);
  return { heads: spread(heads, mostHeads), document, notice };
}

/** The lines of a document hold pieces of it; only an array may have whole members on a line of their own, or all on its only one. */
function membersOf({ is, head }: JsonDocument, onLines: readonly Head[]): readonly Head[] {
  if (is !== "array") return [];
  return onLines.length > 0 || !Array.isArray(head) ? onLines : head.filter(isObject);
}
