// Fits the index of a range behind what has been indexed so far, so that ranges scanned at the same time read like one
// scan: names get the numbers that a single scan would have given them, lines go on, counts add up. Only a segment's
// head and its dictionary of shapes are touched, not its columns.

import type { CapturePlan, Names, ScanState } from "../scanner/indexScan.ts";
import { kindNumber } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import { moveFurther } from "./furtherBytes.ts";
import type { ByteRange, RangeResult } from "./rangeIndex.ts";
import { indexRange } from "./rangeIndex.ts";
import { checksumBytes, segmentLayout, writeChecksum } from "./segmentCodec.ts";
import type { KindCounts, NumberCounts, SegmentSummary } from "./segmentSummary.ts";
import { inWorkshop } from "./workshops.ts";

/** As in assembly/columns.ts: a single scan stops naming there. */
const limits = { kinds: 4096, roles: 255, tools: 4096 } as const;

/** One table of names that goes on growing. */
interface Table {
  readonly names: string[];
  readonly numbers: Map<string, number>;
  readonly limit: number;
  /** What a name counts as that finds no room. */
  readonly overflow: number;
}

function createTable(names: readonly string[], limit: number, overflow: number): Table {
  return { names: [...names], numbers: new Map(names.map((name, number) => [name, number])), limit, overflow };
}

export interface Joiner {
  readonly names: () => Names;
  readonly state: () => ScanState;
  /**
   * Takes the next range; gives its segments as they belong behind the ones before, and the sums of its bytes. Throws
   * SourceError.
   */
  join(scanned: { readonly range: ByteRange; readonly result: RangeResult }): Pick<RangeResult, "segments" | "sums">;
}

export function createJoiner(source: Source, plan: CapturePlan, start: ScanState, names: Names): Joiner {
  const tablesOf = (known: Names) => ({
    kinds: createTable(known.kinds, limits.kinds, kindNumber.other),
    roles: createTable(known.roles, limits.roles, 0),
    tools: createTable(known.tools, limits.tools, 0),
  });
  let tables = tablesOf(names);
  let state = start;
  const namesNow = (): Names => ({ kinds: tables.kinds.names, roles: tables.roles.names, tools: tables.tools.names });
  return {
    names: namesNow,
    state: () => state,
    join: ({ range: place, result: range }) => {
      if (range.state.kindsOverflowed || range.state.namesOverflowed) {
        // The range ran out of numbers of its own, so it does not say which of the names known before it met later.
        const { from: sumsFrom } = range.sums;
        const known = { state, names: namesNow() };
        const again = inWorkshop((workshop) => indexRange(source, plan, place, { known, sumsFrom, workshop }));
        tables = tablesOf(again.names);
        state = again.state;
        return again;
      }
      const { kinds, roles, tools } = tables;
      const [kindMap, roleMap, toolMap] = [
        numbersOf(kinds, range.names.kinds),
        numbersOf(roles, range.names.roles),
        numbersOf(tools, range.names.tools),
      ];
      const before = state;
      const moved = {
        lines: before.line - 1,
        kinds: kindMap.numbers,
        roles: roleMap.numbers,
        tools: toolMap.numbers,
      };
      const overflowed = {
        kindsOverflowed: before.kindsOverflowed || kindMap.overflowed,
        namesOverflowed: before.namesOverflowed || roleMap.overflowed || toolMap.overflowed,
      };
      const later = (counts: ScanState): ScanState => ({ ...added(before, counts, range.leadingTime), ...overflowed });
      state = later(range.state);
      const segments = range.segments.map(({ bytes, entry, resume }) => {
        moveSegment(bytes, moved);
        return {
          bytes,
          entry: moveSummary(entry, moved),
          resume: resume === undefined ? undefined : later(resume),
        };
      });
      return { segments, sums: range.sums };
    },
  };
}

/** For each name of a range the number it has here; new names get the next ones. */
function numbersOf(
  table: Table,
  names: readonly string[],
): { readonly numbers: readonly number[]; readonly overflowed: boolean } {
  let overflowed = false;
  const numbers = names.map((name) => {
    const known = table.numbers.get(name);
    if (known !== undefined) return known;
    if (table.names.length >= table.limit) {
      overflowed = true;
      return table.overflow;
    }
    table.numbers.set(name, table.names.length);
    return table.names.push(name) - 1;
  });
  return { numbers, overflowed };
}

/** Counts of what came before and of a range (or of a part of one, from its begin) together. */
function added(before: ScanState, range: ScanState, leadingTime: number | undefined): ScanState {
  const { previousTime } = before;
  const stepBack = previousTime !== undefined && leadingTime !== undefined && leadingTime < previousTime ? 1 : 0;
  return {
    ...range,
    line: before.line + range.line - 1,
    blank: before.blank + range.blank,
    glued: before.glued + range.glued,
    malformed: before.malformed + range.malformed,
    commas: before.commas + range.commas,
    padding: before.padding + range.padding,
    longest: Math.max(before.longest, range.longest),
    firstTime: least(before.firstTime, range.firstTime),
    lastTime: greatest(before.lastTime, range.lastTime),
    previousTime: range.previousTime ?? previousTime,
    backwards: before.backwards + range.backwards + (range.previousTime === undefined ? 0 : stepBack),
  };
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function greatest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

const { headBytes, shapeBytes, lineAt, shapeKind, shapeTool, shapeRole } = segmentLayout;

/** What changes in a range's segments: lines come to be so many later, names get other numbers. */
interface Move {
  readonly lines: number;
  readonly kinds: readonly number[];
  readonly roles: readonly number[];
  readonly tools: readonly number[];
}

/** Rewrites a segment's head and shapes in place. */
function moveSegment(bytes: Uint8Array, { lines, kinds, roles, tools }: Move): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setFloat64(lineAt, view.getFloat64(lineAt, true) + lines, true);
  const shapes = view.getUint32(4, true);
  for (let shape = 0; shape < shapes; shape++) {
    const at = headBytes + shape * shapeBytes;
    view.setUint16(at + shapeKind, kinds[view.getUint16(at + shapeKind, true)] ?? 0, true);
    view.setUint16(at + shapeTool, tools[view.getUint16(at + shapeTool, true)] ?? 0, true);
    view.setUint8(at + shapeRole, roles[view.getUint8(at + shapeRole)] ?? 0);
  }
  moveFurther(bytes.subarray(0, -checksumBytes), tools);
  writeChecksum(bytes);
}

function moveSummary(summary: SegmentSummary, { lines, kinds, roles, tools }: Move): SegmentSummary {
  return {
    ...summary,
    firstLine: summary.firstLine + lines,
    lastLine: summary.lastLine + lines,
    kinds: renumberKinds(summary.kinds, kinds),
    roles: summary.roles && renumber(summary.roles, roles),
    tools: summary.tools && renumber(summary.tools, tools),
  };
}

function renumberKinds({ numbers, counts, bytes }: KindCounts, newNumbers: readonly number[]): KindCounts {
  return {
    ...renumber({ numbers, counts }, newNumbers),
    bytes: renumber({ numbers, counts: bytes }, newNumbers).counts,
  };
}

/** Names that found no room have become one, so counts of one number add up. */
function renumber({ numbers, counts }: NumberCounts, newNumbers: readonly number[]): NumberCounts {
  const sums = new Map<number, number>();
  numbers.forEach((old, index) => {
    const number = newNumbers[old] ?? 0;
    sums.set(number, (sums.get(number) ?? 0) + (counts[index] ?? 0));
  });
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return { numbers: sorted.map(([number]) => number), counts: sorted.map(([, count]) => count) };
}
