// A row that was found by its text should show that text. Where neither its preview nor another column does, it gets an
// excerpt from around the first hit: looked for in the record's beginning only, and in so many bytes for a page of rows,
// so that a page stays quick however long its records are.

import type { Filter } from "../../../../shared/filter/filterTree.ts";
import { createHitFinder } from "../../../../shared/hitFinder.ts";
import { readEscapes } from "../../../../shared/jsonEscapes.ts";
import type { Excerpt, Row } from "../../../../shared/rows.ts";
import type { Source } from "../../source/source.ts";
import { boundaryUpTo } from "../characterBoundary.ts";
import { oneLine } from "../oneLine.ts";
import { readRecordBytes } from "../recordBytes.ts";
import { createHitSearch } from "./hitSearch.ts";

/** Bytes of a record in which its first hit is looked for. */
const searchedBytes = 256 * 1024;
/** The same for all rows of a page together: about as many milliseconds. */
const pageBytes = 12 * 1024 * 1024;
/** Bytes that are searched at once. */
const stepBytes = 32 * 1024;
/** Characters of an excerpt before its hit, of the hit, and behind it. */
const charactersBefore = 60;
const charactersOfHit = 200;
const charactersBehind = 240;
/** Bytes that are read for so many characters: escapes have six. */
const bytesBefore = 6 * charactersBefore;
const bytesBehind = 2 * charactersBehind;

/** Puts excerpts into rows that need them. */
export type AddExcerpts = (source: Source, rows: readonly Row[]) => readonly Row[];

/** Undefined when the filter has no text that could be found. */
export function createExcerpts(filter: Filter): AddExcerpts | undefined {
  const finder = createHitFinder(filter);
  const search = createHitSearch(filter);
  if (!finder.finds || !search.finds) return undefined;
  const isSeen = ({ preview, kind, role = "", tool = "" }: Row): boolean =>
    [preview, kind, role, tool].some((text) => finder.find(text).length > 0);

  return (source, rows) => {
    let left = pageBytes;
    return rows.map((row) => {
      if (left <= 0 || isSeen(row)) return row;
      const end = Math.min(row.length, searchedBytes, left);
      for (let from = 0; from < end; from += stepBytes) {
        const to = Math.min(end, from + stepBytes);
        left -= to - from;
        const hit = search.find(source, row, from, to).hits[0];
        if (hit !== undefined) return { ...row, excerpt: excerptAround(source, row, hit) };
      }
      return row;
    });
  };
}

function excerptAround(source: Source, row: Row, hit: { readonly from: number; readonly to: number }): Excerpt {
  const first = Math.max(0, hit.from - bytesBefore);
  const hitEnd = Math.min(hit.to, hit.from + 6 * charactersOfHit);
  const bytes = readRecordBytes(source, row, first, hitEnd + bytesBehind);
  const text = (from: number, to: number): string =>
    bytes.toString("utf8", boundaryUpTo(bytes, from), boundaryUpTo(bytes, to));
  const at = hit.from - first;
  const behind = hitEnd - first;
  const before = readEscapes(text(0, at)).text;
  return {
    cut: first > 0 || before.length > charactersBefore,
    before: lastOf(oneLine(before, before.length), charactersBefore),
    hit: oneLine(readEscapes(text(at, behind)).text, charactersOfHit),
    after: oneLine(readEscapes(text(behind, bytes.length)).text, charactersBehind),
  };
}

function lastOf(text: string, characters: number): string {
  const end = text.slice(-characters);
  return /^[\uDC00-\uDFFF]/.test(end) ? end.slice(1) : end;
}
