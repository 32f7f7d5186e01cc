// Where in a record's bytes the filter's texts stand. The search that finds records says only which ones; the places are
// found when they are shown, in a window of the record at a time, so what it costs does not depend on its length.
//
// Texts are found in every spelling, as byteSearch.ts finds them. Regular expressions are ripgrep's: those that mean the
// same to JavaScript are found, the others have no places.

import type { Filter, RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { TextRange } from "../../../../shared/hitFinder.ts";
import { joined, soughtBy } from "../../../../shared/hitFinder.ts";
import { portableRegex } from "../../../../shared/portableRegex.ts";
import { backslash } from "../../scanner/jsonBytes.ts";
import type { Source } from "../../source/source.ts";
import { maxCharacterBytes } from "../characterBoundary.ts";
import type { RecordPlace } from "../recordBytes.ts";
import { readRecordBytes } from "../recordBytes.ts";
import { bytePattern } from "../search/spelling.ts";

/** Has no state between two calls, so any part of a record may be asked for in any order. */
export interface HitSearch {
  /** False: there is nothing to find. */
  readonly finds: boolean;
  /** The hits that begin in bytes [from, to) of a record, at most 256 KiB at once. */
  find(source: Source, record: RecordPlace, from: number, to: number): FoundHits;
}

export interface FoundHits {
  /** In order, in bytes from the start of the record; those that touch are one. */
  readonly hits: readonly TextRange[];
  /** All hits that begin before this byte are among them. It is less than was asked for where there are very many. */
  readonly next: number;
}

/** Read before a window: backslashes there decide whether an escape at its start is one. Longer runs of them are rare enough. */
const leadBytes = 64;
/** How far the match of a regular expression may reach out of a window, in bytes. */
const regexReach = 4096;
/** What expressions that try many ways may take of one window; what they have not found by then stays unmarked. */
const mostRegexMs = 10;

/** Hits of one text that are found at once: an array of very many is slow to make. */
const mostAtOnce = 4000;

/** Finds in `bytes`, in places within them: at most `mostAtOnce` in order, or all. */
interface ByteFinder {
  readonly longest: number;
  find(bytes: Buffer): readonly TextRange[];
}

/**
 * Takes the filter's texts and expressions that a record may pass by, not those behind a minus. `find` reads the window
 * and as much behind it as a hit may be long; it throws a SourceError.
 */
export function createHitSearch(filter: Filter): HitSearch {
  const finders = soughtBy(filter).flatMap((condition) =>
    condition.type === "text" ? [textFinder(condition)] : regexFinder(condition),
  );
  const longest = Math.max(0, ...finders.map((finder) => finder.longest));
  return {
    finds: finders.length > 0,
    find: (source, record, from, to) => {
      const first = Math.max(0, from - leadBytes);
      const end = Math.min(to, record.length);
      const bytes = readRecordBytes(source, record, first, end + longest);
      const found = finders.map((finder) => finder.find(bytes));
      const next = Math.min(
        end,
        ...found.map((ranges) => (ranges.length < mostAtOnce ? end : first + (ranges.at(-1)?.to ?? 0))),
      );
      const hits = found
        .flat()
        .map((range) => ({ from: range.from + first, to: range.to + first }))
        .filter((range) => range.from >= from && range.from < next);
      return { hits: joined(hits), next: Math.max(from, next) };
    },
  };
}

function textFinder(condition: TextCondition): ByteFinder {
  const { source, longest, guarded } = bytePattern(condition);
  const pattern = new RegExp(source, "g");
  return {
    longest,
    find: (bytes) => {
      const text = bytes.toString("latin1");
      const found: TextRange[] = [];
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null && found.length < mostAtOnce; match = pattern.exec(text)) {
        const { index } = match;
        if (guarded && bytes[index] === backslash && backslashesBefore(bytes, index) % 2 === 1) {
          pattern.lastIndex = index + 1;
        } else found.push({ from: index, to: index + match[0].length });
      }
      return found;
    },
  };
}

function backslashesBefore(bytes: Buffer, at: number): number {
  let first = at;
  while (first > 0 && bytes[first - 1] === backslash) first--;
  return at - first;
}

function regexFinder(condition: RegexCondition): readonly ByteFinder[] {
  const portable = portableRegex(condition);
  if (portable === undefined) return [];
  const { source, reach } = portable;
  const pattern = new RegExp(source, condition.ignoreCase ? "giu" : "gu");
  const longest = Math.min(regexReach, reach);
  return [
    {
      longest,
      find: (bytes) => {
        const start = wholeFrom(bytes);
        const whole = bytes.subarray(start, wholeUpTo(bytes));
        const text = whole.toString("utf8");
        // Bytes that are no UTF-8 were replaced: places in the text say nothing of places in them.
        if (Buffer.byteLength(text) !== whole.length) return [];
        const byteAt = text.length === whole.length ? (unit: number) => unit : byteCounter(text);
        return piecewise(pattern, text, reach, longest).map(({ from, to }) => ({
          from: start + byteAt(from),
          to: start + byteAt(to),
        }));
      },
    },
  ];
}

/** A text is searched in pieces that the expression may be given, each with some of the next one. */
function piecewise(pattern: RegExp, text: string, reach: number, longest: number): readonly TextRange[] {
  const step = Math.max(1, reach - Math.min(longest, reach >>> 1));
  const end = performance.now() + mostRegexMs;
  const found: TextRange[] = [];
  for (let base = 0; base < text.length && performance.now() < end; base += step) {
    for (const { 0: match, index } of text.slice(base, base + reach).matchAll(pattern)) {
      if (index >= step) break;
      if (match !== "") found.push({ from: base + index, to: base + index + match.length });
    }
    if (found.length >= mostAtOnce) break;
  }
  return found.slice(0, mostAtOnce);
}

/** Where the first whole character begins, if it is UTF-8. */
function wholeFrom(bytes: Buffer): number {
  let from = 0;
  while (from < maxCharacterBytes - 1 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return from;
}

/** Where the last whole character ends. */
function wholeUpTo(bytes: Buffer): number {
  for (let back = 1; back < maxCharacterBytes; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Bytes before a character; asked for places that rise. */
function byteCounter(text: string): (unit: number) => number {
  let unit = 0;
  let byte = 0;
  return (to) => {
    byte += Buffer.byteLength(text.slice(unit, to));
    unit = to;
    return byte;
  };
}
