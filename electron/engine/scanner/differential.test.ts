import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpectedRecord, RandomTranscript } from "../../testing/randomTranscript.ts";
import { cutSource, randomTranscript } from "../../testing/randomTranscript.ts";
import { createFieldScan } from "./fieldScan.ts";
import type { FieldPath, FieldRecord, FieldSpec } from "./fields.ts";
import type { CapturePlan } from "./indexScan.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";

const plan: CapturePlan = {
  kind: [
    [["type"]],
    [
      ["payload", "type"],
      ["message", "content", 0, "type"],
    ],
  ],
  time: [["timestamp"]],
  pair: [["id"]],
  role: [["role"], ["message", "role"]],
  tool: [["tool"]],
  sidechain: ["isSidechain"],
  values: true,
};

const chunkings = fc.oneof(
  fc.constant([]),
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
);

/** What JSON.parse finds at a path. */
function valueAt(value: unknown, path: FieldPath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || (step === 0) !== Array.isArray(at)) return undefined;
    at = Object.getOwnPropertyDescriptor(at, step)?.value;
  }
  return at;
}

/** A label's text: strings, numbers and booleans have one. Our numbers are written as JSON.stringify would, but for one. */
function labelAt(value: unknown, paths: readonly FieldPath[]): string | undefined {
  for (const path of paths) {
    const found = valueAt(value, path);
    if (typeof found === "string") return found.toWellFormed();
    if (typeof found === "number") return found === -1500 ? "-1.5e3" : String(found);
    if (typeof found === "boolean") return String(found);
  }
  return undefined;
}

function kindOf({ malformed, value }: ExpectedRecord): string {
  if (malformed) return "(malformed)";
  const parts = plan.kind.map((paths) => labelAt(value, paths)).filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? "(none)" : parts.join("/");
}

function timeOf({ value }: ExpectedRecord): number {
  const found = valueAt(value, ["timestamp"]);
  if (typeof found === "string" && /^0{1,40}$/.test(found)) return 0; // a number in quotes counts
  switch (found) {
    case "2026-03-01T12:00:00.250Z":
      return Date.parse("2026-03-01T12:00:00.250Z");
    case 1772366400000:
      return 1772366400000;
    case 17:
      return 17_000;
    case -1500:
      return -1_500_000;
    default:
      return Number.NaN;
  }
}

function scanned(transcript: RandomTranscript, cuts: readonly number[]) {
  const source = cutSource(transcript.bytes, cuts);
  const scan = createIndexScan(source, plan);
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  const columns = scan.open();
  const rows = Array.from({ length: columns.count }, (_, row) => ({
    offset: columns.offsets[row],
    length: columns.lengths[row],
    line: columns.lines[row],
    flags: columns.flags[row],
    kind: scan.kinds()[columns.kinds[row] ?? 0],
    role: scan.roles()[columns.roles[row] ?? 0],
    tool: scan.tools()[columns.tools[row] ?? 0],
    time: columns.times[row],
    pair: columns.pairs[row],
  }));
  return { rows, counts: scan.state() };
}

describe("the index scan", () => {
  it("finds what JSON.parse finds, however the bytes are cut", () => {
    fc.assert(
      fc.property(randomTranscript, chunkings, (transcript, cuts) => {
        const { rows, counts } = scanned(transcript, cuts);
        expect(rows.map(({ pair: _, ...row }) => row)).toEqual(
          transcript.records.map((record) => ({
            offset: record.offset,
            length: record.length,
            line: record.line,
            flags:
              (record.malformed ? flagBit.malformed : 0) |
              (record.glued ? flagBit.glued : 0) |
              (record.torn ? flagBit.torn : 0) |
              (valueAt(record.value, ["isSidechain"]) === true ? flagBit.sidechain : 0),
            kind: kindOf(record),
            role: labelAt(record.value, plan.role) ?? "",
            tool: labelAt(record.value, plan.tool) ?? "",
            time: timeOf(record),
          })),
        );
        expect([counts.line - 1, counts.blank]).toEqual([transcript.lines, transcript.blank]);
        expect(counts.malformed).toBe(transcript.records.filter((record) => record.malformed).length);
        expect(counts.glued).toBe(transcript.records.filter((record) => record.glued).length);
        // Equal ids have equal hashes, whatever their spelling.
        const hashes = new Map<string, number | undefined>();
        transcript.records.forEach((record, row) => {
          const id = labelAt(record.value, plan.pair) ?? "";
          if (!id.includes("\uFFFD")) expect(rows[row]?.pair).toBe(hashes.get(id) ?? rows[row]?.pair);
          hashes.set(id, rows[row]?.pair);
          expect(rows[row]?.pair === 0).toBe(id === "");
        });
      }),
      { numRuns: 2000 },
    );
  });
});

const wanted: readonly FieldSpec[] = [
  { path: ["type"], intern: true },
  { path: ["payload"], intern: false },
  { path: ["payload", "type"], intern: false },
  { path: ["message", "content"], intern: false },
  { path: ["message", "content", 0, "type"], intern: true },
  { path: ["timestamp"], intern: false },
];

function typeOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "array" : typeof value;
}

describe("the field scan", () => {
  it("finds the values at all wanted paths, and their places", async () => {
    await fc.assert(
      fc.asyncProperty(randomTranscript, chunkings, async (transcript, cuts) => {
        const scan = createFieldScan(wanted, { values: true });
        const source = cutSource(transcript.bytes, cuts);
        let next = 0;
        await scan.read(source, 0, source.size, (found) => {
          const record = transcript.records[next++];
          if (record === undefined) throw new Error("a record too many");
          expect([found.offset, found.length, found.line]).toEqual([record.offset, record.length, record.line]);
          wanted.forEach((spec, field) => {
            expectField(transcript, found, field, record.malformed ? undefined : valueAt(record.value, spec.path));
            const value = valueAt(record.value, spec.path);
            if (spec.intern && typeof value === "string") {
              expect(scan.internedText(found.id(field))).toBe(value.toWellFormed());
            }
          });
          return undefined;
        });
        expect(next).toBe(transcript.records.length);
      }),
      { numRuns: 800 },
    );
  });
});

function expectField(transcript: RandomTranscript, found: FieldRecord, field: number, value: unknown): void {
  expect(found.type(field)).toBe(typeOf(value));
  if (value === undefined) return;
  const start = found.start(field);
  const raw = transcript.bytes.subarray(start, start + found.byteLength(field));
  const text = new TextDecoder().decode(raw);
  expect(JSON.parse(typeof value === "string" ? `"${text}"` : text)).toEqual(value);
  const inMemory = found.bytes(field);
  if (inMemory !== undefined && (typeof value === "string" || typeof value === "number")) {
    expect([...inMemory]).toEqual([...raw]);
  }
  if (typeof value === "string") {
    expect(found.escaped(field)).toBe(text.includes("\\"));
    expect(found.text(field)).toBe(value);
  }
}
