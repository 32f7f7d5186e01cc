// All views against what their filters say, record by record. The facts that the scanner finds are taken from it (its own
// tests hold them against JSON.parse); sizes, places and flags come from how the transcript was put together, and texts
// are looked for character by character.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertNever } from "../../../shared/assertNever.ts";
import { printFilter } from "../../../shared/filter/filterPrint.ts";
import type { Filter } from "../../../shared/filter/filterTree.ts";
import { recordStates } from "../../../shared/filter/filterTree.ts";
import { matchesPattern } from "../../../shared/filter/namePattern.ts";
import type { ExpectedRecord, RandomTranscript } from "../../testing/randomTranscript.ts";
import { randomTranscript } from "../../testing/randomTranscript.ts";
import { holdsSpelled } from "../../testing/spelledText.ts";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { toolsOfCalls } from "../../testing/toolOfCall.ts";
import type { CapturePlan, Columns } from "../scanner/indexScan.ts";
import { openFile } from "../source/fileSource.ts";
import { createView } from "./createView.ts";
import type { View } from "./view.ts";

const newFolder = temporaryFolders();
const sourceName = "transcript.jsonl";

const plan: CapturePlan = {
  values: true,
  kind: [[["type"]]],
  time: [["timestamp"]],
  pair: [["id"]],
  role: [["role"]],
  tool: [["tool"]],
  sidechain: ["isSidechain"],
};
/** With a member that may hold a level, which is then read. */
const leveled: CapturePlan = { ...plan, level: [{ path: ["id"], numbers: [[17, 17]] }] };
const isErrorKind = (kind: string): boolean => kind.startsWith("RUN_");

const pattern = fc
  .constantFrom("A", "B", "RUN_*", "*", sourceName, "(malformed)", "(none)", "17", "a*", "")
  .map((text) => text.split("*"));
const text = fc.string({
  unit: fc.constantFrom("a", "B", "é", '"', "\\", " ", "{", "\n", "😀", "/", "}"),
  minLength: 1,
  maxLength: 2,
});
const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    type: fc.constantFrom("kind", "role", "tool", "source"),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  }),
  fc
    .tuple(fc.constantFrom("bytes", "record", "line"), fc.nat(40), fc.option(fc.nat(40), { nil: undefined }))
    .map(([type, from, more]): Filter => ({ type, from, to: more === undefined ? undefined : from + more })),
  fc
    .tuple(fc.constantFrom(0, 17_000, Date.UTC(2026, 2, 1, 12)), fc.constantFrom(undefined, 17_001, Date.UTC(2027)))
    .map(([from, before]): Filter => ({ type: "time", from, before })),
  fc.record({ type: fc.constant("is"), states: fc.subarray([...recordStates], { minLength: 1 }) }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant("text"), text, exactCase: fc.boolean() }) },
  fc.record({
    type: fc.constant("regex"),
    pattern: fc.constantFrom("[ab]c", "^ *\\{", "\\}[, \\t]*\\{", "^$", '"A"', "\\d\\d", "^"),
    ignoreCase: fc.boolean(),
  }),
);
const { filter: randomFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 2, arbitrary: condition },
    fc.record({ type: fc.constant("not"), of: tie("filter") }),
    fc.record({ type: fc.constant("or"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
    fc.record({ type: fc.constant("and"), of: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }) }),
  ),
}));

/** A record with what the scanner says of it and the bytes that texts are looked for in. */
interface Judged {
  readonly number: number;
  readonly record: ExpectedRecord;
  readonly names: Readonly<Record<"kind" | "role" | "tool", string>>;
  readonly time: number;
  readonly isUnordered: boolean;
  readonly isError: boolean;
  readonly bytes: Uint8Array;
  readonly line: Uint8Array;
}

/** Texts are looked for in the line, and when it holds several records in each by itself. */
function searchedBytes({ bytes, records }: RandomTranscript, record: ExpectedRecord): Pick<Judged, "bytes" | "line"> {
  const end = bytes.indexOf(0x0a, record.offset);
  const start = bytes.subarray(0, record.offset).lastIndexOf(0x0a) + 1;
  const line = bytes.subarray(start, end < 0 ? bytes.length : end);
  const isAlone = records.filter((other) => other.line === record.line).length === 1;
  return { line, bytes: isAlone ? line : bytes.subarray(record.offset, record.offset + record.length) };
}

