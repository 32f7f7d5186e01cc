// What a segment's summary decides, against what its records say one by one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertNever } from "../../../shared/assertNever.ts";
import { printFilter } from "../../../shared/filter/filterPrint.ts";
import type { Filter, RecordState } from "../../../shared/filter/filterTree.ts";
import { recordStates } from "../../../shared/filter/filterTree.ts";
import { matchesPattern } from "../../../shared/filter/namePattern.ts";
import type { RecordFacts } from "../../testing/columnsOf.ts";
import { columnsOf } from "../../testing/columnsOf.ts";
import { createSegmentCodec } from "../index/segmentCodec.ts";
import { mostListed } from "../index/segmentSummary.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import { hasBit } from "./bits.ts";
import { createPredicate, largeBytes } from "./predicate.ts";
import type { JudgedSegment, Match } from "./rowPredicate.ts";

const names = {
  kind: ["(none)", "(malformed)", "(other)", "A", "AB", "ERROR"],
  role: ["", "A", "user"],
  tool: Array.from({ length: mostListed * 2 }, (_, number) => (number === 0 ? "" : `A${number % 20}`)),
};
/** There is one segment, of which each record names its tool itself. */
const contextOf = (columns: Columns) => ({
  callTools: { of: () => ({ tools: columns.tools, others: [] }), reaches: () => false },
  index: {
    ...{ kinds: () => names.kind, roles: () => names.role, tools: () => names.tool, source: { name: sourceName } },
    ...{ columns: () => columns, summary: () => codec.encode(columns).summary },
  },
  errors: { isErrorKind: (kind: string) => kind.includes("ERROR"), hasLevels: true },
  bitsOf: () => () => undefined,
});
const sourceName = "A1";
const firstRecord = 1000;
/** `columnsOf` begins there. */
const firstLine = 2 ** 32;

/** Segments of few different facts, so that it happens that all records or none pass. */
const segment = fc
  .record({
    kinds: fc.subarray([0, 1, 3, 4, 5], { minLength: 1 }),
    roles: fc.subarray([0, 1, 2], { minLength: 1 }),
    tools: fc.oneof(fc.subarray([0, 1, 21, 2], { minLength: 1 }), fc.constant(names.tool.map((_, number) => number))),
    flags: fc.subarray([0, 1, 2, 8, 10, 16], { minLength: 1 }),
    times: fc.subarray([Number.NaN, 100, 200, 200.5], { minLength: 1 }),
    lengths: fc.subarray([1, 5, 20, largeBytes, largeBytes + 1], { minLength: 1 }),
    steps: fc.subarray([0, 1, 3], { minLength: 1 }),
  })
  .chain(({ kinds, roles, tools, flags, times, lengths, steps }) =>
    fc.array(
      fc.record({
        ...{ gap: fc.constant(1), pair: fc.constant(0), step: fc.constantFrom(...steps) },
        ...{ kind: fc.constantFrom(...kinds), role: fc.constantFrom(...roles), tool: fc.constantFrom(...tools) },
        ...{ flag: fc.constantFrom(...flags), time: fc.constantFrom(...times), length: fc.constantFrom(...lengths) },
      }),
      // Enough for more tools than are listed, where there are as many.
      { minLength: tools.length > mostListed ? 190 : 1, maxLength: 200 },
    ),
  );

