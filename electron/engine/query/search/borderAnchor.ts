// Where a text's anchor is best (borderPattern.ts). Every place finds all matches, but some find many lines without need: what ends with
// "ent" ends as every `"TEXT_MESSAGE_CONTENT"` does. So a few places are tried on some bytes of the transcript itself.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { textForms } from "../../../../shared/filter/textForms.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import type { Source } from "../../source/source.ts";
import { readRecordBytes } from "../recordBytes.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { borderBytes } from "./borderPattern.ts";

/** In the order in which they are taken when they are as good. Behind them, ripgrep has too many beginnings of a pattern to look for. */
const places = [2, 1, 3, 4, 0];

/** What is looked at to choose an anchor. */
const sampleBytes = 32 * 1024;

/** Bytes in the middle of a segment, which ends at `end`. */
export function sampleOf({ index, source }: Sampled, segment: number, end: number): Buffer {
  const middle = Math.floor((index.summary(segment).firstByte + end) / 2);
  return readRecordBytes(source, { offset: middle, length: end - middle }, 0, sampleBytes);
}

interface Sampled {
  readonly index: ReadIndex;
  readonly source: Source;
}

/** `sample` is from where the pieces stand. */
export function bordersOf({ text, exactCase }: TextCondition, sample: Buffer): BorderCondition {
  const bytes = sample.toString("latin1");
  const parts = textForms(text).length;
  const tried = places
    .filter((anchor) => anchor < parts)
    .map((anchor): BorderCondition => ({ type: "borders", text, exactCase, anchor }))
    .map((borders) => ({ borders, found: matchesIn(bytes, borders) }));
  const fewest = Math.min(...tried.map(({ found }) => found));
  const best = tried.find(({ found }) => found === fewest)?.borders;
  return best ?? { type: "borders", text, exactCase, anchor: 0 };
}

/** How many places of a sample may hold some of the text, or hold it. */
export function countIn(sample: Buffer, borders: BorderCondition): number {
  return matchesIn(sample.toString("latin1"), { ...borders, orWhole: true });
}

function matchesIn(bytes: string, borders: BorderCondition): number {
  return bytes.match(new RegExp(borderBytes(borders).source, "g"))?.length ?? 0;
}

/** The most UTF-16 units that a match has in front of its anchor. */
export function unitsBeforeAnchor({ text, anchor }: BorderCondition): number {
  return textForms(text)
    .slice(0, anchor)
    .reduce((sum, forms) => sum + Math.max(...forms.map(({ length }) => length)), 0);
}