function passes(filter: Filter, judged: Judged): boolean {
  const { number, record, names, time, bytes, line } = judged;
  switch (filter.type) {
    case "all":
      return true;
    case "kind":
    case "role":
    case "tool": {
      const name = names[filter.type];
      return (filter.type === "kind" || name !== "") && filter.patterns.some((one) => matchesPattern(one, name));
    }
    case "source":
      return filter.patterns.some((one) => matchesPattern(one, sourceName));
    case "bytes":
    case "record":
    case "line": {
      const value = { bytes: record.length, record: number, line: record.line }[filter.type];
      return value >= filter.from && value <= (filter.to ?? Number.POSITIVE_INFINITY);
    }
    case "time":
      return time >= (filter.from ?? Number.NEGATIVE_INFINITY) && time < (filter.before ?? Number.POSITIVE_INFINITY);
    case "is":
      return filter.states.some((state) => {
        if (state === "error") return judged.isError;
        if (state === "unordered") return judged.isUnordered;
        if (state === "large") return record.length > 1024 * 1024;
        return state === "sidechain" ? isSidechain(record.value) : record[state];
      });
    case "text":
      return holdsSpelled(bytes, filter.text, filter.exactCase);
    case "regex":
      return [line, bytes].every((searched) =>
        new RegExp(filter.pattern, filter.ignoreCase ? "is" : "s").test(Buffer.from(searched).toString("latin1")),
      );
    case "not":
      return !passes(filter.of, judged);
    case "and":
      return filter.of.every((part) => passes(part, judged));
    case "or":
      return filter.of.some((part) => passes(part, judged));
    default:
      return assertNever(filter);
  }
}

function isSidechain(value: unknown): boolean {
  return typeof value === "object" && value !== null && "isSidechain" in value && value.isSidechain === true;
}

function recordsOf(view: View, from: number, count: number): readonly number[] {
  const records: number[] = [];
  view.visit(from, count, (record) => records.push(record));
  return records;
}

function holdsErrorLevel({ malformed, value }: ExpectedRecord): boolean {
  const isObject = !malformed && typeof value === "object" && value !== null;
  return isObject && "id" in value && (value.id === 17 || value.id === "17");
}

function judge(
  transcript: RandomTranscript,
  all: Columns,
  hasLevels: boolean,
  namesOf: (row: number) => Judged["names"],
): readonly Judged[] {
  return transcript.records.map((record, number) => ({
    number,
    record,
    names: namesOf(number),
    isError: isErrorKind(namesOf(number).kind) || (hasLevels && holdsErrorLevel(record)),
    time: all.times[number] ?? Number.NaN,
    isUnordered: (all.times[number] ?? Number.NaN) < timeAbove(all.times.subarray(0, number)),
    ...searchedBytes(transcript, record),
  }));
}

/** Times before 1970 are times. */
function timeAbove(times: Float64Array): number {
  return times.findLast((time) => !Number.isNaN(time)) ?? Number.NaN;
}

describe("a view", () => {
  it("holds the records that pass its filter, whatever the segments, and however the index grows", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomTranscript,
        randomFilter,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        async (transcript, filter, sizes, growsAtOnce, hasLevels) => {
          const file = path.join(newFolder(), sourceName);
          fs.writeFileSync(file, transcript.bytes);
          const opened = openFile(file);
          if (!opened.ok) throw new Error(opened.failure.code);
          const source = opened.value;
          const { index, all, grow } = createSplitIndex(source, hasLevels ? leveled : plan, sizes);
          const tools = toolsOfCalls(all);
          const judged = judge(transcript, all, hasLevels, (row) => ({
            kind: index.kinds()[all.kinds[row] ?? 0] ?? "",
            role: index.roles()[all.roles[row] ?? 0] ?? "",
            tool: index.tools()[tools[row]?.[0] ?? 0] ?? "",
          }));
          const expected = judged.filter((one) => passes(filter, one));

          let indexing = true;
          const finish = (): void => {
            while (grow());
            indexing = false;
          };
          if (growsAtOnce) finish();
          const whenIndexed = growsAtOnce ? Promise.resolve() : new Promise(setImmediate).then(finish);
          const view = createView(
            {
              ...{ index, source, errors: { isErrorKind, hasLevels }, pieces: { deltas: [], prefix: [] } },
              ...{
                indexing: () => indexing,
                follows: () => false,
                whenGrown: async () => {},
                whenIndexed: () => whenIndexed,
              },
            },
            filter,
          );
          expect(await view.whenComplete()).toEqual({ ok: true, value: undefined });

          const numbers = expected.map(({ number }) => number);
          expect(recordsOf(view, 0, 1000), printFilter(filter)).toEqual(numbers);
          expect([view.rows(), view.complete(), view.searched()]).toEqual([numbers.length, true, source.size]);
          expect(view.bytes()).toBe(expected.reduce((sum, { record }) => sum + record.length, 0));
          for (let row = 0; row <= numbers.length; row++) {
            expect(recordsOf(view, row, 2)).toEqual(numbers.slice(row, row + 2));
          }
          judged.forEach(({ number }) => {
            expect(view.accepts(number)).toBe(numbers.includes(number));
            expect(view.rowOf(number)).toBe(numbers.filter((one) => one < number).length);
          });
          expectRanges(view, transcript, expected);
          view.close();
          source.close();
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Each range holds its records with one line feed between each two, and nothing else. */
function expectRanges(view: View, { bytes }: RandomTranscript, expected: readonly Judged[]): void {
  let next = 0;
  for (const { offset, length, records } of view.ranges()) {
    const own = expected.slice(next, next + records).map(({ record }) => record);
    const joined = own.map((record) =>
      Buffer.from(bytes.subarray(record.offset, record.offset + record.length)).toString("latin1"),
    );
    expect(Buffer.from(bytes.subarray(offset, offset + length)).toString("latin1")).toBe(joined.join("\n"));
    next += records;
  }
  expect(next).toBe(expected.length);
}