const pattern = fc.constantFrom("A", "A*", "*", "user", "(none)", "A1", "nobody", "").map((text) => text.split("*"));
const range = fc.tuple(fc.nat(25), fc.option(fc.nat(200), { nil: undefined }));
const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    type: fc.constantFrom("kind", "role", "tool", "source"),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  }),
  fc.tuple(fc.constantFrom("bytes", "record", "line"), range).map(([type, [low, more]]): Filter => {
    const from = low + { bytes: 0, record: firstRecord - 5, line: firstLine - 5 }[type];
    return { type, from, to: more === undefined ? undefined : from + more };
  }),
  fc
    .tuple(fc.constantFrom(undefined, 99, 100, 150, 201), fc.constantFrom(undefined, 100, 200, 200.5, 201))
    .map(([from, before]): Filter => ({ type: "time", from, before })),
  fc.constantFrom(...recordStates).map((state): Filter => ({ type: "is", states: [state] })),
);
const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 2, arbitrary: condition },
    fc.record({ type: fc.constant("not"), of: tie("filter") }),
    fc.record({ type: fc.constant("or"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
    fc.record({ type: fc.constant("and"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
  ),
}));

interface Around extends RecordFacts {
  /** The last time before the record's. */
  readonly before: number;
}

function passes(filter: Filter, record: Around, row: number, line: number): boolean {
  switch (filter.type) {
    case "all":
      return true;
    case "kind":
    case "role":
    case "tool": {
      const number = record[filter.type];
      const name = names[filter.type][number] ?? "";
      return (filter.type === "kind" || number > 0) && filter.patterns.some((one) => matchesPattern(one, name));
    }
    case "source":
      return filter.patterns.some((one) => matchesPattern(one, sourceName));
    case "bytes":
    case "record":
    case "line": {
      const value = { bytes: record.length, record: firstRecord + row, line }[filter.type];
      return value >= filter.from && value <= (filter.to ?? Number.POSITIVE_INFINITY);
    }
    case "time": {
      const { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = filter;
      return record.time >= from && record.time < before;
    }
    case "is":
      return filter.states.some((state) => is(record, state));
    case "not":
      return !passes(filter.of, record, row, line);
    case "and":
      return filter.of.every((part) => passes(part, record, row, line));
    case "or":
      return filter.of.some((part) => passes(part, record, row, line));
    case "text":
    case "regex":
      throw new Error("texts are not looked for here");
    default:
      return assertNever(filter);
  }
}

function is({ kind, length, flag, time, before }: Around, state: RecordState): boolean {
  if (state === "unordered") return time < before;
  if (state === "error") return names.kind[kind] === "ERROR" || (flag & flagBit.error) !== 0;
  return state === "large" ? length > largeBytes : (flag & flagBit[state]) !== 0;
}

const codec = createSegmentCodec();

function judged(columns: Columns, askColumns = (): Columns => columns): JudgedSegment {
  return { number: 0, summary: codec.encode(columns).summary, firstRecord, columns: askColumns };
}

function expectedOf(filter: Filter, records: readonly RecordFacts[], { lines }: Columns): readonly boolean[] {
  let before = Number.NaN;
  return records.map((record, row) => {
    const around = { ...record, before };
    if (!Number.isNaN(record.time)) before = record.time;
    return passes(filter, around, row, lines[row] ?? 0);
  });
}

function asWord(passing: readonly boolean[]): "all" | "none" | undefined {
  if (passing.every(Boolean)) return "all";
  return passing.some(Boolean) ? undefined : "none";
}

function rowsOf(match: Match, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, row) => (typeof match === "string" ? match === "all" : hasBit(match, row)));
}

describe("a predicate", () => {
  it("never decides what the records deny, and finds those that pass", () => {
    fc.assert(
      fc.property(segment, anyFilter, (records, filter) => {
        const columns = columnsOf(records);
        const predicate = createPredicate(filter, contextOf(columns));
        const expected = expectedOf(filter, records, columns);
        const decided = predicate.decide(judged(columns));
        if (decided !== undefined) expect(decided, printFilter(filter)).toBe(asWord(expected));
        expect(rowsOf(predicate.match(judged(columns)), records.length), printFilter(filter)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("needs no columns of a segment whose summary tells", () => {
    fc.assert(
      fc.property(segment, condition, (records, filter) => {
        const columns = columnsOf(records);
        const word = asWord(expectedOf(filter, records, columns));
        // Sizes, lines and times that none of the records has may still lie between those of two.
        if (word === undefined || (word === "none" && !isExact(filter))) return;
        if (filter.type === "tool" && new Set(records.map(({ tool }) => tool)).size > mostListed) return;
        if (word === "all" && isForTwoReasons(filter, records)) return;
        const segmentAlone = judged(columns, () => {
          throw new Error("the columns were asked for");
        });
        const predicate = createPredicate(filter, contextOf(columns));
        expect(predicate.decide(segmentAlone), printFilter(filter)).toBe(word);
        expect(predicate.match(segmentAlone)).toBe(word);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Some records are errors by their kind and the others by their level: a summary counts both, but not those that are either. */
function isForTwoReasons(filter: Filter, records: readonly RecordFacts[]): boolean {
  if (filter.type !== "is" || !filter.states.includes("error")) return false;
  const isByKind = ({ kind }: RecordFacts): boolean => names.kind[kind] === "ERROR";
  return !records.every(isByKind) && !records.every(({ flag }) => (flag & flagBit.error) !== 0);
}

function isExact(filter: Filter): boolean {
  if (filter.type === "is" && filter.states.includes("unordered")) return false;
  const { type } = filter;
  return type === "kind" || type === "role" || type === "tool" || type === "record" || type === "is";
}
