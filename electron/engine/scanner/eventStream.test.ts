// Captures of server-sent events: what frames the records is counted as padding, and nothing else is.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutSource } from "../../testing/randomTranscript.ts";
import { createFieldScan } from "./fieldScan.ts";
import { createIndexScan } from "./indexScan.ts";

const plan = { kind: [[["type"]]], time: [], pair: [], role: [], tool: [] };

interface Found {
  readonly records: readonly { readonly text: string; readonly line: number; readonly flags: number }[];
  readonly padding: number;
  readonly malformed: number;
  readonly blank: number;
}

function scanned(text: string, cuts: readonly number[] = [1000]): Found {
  const bytes = Buffer.from(text);
  const scan = createIndexScan(cutSource(bytes, cuts), plan);
  while (scan.step(bytes.length, () => {}));
  scan.finish(() => {});
  const { count, offsets, lengths, lines, flags } = scan.open();
  const records = Array.from({ length: count }, (_, row) => {
    const at = offsets[row] ?? 0;
    return {
      text: bytes.toString("utf8", at, at + (lengths[row] ?? 0)),
      line: lines[row] ?? 0,
      flags: flags[row] ?? 0,
    };
  });
  const { padding, malformed, blank } = scan.state();
  return { records, padding, malformed, blank };
}

/** A line, the record on it and the bytes that frame it. */
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom("data:", "data: "), fc.constantFrom('{"type":"A"}', '{"type":"B","d":"data: {\\"a\\":1}"}'))
    .map(([name, record]) => ({ text: name + record, record, padding: 5 })),
  fc
    .constantFrom(
      "event: x",
      "event:",
      "id: 7",
      "id:",
      "retry: 300",
      ": ping",
      ":",
      ':\t{"type":"C"}',
      'event: {"type":"C"}',
      "[DONE]",
    )
    .map((text) => ({ text, record: undefined, padding: text.length })),
  fc.constantFrom("data: [DONE]", "data:[DONE]").map((text) => ({ text, record: undefined, padding: 11 })),
  fc.constantFrom("", "  ").map((text) => ({ text, record: undefined, padding: 0 })),
);

describe("server-sent events", () => {
  it("hold records behind “data:”, and nothing else that counts, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom("\n", "\r\n"),
        (lines, cuts, end) => {
          const found = scanned(lines.map(({ text }) => text + end).join(""), cuts);
          const returns =
            end === "\r\n"
              ? lines.filter(
                  ({ text, record, padding }) => record === undefined && padding > 0 && !text.endsWith("[DONE]"),
                ).length
              : 0;
          expect(found).toEqual({
            records: lines.flatMap(({ record }, n) =>
              record === undefined ? [] : [{ text: record, line: n + 1, flags: 0 }],
            ),
            padding: lines.reduce((sum, { padding }) => sum + padding, 0) + returns,
            malformed: 0,
            blank: lines.filter(({ record }) => record === undefined).length,
          });
        },
      ),
    );
  });

  it.each([
    "event x",
    "events: x",
    "identity: 7",
    " id: 7",
    "ID: 7",
    "note: x",
    ":{}x",
    '"id": 7',
    "data: hello",
    "data: [DONE",
    "data: [DONE]]",
    "[DONE] x",
    "[done]",
    "[DOES]",
    "retry",
  ])("are not seen in the line %j", (text) => {
    expect(scanned(`{"a":1}\n${text}\n{"a":1}\n`).malformed).toBe(1);
  });

  it("are not seen behind a record", () => {
    expect(scanned('{"a":1}id: 7\n{"a":1} : x\n').malformed).toBe(2);
  });

  it("may end in the middle", () => {
    expect(scanned('data: {"a":1}\n: pi')).toMatchObject({ padding: 9, malformed: 0 });
    expect(scanned('data: {"a":1}\nid: 7')).toMatchObject({ padding: 10, malformed: 0 });
    expect(scanned('data: {"a":1}\n\ndata: [DONE]')).toMatchObject({ padding: 16, malformed: 0 });
    expect(scanned('data: {"a":1}\ndata: [DON').records).toMatchObject([{}, { text: "[DON", flags: 5 }]);
    expect(scanned('data: {"a":1}\ndata: {"a"').records).toMatchObject([{}, { text: '{"a"', flags: 5 }]);
    expect(scanned('data: {"a":1}\nda').records).toMatchObject([{}, { text: "da", flags: 5 }]);
  });

  it("are the same to readers of fields", async () => {
    const text = ': x\nevent: e\ndata: {"type":"A"}\nid: 1\n\ndata: {"type":"B"}\n';
    const bytes = Buffer.from(text);
    const scan = createFieldScan([{ path: ["type"], intern: false }]);
    const found: unknown[] = [];
    await scan.read(cutSource(bytes, [3]), 0, bytes.length, (record) => {
      found.push([record.text(0), record.line, record.malformed]);
      return true;
    });
    expect(found).toEqual([
      ["A", 3, false],
      ["B", 6, false],
    ]);
  });
});
